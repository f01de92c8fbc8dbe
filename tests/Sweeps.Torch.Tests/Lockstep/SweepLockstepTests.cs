using Sweeps.Core;
using Sweeps.Core.Verification.Lockstep;
using Sweeps.Tests;

namespace Sweeps.Torch.Tests.Lockstep;

/// <summary>Runs of a sweep, as <c>sweeps verify DIR --engine torch</c> checks them.</summary>
[Kind(TestKind.Torch)]
public sealed class SweepLockstepTests
{
    private const string Definition = """
        name: small
        dataset: { source: names, split: { train: 0.01, valid: 0.01 } }
        model: { width: 9, depth: 1, embedding: 4, activation: relu }
        train: { steps: 30, batch_size: 8 }
        grid: { lr: [0.1, 1000000], norm: [none, batch] }
        """;

    private readonly Sweep _sweep = Sweep.Load(SweepSource.OfText(Definition), new SweepEnvironment(Engines.Managed)).Valid;

    [Fact]
    public void Runs_that_the_definition_has_are_compared_and_the_others_told()
    {
        var lockstep = new SweepLockstep(_sweep.Engine, Engines.Torch, _sweep.Job, steps: null);
        foreach (var cell in _sweep.Job.Cells.Take(2))
        {
            var run = lockstep.Check(cell.Run, TestContext.Current.CancellationToken);
            Assert.True(run.IsEqual, run.Report!.First?.ToString());
            Assert.Equal((cell.Cell, null), (run.Cell, run.Unfit));
            Assert.Equal([(0, false), (1, false), (10, false), (29, false), (29, true)], run.Report.Steps.Select(step => (step.Step, step.IsResumed)));
        }

        var unknown = lockstep.Check("0123456789abcdef", TestContext.Current.CancellationToken);
        Assert.Null(unknown.Report);
        Assert.StartsWith("the definition does not have this run", unknown.Unfit, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_diverges_is_compared_up_to_there()
    {
        var run = new SweepLockstep(_sweep.Engine, Engines.Torch, _sweep.Job, steps: null).Check(_sweep.Job.Cells[2].Run, TestContext.Current.CancellationToken);
        Assert.NotNull(run.Report!.DivergedAt);
        Assert.All(run.Report.Steps, step => Assert.True(step.Step < run.Report.DivergedAt));
        Assert.Contains(run.Report.Steps, step => step.Step == 0);
    }

    [Fact]
    public void Steps_that_a_run_does_not_have_are_left_out()
    {
        var cell = _sweep.Job.Cells[0];
        var some = new SweepLockstep(_sweep.Engine, Engines.Torch, _sweep.Job, [7, 30, 7, 3]).Check(cell.Run, TestContext.Current.CancellationToken);
        Assert.Equal([3, 7, 7], some.Report!.Steps.Select(step => step.Step));
        var none = new SweepLockstep(_sweep.Engine, Engines.Torch, _sweep.Job, [30]).Check(cell.Run, TestContext.Current.CancellationToken);
        Assert.Equal("it has 30 steps, and none of those that were named", none.Unfit);
        Assert.False(none.IsEqual);
    }
}
