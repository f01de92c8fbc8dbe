using Sweeps.Core.Handlers;
using Sweeps.Engine.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class AllocationTests
{
    private const TensorKinds Everything = TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient;

    [Fact]
    public void A_step_allocates_nothing_once_tables_have_grown()
    {
        var of = TensorNames.All.ToArray();
        var tap = new HandlerTap(
            [
                HandlerRun.Define("percentiles", ("of", of)), HandlerRun.Define("histogram", ("of", of)), HandlerRun.Define("moments", ("of", of)), HandlerRun.Define("rank_collapse"),
                HandlerRun.Define("update_ratio"), HandlerRun.Define("dead_units"), HandlerRun.Define("saturation"),
            ],
            steps: 1000);
        var step = Step();
        var tables = tap.Tables;
        for (; step.Step < 100; step.Step++)
            tap.Observe(step);
        foreach (var table in tables)
            table.Rows.Clear();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (; step.Step < 150; step.Step++)
        {
            if (tap.Wants(step.Step) == Everything)
                tap.Observe(step);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.All(tables, table => Assert.True(table.Rows.RowCount >= 50));
    }

    [Fact]
    public void A_step_on_which_nothing_is_due_allocates_nothing()
    {
        var kind = HandlerCatalogue.Shipped.Find("moments")!;
        var tap = new HandlerTap([HandlerRun.Define(kind, new HandlerSchedule(1000, [5, -1], 3, 3))], steps: 10_000);
        Assert.Equal(TensorKinds.None, tap.Wants(10));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 10; step < 900; step++)
            if (tap.Wants(step) != TensorKinds.None)
                throw new InvalidOperationException("Nothing is due.");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static FakeStep Step()
    {
        var step = new FakeStep();
        foreach (var kind in (ModuleKind[])[ModuleKind.Embedding, ModuleKind.Linear, ModuleKind.BatchNorm, ModuleKind.GELU, ModuleKind.Linear])
        {
            var module = step.Add(kind);
            var output = Matrices.Normal(32, 30, (uint)module.Index);
            step.Set(module, TensorKinds.Output, output).SetInput(module, output).Set(module, TensorKinds.OutputGradient, output);
            if (module.HasWeight)
                step.Set(module, TensorKinds.Weight, Matrices.Normal(30, 30, 7)).Set(module, TensorKinds.WeightGradient, Matrices.Normal(30, 30, 8));
        }

        return step;
    }
}
