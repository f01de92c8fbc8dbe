using Sweeps.Core.Outcomes;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>A run under way.</summary>
internal sealed record RunInFlight(int Worker, int Cell, string Label, int Step, int Steps, float Loss);

/// <summary>The best run so far: the column that decides, its value, and the parameters that vary.</summary>
internal sealed record BestSoFar(string Value, double Loss, int Cell, string Label);

/// <summary>How the execution of a sweep stands at an instant.</summary>
internal sealed record ProgressSnapshot
{
    public required string Name { get; init; }

    /// <summary>Runs trained of <see cref="Due"/>.</summary>
    public int Trained { get; init; }

    /// <summary>Runs that this execution is to train.</summary>
    public int Due { get; init; }

    public int Diverged { get; init; }

    public int Failed { get; init; }

    /// <summary>Seconds since training began.</summary>
    public double Elapsed { get; init; }

    /// <summary>By the speed so far; null while nothing is measured.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Of all workers, over the last seconds.</summary>
    public double StepsPerSecond { get; init; }

    /// <summary>Over the last seconds.</summary>
    public double RunsPerSecond { get; init; }

    /// <summary>Runs of earlier executions included.</summary>
    public BestSoFar? Best { get; init; }

    public bool IsWritingTables { get; init; }

    public IReadOnlyList<RunInFlight> Runs { get; init; } = [];
}

/// <summary>Sums events up into how a sweep stands. Thread-safe.</summary>
internal sealed class ProgressState(CellLabel label)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, RunInFlight> _runs = [];
    private readonly Dictionary<string, (int Worker, int Step, int Steps)> _places = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Time, long Steps, int Runs)> _recent = [];
    private BestRuns _best = new();
    private ProgressSnapshot? _now;
    private DateTimeOffset _started;
    private DateTimeOffset _leftAsOf;
    private long _steps;

    public void On(SweepEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case SweepStarted started:
                    Begin(started);
                    break;
                case RunStarted run:
                    _places[run.Run] = (run.Worker, run.FirstStep, run.Steps);
                    _runs[run.Worker] = new(run.Worker, run.Cell, label.Of(run.Parameters), run.FirstStep, run.Steps, float.NaN);
                    break;
                case RunProgressed run:
                    Advance(run.Run, run.Step);
                    Foresee(run.SecondsLeft, run.Time);
                    if (_runs.TryGetValue(run.Worker, out var known) && known.Cell == run.Cell)
                        _runs[run.Worker] = known with { Step = run.Step, Loss = run.Loss };
                    break;
                case RunFinished finished:
                    Finish(finished);
                    break;
                case TablesStarted when _now is not null:
                    _now = _now with { IsWritingTables = true };
                    _runs.Clear();
                    break;
            }
        }
    }

    /// <returns>Null while it is not known what there is to do.</returns>
    public ProgressSnapshot? At(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_now is null)
                return null;
            _recent.Enqueue((now, _steps, _now.Trained));
            while (_recent.Count > 2 && now - _recent.Peek().Time > s_window)
                _recent.Dequeue();
            var (since, steps, runs) = _recent.Peek();
            var seconds = (now - since).TotalSeconds;
            return _now with
            {
                Elapsed = (now - _started).TotalSeconds,
                StepsPerSecond = seconds > 0 ? (_steps - steps) / seconds : 0,
                RunsPerSecond = seconds > 0 ? (_now.Trained - runs) / seconds : 0,
                SecondsLeft = _now.SecondsLeft is { } left && left - (now - _leftAsOf).TotalSeconds is > 0 and var rest ? rest : null,
                Best = _best.Best is { } best ? new(best.Value, best.Loss, best.Run.Cell, label.Of(best.Run.Parameters)) : null,
                Runs = [.. _runs.Values],
            };
        }
    }

    private void Begin(SweepStarted started)
    {
        _now = new ProgressSnapshot { Name = started.Name, Due = started.Due };
        _started = started.Time;
        _best = new BestRuns();
        if (started.Best is { } best)
            _best.Offer(best.Run);
        _recent.Clear();
        _recent.Enqueue((started.Time, _steps, 0));
    }

    private void Finish(RunFinished finished)
    {
        var outcome = finished.Outcome;
        // The run is durable only now; its worker may have gone on to the next.
        if (_places.TryGetValue(outcome.Run, out var place))
        {
            Advance(outcome.Run, outcome.DivergedAt + 1 ?? (outcome.Status == RunStatus.Completed ? place.Steps : place.Step));
            _places.Remove(outcome.Run);
            if (_runs.TryGetValue(place.Worker, out var run) && run.Cell == outcome.Cell)
                _runs.Remove(place.Worker);
        }

        _best.Offer(outcome);
        if (_now is not null)
            _now = _now with
            {
                Trained = finished.Trained,
                Diverged = _now.Diverged + (outcome.Status == RunStatus.Diverged ? 1 : 0),
                Failed = _now.Failed + (outcome.Status == RunStatus.Failed ? 1 : 0),
            };
        Foresee(finished.SecondsLeft, finished.Time);
    }

    private void Advance(string run, int step)
    {
        if (!_places.TryGetValue(run, out var place) || step <= place.Step)
            return;
        _steps += step - place.Step;
        _places[run] = place with { Step = step };
    }

    // Until a step is done there is no speed to foresee by.
    private void Foresee(double seconds, DateTimeOffset now)
    {
        if (_now is not null && _steps > 0)
            (_now, _leftAsOf) = (_now with { SecondsLeft = seconds }, now);
    }
}
