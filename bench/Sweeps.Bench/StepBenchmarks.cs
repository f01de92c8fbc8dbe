using BenchmarkDotNet.Attributes;

namespace Sweeps.Bench;

/// <summary>Whole steps: batch, forward, loss, backward, update, and the handlers that look.</summary>
[Config(typeof(StepConfig))]
[MemoryDiagnoser]
public class StepBenchmarks
{
    private const int Steps = 200;

    public static IEnumerable<object> Cases => StepCase.All;

    [ParamsSource(nameof(Cases))]
    public object Network { get; set; } = null!;

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Step() => ((StepCase)Network).Advance(Steps);
}
