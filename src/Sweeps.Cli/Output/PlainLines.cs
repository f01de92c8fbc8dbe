using System.Globalization;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>Progress as plain lines, where there is no terminal: a line per run, and of very many runs a line per second.</summary>
/// <param name="merges">Whether nothing is trained because only tables are asked for.</param>
internal sealed class PlainLines(TextWriter writer, CellLabel label, bool merges) : ISweepDisplay
{
    private const int MostLines = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private DateTimeOffset _last;
    private bool _isLong;

    public void Report(SweepEvent value)
    {
        switch (value)
        {
            case SweepStarted started:
                _isLong = started.Due > MostLines;
                writer.WriteLine(merges ? Merging(started) : Opening(started));
                break;
            case RunFinished finished when !_isLong || finished.Trained == finished.Due || (finished.Time - _last).Duration() >= s_pause:
                _last = finished.Time;
                writer.WriteLine(Line(finished));
                break;
        }
    }

    public void Dispose() => writer.Flush();

    /// <summary>What there is to do, in a line.</summary>
    public static string Opening(SweepStarted started)
    {
        var isChosen = started.Outstanding != started.Cells - started.Done;
        var text = $"{started.Name}: {Quantity.Of(started.Cells, "run")}";
        if (started.Done > 0)
            text += $", {Quantity.Count(started.Done)} done already";
        if (isChosen || started.Due != started.Outstanding)
            text += $", {(started.Outstanding == 0 ? "none" : Quantity.Count(started.Outstanding))} due";
        if (started.Due != started.Outstanding)
            text += $", the limit is {Quantity.Count(started.Limit ?? 0)}";
        return started.Due == 0
            ? $"{text}, {(started.Outstanding == 0 ? "nothing to train" : "so none is trained")}"
            : $"{text}, {Quantity.Count(started.Due)} to train with {Quantity.Of(started.Workers, "worker")}, about {Quantity.Duration(started.EstimatedSeconds)}";
    }

    private static string Merging(SweepStarted started) =>
        $"{started.Name}: {Quantity.Of(started.Cells, "run")}, {Quantity.Count(started.Done)} done; the tables are made of what there is";

    private string Line(RunFinished finished)
    {
        var outcome = finished.Outcome;
        var end = outcome.Status switch
        {
            RunStatus.Completed => LossText.StartAndEnd(outcome),
            RunStatus.Diverged => string.Create(CultureInfo.InvariantCulture, $"diverged at step {outcome.DivergedAt}"),
            _ => "failed",
        };
        var left = finished.Trained < finished.Due && finished.SecondsLeft > 0 ? $", {Quantity.Duration(finished.SecondsLeft)} left" : "";
        var name = label.Of(outcome.Parameters) is { Length: > 0 } text ? " " + text : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{finished.Trained}/{finished.Due}] cell {outcome.Cell}{name}: {end}, {Quantity.Duration(outcome.Timings.WallSeconds ?? 0)}{left}");
    }
}
