using Sweeps.Cli.Output;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Running;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Output;

public sealed class ProgressStateTests
{
    private static readonly DateTimeOffset s_start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ProgressState _state = new(new CellLabel(["depth"]));

    [Fact]
    public void There_is_nothing_to_show_before_it_is_known_what_there_is_to_do()
    {
        Assert.Null(_state.At(s_start));
        _state.On(new StorageNoted(s_start, "x"));
        Assert.Null(_state.At(At(1)));
    }

    [Fact]
    public void Steps_are_counted_once_though_a_run_is_durable_after_its_worker_has_gone_on()
    {
        _state.On(new SweepStarted(s_start, "x", "/x", 3, 1, 2, 1, 10));
        _state.On(new RunStarted(s_start, 0, 1, "a", Parameters(6), 100, 0));
        Assert.Null(_state.At(s_start)!.SecondsLeft);
        _state.On(new RunProgressed(At(1), 0, 1, "a", 40, 100, 2.5f));
        _state.On(new RunStarted(At(2), 0, 2, "b", Parameters(7), 50, 10));
        _state.On(new RunProgressed(At(3), 0, 2, "b", 30, 50, 2.25f) { SecondsLeft = 6 });
        Assert.Equal(5, _state.At(At(4))!.SecondsLeft!.Value, 9);
        _state.On(new RunFinished(At(3), Outcome("a", 1, RunStatus.Completed), 2, 3, 4) { Trained = 1, Due = 2 });
        var now = _state.At(At(4))!;
        Assert.Equal((100 + 20) / 4.0, now.StepsPerSecond, 9);
        Assert.Equal(1 / 4.0, now.RunsPerSecond, 9);
        Assert.Equal((1, 2), (now.Trained, now.Due));
        Assert.Equal(3, now.SecondsLeft!.Value, 9);
        Assert.Equal(4, now.Elapsed, 9);
        var run = Assert.Single(now.Runs);
        Assert.Equal(new RunInFlight(0, 2, "depth=7", 30, 50, 2.25f), run);
    }

    [Fact]
    public void A_diverged_run_counts_the_steps_it_did()
    {
        _state.On(new SweepStarted(s_start, "x", "/x", 1, 0, 1, 1, 10));
        _state.On(new RunStarted(s_start, 0, 0, "a", Parameters(6), 100, 0));
        _state.On(new RunFinished(At(1), Outcome("a", 0, RunStatus.Diverged) with { DivergedAt = 9 }, 1, 1, 0));
        var now = _state.At(At(2))!;
        Assert.Equal(10 / 2.0, now.StepsPerSecond, 9);
        Assert.Equal(1, now.Diverged);
        Assert.Empty(now.Runs);
        Assert.Null(now.SecondsLeft);
        Assert.Null(now.Best);
    }

    [Fact]
    public void The_best_run_may_be_an_earlier_execution_s_and_is_none_that_did_not_train()
    {
        var stored = new BestRun(Outcome("s", 5, RunStatus.Completed, end: 2.5), "loss_end", 2.5);
        _state.On(new SweepStarted(s_start, "x", "/x", 9, 1, 8, 1, 10) { Best = stored });
        Assert.Equal(new BestSoFar("loss_end", 2.5, 5, "depth=5"), _state.At(At(1))!.Best);
        Finish(Outcome("a", 1, RunStatus.Completed, end: 2.6));
        Finish(Outcome("b", 2, RunStatus.Diverged, end: 0.1));
        Finish(Outcome("c", 3, RunStatus.Failed, end: null));
        Assert.Equal(5, _state.At(At(1))!.Best!.Cell);
        Finish(Outcome("d", 4, RunStatus.Completed, end: 2.4));
        Assert.Equal(new BestSoFar("loss_end", 2.4, 4, "depth=4"), _state.At(At(1))!.Best);
        Finish(Outcome("e", 6, RunStatus.Completed, end: 29.1) with { LossValid = 1 });
        Assert.Equal(4, _state.At(At(1))!.Best!.Cell);
        Finish(Outcome("f", 7, RunStatus.Completed, end: 2.9) with { LossValid = 2.8 });
        Assert.Equal(new BestSoFar("loss_valid", 2.8, 7, "depth=7"), _state.At(At(1))!.Best);

        void Finish(RunOutcome outcome) => _state.On(new RunFinished(At(1), outcome, 2, 9, 4));
    }

    private static DateTimeOffset At(double seconds) => s_start.AddSeconds(seconds);

    private static ParameterValues Parameters(int depth) => Shipped.Values(Shipped.Parameters.All.Select(parameter => parameter.ShortName is "depth" ? (object?)depth : null));

    private static RunOutcome Outcome(string run, int cell, RunStatus status, double? end = null) =>
        new() { Run = run, Cell = cell, Status = status, Parameters = Parameters(cell), Losses = new LossFigures(null, 3, null, end, null) { Chance = 2.9 } };
}
