using Sweeps.Cli.Output;
using Sweeps.Core.Plans;
using Sweeps.Core.Results;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Tests.Output;

public sealed class ProgressStateTests
{
    private static readonly DateTimeOffset s_start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ProgressState _state = new(new CellLabel(["depth"]));

    [Fact]
    public void Steps_are_counted_once_though_a_run_is_durable_after_its_worker_has_gone_on()
    {
        _state.On(new SweepStarted(s_start, "x", "/x", 3, 1, 2, 1, 10));
        _state.On(new RunStarted(s_start, 0, 1, "a", Parameters(6), 100, 0));
        _state.On(new RunProgressed(At(1), 0, 1, "a", 40, 100, 2.5f));
        _state.On(new RunStarted(At(2), 0, 2, "b", Parameters(7), 50, 10));
        _state.On(new RunProgressed(At(3), 0, 2, "b", 30, 50, 2.25f));
        _state.On(new RunFinished(At(3), Outcome("a", 1, RunStatus.Completed), 2, 3, 4));
        var now = _state.At(At(4));
        Assert.Equal((100 + 20) / 4.0, now.StepsPerSecond, 9);
        Assert.Equal(2, now.Done);
        Assert.Equal(3, now.SecondsLeft!.Value, 9);
        var run = Assert.Single(now.Runs);
        Assert.Equal(new RunInFlight(0, 2, "depth=7", 30, 50, 2.25f), run);
    }

    [Fact]
    public void A_diverged_run_counts_the_steps_it_did()
    {
        _state.On(new SweepStarted(s_start, "x", "/x", 1, 0, 1, 1, 10));
        _state.On(new RunStarted(s_start, 0, 0, "a", Parameters(6), 100, 0));
        _state.On(new RunFinished(At(1), Outcome("a", 0, RunStatus.Diverged) with { DivergedAt = 9 }, 1, 1, 0));
        var now = _state.At(At(2));
        Assert.Equal(10 / 2.0, now.StepsPerSecond, 9);
        Assert.Equal(1, now.Diverged);
        Assert.Empty(now.Runs);
        Assert.Null(now.SecondsLeft);
    }

    private static DateTimeOffset At(double seconds) => s_start.AddSeconds(seconds);

    private static object?[] Parameters(int depth) => [.. ParameterColumns.All.Select(column => column.Name is "depth" ? (object?)depth : null)];

    private static RunOutcome Outcome(string run, int cell, RunStatus status) =>
        new() { Run = run, Cell = cell, Status = status, Losses = new LossFigures(null, 3, null, null, null) };
}
