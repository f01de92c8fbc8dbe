using System.Globalization;
using Sweeps.Core.Results;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>Progress as plain lines, where there is no terminal: a line per run, and of very many runs a line per second.</summary>
internal sealed class PlainLines(TextWriter writer, CellLabel label) : ISweepDisplay
{
    private const int MostLines = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private DateTimeOffset _last;
    private bool _isLong;

    public void On(SweepEvent happened)
    {
        switch (happened)
        {
            case SweepStarted started:
                _isLong = started.Due > MostLines;
                writer.WriteLine(Opening(started));
                break;
            case RunFinished finished when !_isLong || finished.Done == finished.Cells || finished.Time - _last >= s_pause:
                _last = finished.Time;
                writer.WriteLine(Line(finished));
                break;
        }
    }

    public void Dispose() => writer.Flush();

    /// <summary>What there is to do, in a line.</summary>
    public static string Opening(SweepStarted started)
    {
        var done = started.Done > 0 ? $", {Quantity.Count(started.Done)} done already" : "";
        return started.Due == 0
            ? $"{started.Name}: {Quantity.Of(started.Cells, "run")}{done}, nothing to train"
            : $"{started.Name}: {Quantity.Of(started.Cells, "run")}{done}, {Quantity.Count(started.Due)} to train with {Quantity.Of(started.Workers, "worker")}, about {Quantity.Duration(started.EstimatedSeconds)}";
    }

    private string Line(RunFinished finished)
    {
        var outcome = finished.Outcome;
        var end = outcome.Status switch
        {
            RunStatus.Completed => LossText.StartAndEnd(outcome),
            RunStatus.Diverged => string.Create(CultureInfo.InvariantCulture, $"diverged at step {outcome.DivergedAt}"),
            _ => "failed",
        };
        var left = finished.Done < finished.Cells && finished.SecondsLeft > 0 ? $", {Quantity.Duration(finished.SecondsLeft)} left" : "";
        var name = label.Of(outcome.Parameters) is { Length: > 0 } text ? " " + text : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{finished.Done}/{finished.Cells}] cell {outcome.Cell}{name}: {end}, {Quantity.Duration(outcome.Timings.WallSeconds ?? 0)}{left}");
    }
}
