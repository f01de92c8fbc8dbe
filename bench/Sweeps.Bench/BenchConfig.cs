using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Sweeps.Bench;

/// <summary>How benchmarks run: many short iterations, of which the fastest counts, since what else the machine does only adds.</summary>
internal abstract class BenchConfig : ManualConfig
{
    private const int Unrolled = 16;

    /// <param name="invocations">Of an iteration, given: a pilot run on a busy machine finds too few.</param>
    protected BenchConfig(int invocations)
    {
        // In process: a project generated inside this repository would inherit its analyzers and package pins.
        AddJob(Job.Default
            .WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(10), logOutput: false))
            .WithInvocationCount(invocations)
            .WithUnrollFactor(Unrolled)
            .WithWarmupCount(6)
            .WithIterationCount(20));
        AddColumn(StatisticColumn.Min, new FmaShareColumn());
        HideColumns("Error", "StdDev", "Median", "Method");
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60));
    }
}

/// <summary>For what takes about a microsecond.</summary>
internal sealed class KernelConfig() : BenchConfig(invocations: 8192);

/// <summary>For what takes about a millisecond.</summary>
internal sealed class StepConfig() : BenchConfig(invocations: 16);
