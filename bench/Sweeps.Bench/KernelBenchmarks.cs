using BenchmarkDotNet.Attributes;

namespace Sweeps.Bench;

/// <summary>Every kernel by itself, its numbers in the first-level cache.</summary>
[Config(typeof(KernelConfig))]
public class KernelBenchmarks
{
    public static IEnumerable<object> Cases => KernelCases.All;

    [ParamsSource(nameof(Cases))]
    public object Kernel { get; set; } = null!;

    [Benchmark]
    public void Run() => ((KernelCase)Kernel).Run();
}
