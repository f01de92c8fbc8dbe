using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Sweeps.Bench;

/// <summary>The arithmetic of a benchmark as a part of what the core's fused multiply-adds could do in its least time.</summary>
internal sealed class FmaShareColumn : IColumn
{
    public string Id => nameof(FmaShareColumn);

    public string ColumnName => "FMA peak";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => string.Create(
        CultureInfo.InvariantCulture, $"Operations in the least time as a part of this core's peak, {FmaPeak.FlopsPerSecond / 1e9:F0} GFLOP/s measured by a loop of fused multiply-adds");

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var flops = benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<IArithmetic>().FirstOrDefault()?.Flops ?? 0;
        var nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Min;
        return flops == 0 || nanoseconds is null
            ? "–"
            : (flops / (nanoseconds.Value * 1e-9) / FmaPeak.FlopsPerSecond).ToString("P0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
}

/// <summary>What knows how many floating-point operations it takes.</summary>
internal interface IArithmetic
{
    /// <summary>Operations of one run on numbers that count, a fused multiply-add as two; 0 where nothing is computed.</summary>
    double Flops { get; }
}
