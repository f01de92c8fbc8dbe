using Sweeps.Core.Tests.Definitions;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Plans;

/// <summary>Measures the memory of the whole process, so nothing else may run.</summary>
[Collection(nameof(PlanMemoryTests))]
[CollectionDefinition(nameof(PlanMemoryTests), DisableParallelization = true)]
[Kind(TestKind.Long)]
public sealed class PlanMemoryTests
{
    [Fact]
    public void A_million_cells_are_planned_without_holding_them()
    {
        var plan = Reader.Plan("name: x\ngrid: { activation: [tanh, relu, selu, gelu], norm: [none, layer], lr: { from: 0.01, to: 1, steps: 25, scale: log }, depth: { from: 1, to: 50, steps: 50 }, seed: { count: 100 } }");
        Assert.Equal(1_000_000, plan.CellCount);
        Assert.Empty(plan.Statistics.Equal);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var last = 0;
        foreach (var cell in plan.Cells())
            last = cell.Cell;
        Assert.Equal(999_999, last);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 10_000_000);
    }
}
