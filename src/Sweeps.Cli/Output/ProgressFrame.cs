using System.Globalization;

namespace Sweeps.Cli.Output;

/// <summary>The picture of a sweep under way: a head of two or three lines, then a line per run. No line is as wide as the screen, and there are fewer lines than it has.</summary>
/// <param name="Width">Columns of the screen.</param>
/// <param name="Height">Lines of the screen.</param>
/// <param name="HasUnicode">Whether it shows more than ASCII.</param>
internal sealed record ProgressFrame(int Width, int Height, bool HasUnicode)
{
    private const int RoomyWidth = 100;
    private const int NarrowWidth = 50;
    private const string Gap = "  ";

    /// <summary>Above this the speed is told in runs.</summary>
    private const double ShortRuns = 1;

    private string Ellipsis => HasUnicode ? "…" : "...";

    private int Room => Math.Max(1, Width - 1);

    public IReadOnlyList<StyledLine> Of(ProgressSnapshot now)
    {
        var lines = new List<StyledLine> { Counts(now), Times(now) };
        if (now.Best is { } best)
            lines.Add(new StyledLine().Add(string.Create(CultureInfo.InvariantCulture, $"best so far: {best.Value} {Quantity.Loss(best.Loss)}")).Add($"{Gap}{best.Label}").Add(string.Create(CultureInfo.InvariantCulture, $"{Gap}(cell {best.Cell})")));
        // The cursor takes a line, too.
        var room = Math.Max(1, Height - 2);
        if (now.Runs.Count <= room - lines.Count)
        {
            lines.AddRange(Runs(now.Runs));
        }
        else if (room - lines.Count is > 1 and var left)
        {
            lines.AddRange(Runs([.. now.Runs.Take(left - 1)]));
            lines.Add(new StyledLine().Add(string.Create(CultureInfo.InvariantCulture, $"and {now.Runs.Count - left + 1} more")));
        }

        return [.. lines.Take(room).Select(line => line.Fit(Room, Ellipsis))];
    }

    private StyledLine Counts(ProgressSnapshot now)
    {
        var counts = new StyledLine().Add($"{Gap}{Quantity.Count(now.Trained)}/{Quantity.Of(now.Due, "run")}");
        if (now.Diverged > 0)
            counts.Add(", ").Add($"{Quantity.Count(now.Diverged)} diverged", Colour.Yellow);
        if (now.Failed > 0)
            counts.Add(", ").Add($"{Quantity.Count(now.Failed)} failed", Colour.Red);
        var bar = Math.Clamp(Width / 3, 8, 28);
        var line = new StyledLine().AddCut(now.Name, Math.Max(8, Room - bar - Gap.Length - counts.Width), Ellipsis).Add(Gap);
        return Bar(line, now.Trained, now.Due, bar).Add(counts);
    }

    private static StyledLine Times(ProgressSnapshot now)
    {
        var line = new StyledLine().Add(Quantity.Duration(now.Elapsed));
        if (now.IsWritingTables)
            return line.Add(", writing the tables");
        if (now.SecondsLeft is { } left)
            line.Add($", {Quantity.Duration(left)} left");
        return line.Add(now.RunsPerSecond >= ShortRuns ? $", {Quantity.Rate(now.RunsPerSecond)} runs/s" : $", {Quantity.Rate(now.StepsPerSecond)} steps/s");
    }

    /// <summary>The numbers stand below each other; what is left of the width is for the parameters.</summary>
    private IEnumerable<StyledLine> Runs(IReadOnlyList<RunInFlight> runs)
    {
        var rows = runs.Select(run => (
            Cell: string.Create(CultureInfo.InvariantCulture, $"cell {run.Cell}"),
            run.Label,
            Run: run,
            Steps: string.Create(CultureInfo.InvariantCulture, $"{run.Step}/{run.Steps}"),
            Loss: float.IsNaN(run.Loss) ? "" : $"loss {Quantity.Loss(run.Loss)}")).ToList();
        var bar = Width >= RoomyWidth ? 14 : Width >= NarrowWidth ? 8 : 0;
        var cells = Widest(rows.Select(row => row.Cell));
        var steps = Widest(rows.Select(row => row.Steps));
        var losses = Widest(rows.Select(row => row.Loss));
        var numbers = (bar == 0 ? 0 : bar + 1) + steps + (losses == 0 ? 0 : Gap.Length + losses);
        var labels = Math.Max(0, Math.Min(Widest(rows.Select(row => row.Label)), Room - cells - numbers - (2 * Gap.Length)));
        foreach (var row in rows)
        {
            var line = new StyledLine().Add(row.Cell).PadTo(cells).Add(Gap);
            if (labels > 0)
                line.AddCut(row.Label, labels, Ellipsis).PadTo(cells + Gap.Length + labels).Add(Gap);
            if (bar > 0)
                Bar(line, row.Run.Step, row.Run.Steps, bar).Add(" ");
            yield return line.Add(row.Steps.PadLeft(steps)).Add(row.Loss.Length == 0 ? "" : Gap + row.Loss.PadLeft(losses));
        }
    }

    private static int Widest(IEnumerable<string> texts) => texts.Select(StyledLine.WidthOf).DefaultIfEmpty().Max();

    private StyledLine Bar(StyledLine line, long done, long all, int width)
    {
        var full = all > 0 ? (int)Math.Clamp(done * width / all, 0, width) : 0;
        var (on, off) = HasUnicode ? ('━', '─') : ('#', '-');
        return line.Add(new string(on, full), Colour.Green).Add(new string(off, width - full), Colour.Grey);
    }
}
