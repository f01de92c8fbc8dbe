using Sweeps.Core.Results;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>A run under way.</summary>
internal sealed record RunInFlight(int Worker, int Cell, string Label, int Step, int Steps, float Loss);

/// <summary>How a sweep stands at an instant.</summary>
/// <param name="StepsPerSecond">Of all workers, over the last seconds.</param>
/// <param name="SecondsLeft">Null while it cannot be told.</param>
internal sealed record ProgressSnapshot(
    string Name, int Done, int Cells, int Diverged, int Failed, double StepsPerSecond, double? SecondsLeft, bool IsWritingTables, IReadOnlyList<RunInFlight> Runs);

/// <summary>Sums events up into how a sweep stands. Thread-safe.</summary>
internal sealed class ProgressState(CellLabel label)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, RunInFlight> _runs = [];
    private readonly Dictionary<string, (int Worker, int Step, int Steps)> _places = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Time, long Steps)> _recent = [];
    private string _name = "";
    private int _done;
    private int _cells;
    private int _diverged;
    private int _failed;
    private long _steps;
    private double? _secondsLeft;
    private DateTimeOffset _leftAsOf;
    private bool _isWritingTables;

    public void On(SweepEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case SweepStarted started:
                    (_name, _done, _cells, _isWritingTables) = (started.Name, started.Done, started.Cells, false);
                    Foresee(started.EstimatedSeconds, started.Time);
                    _recent.Enqueue((started.Time, _steps));
                    break;
                case RunStarted run:
                    _places[run.Run] = (run.Worker, run.FirstStep, run.Steps);
                    _runs[run.Worker] = new(run.Worker, run.Cell, label.Of(run.Parameters), run.FirstStep, run.Steps, float.NaN);
                    break;
                case RunProgressed run:
                    Advance(run.Run, run.Step);
                    if (_runs.TryGetValue(run.Worker, out var known) && known.Cell == run.Cell)
                        _runs[run.Worker] = known with { Step = run.Step, Loss = run.Loss };
                    break;
                case RunFinished finished:
                    Finish(finished);
                    break;
                case TablesStarted:
                    _isWritingTables = true;
                    _runs.Clear();
                    break;
            }
        }
    }

    public ProgressSnapshot At(DateTimeOffset now)
    {
        lock (_gate)
        {
            _recent.Enqueue((now, _steps));
            while (_recent.Count > 2 && now - _recent.Peek().Time > s_window)
                _recent.Dequeue();
            var (since, steps) = _recent.Count > 0 ? _recent.Peek() : (now, _steps);
            var elapsed = (now - since).TotalSeconds;
            double? left = _secondsLeft is { } seconds && seconds - (now - _leftAsOf).TotalSeconds is > 0 and var rest ? rest : null;
            return new(_name, _done, _cells, _diverged, _failed, elapsed > 0 ? (_steps - steps) / elapsed : 0, left, _isWritingTables, [.. _runs.Values]);
        }
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

        _done = finished.Done;
        _diverged += outcome.Status == RunStatus.Diverged ? 1 : 0;
        _failed += outcome.Status == RunStatus.Failed ? 1 : 0;
        Foresee(finished.SecondsLeft, finished.Time);
    }

    private void Advance(string run, int step)
    {
        if (!_places.TryGetValue(run, out var place) || step <= place.Step)
            return;
        _steps += step - place.Step;
        _places[run] = place with { Step = step };
    }

    private void Foresee(double seconds, DateTimeOffset now) => (_secondsLeft, _leftAsOf) = (seconds, now);
}
