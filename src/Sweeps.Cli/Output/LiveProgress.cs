using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>A table on the terminal that keeps itself up to date while a sweep is executed, and vanishes when it is done.</summary>
internal sealed class LiveProgress : ISweepDisplay
{
    private const int BarWidth = 28;
    private const int RunBarWidth = 14;
    private const int LinesAround = 6;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly IAnsiConsole _console;
    private readonly Notices _notices;
    private readonly TimeProvider _time;
    private readonly ProgressState _state;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;

    public LiveProgress(Terminal terminal, Notices notices, CellLabel label, TimeProvider time)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.HasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        _notices = notices;
        _time = time;
        _state = new ProgressState(label);
        _thread = new Thread(TryShow) { IsBackground = true, Name = "display" };
        _notices.Route(_lines.Enqueue);
        _thread.Start();
    }

    public void On(SweepEvent happened) => _state.On(happened);

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _notices.Route(null);
        while (_lines.TryDequeue(out var line))
            _notices.Write(line);
        _end.Dispose();
    }

    private void TryShow()
    {
        try
        {
            Show();
        }
        catch (StorageException)
        {
            // The terminal is gone. The sweep goes on, and ends with the same failure when it tells how it stands.
        }
    }

    private void Show()
    {
        // Training begins at once; the first picture can wait until there is something to see.
        if (_end.Wait(s_pause))
            return;
        _console.Live(Picture()).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).Start(live =>
        {
            do
            {
                while (_lines.TryDequeue(out var line))
                    _console.Write(new Paragraph(line + Environment.NewLine));
                live.UpdateTarget(Picture());
            }
            while (!_end.Wait(s_pause));
        });
    }

    private Rows Picture()
    {
        var now = _state.At(_time.GetUtcNow());
        var rows = new List<IRenderable> { Summary(now) };
        var most = Math.Max(1, _console.Profile.Height - LinesAround);
        if (now.Runs.Count > 0)
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap())
                .AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap().RightAligned());
            foreach (var run in now.Runs.Take(most))
                grid.AddRow(
                    new Text(string.Create(CultureInfo.InvariantCulture, $"cell {run.Cell}")),
                    new Text(run.Label),
                    Bar(run.Step, run.Steps, RunBarWidth).Append(string.Create(CultureInfo.InvariantCulture, $" {run.Step}/{run.Steps}")),
                    new Text(float.IsNaN(run.Loss) ? "" : $"loss {Quantity.Loss(run.Loss)}"));
            rows.Add(grid);
        }

        if (now.Runs.Count > most)
            rows.Add(new Text($"and {now.Runs.Count - most} more"));
        return new Rows(rows);
    }

    private Paragraph Summary(ProgressSnapshot now)
    {
        var line = new Paragraph(now.Name + "  ");
        Bar(now.Done, now.Cells, BarWidth, line);
        line.Append($"  {Quantity.Count(now.Done)}/{Quantity.Of(now.Cells, "run")}");
        if (now.Diverged > 0)
            line.Append($", {Quantity.Count(now.Diverged)} diverged", new Style(Color.Yellow));
        if (now.Failed > 0)
            line.Append($", {Quantity.Count(now.Failed)} failed", new Style(Color.Red));
        if (now.IsWritingTables)
            return line.Append("  writing tables");
        line.Append($"  {Quantity.Count((long)now.StepsPerSecond)} steps/s");
        return now.SecondsLeft is { } left ? line.Append($"  {Quantity.Duration(left)} left") : line;
    }

    private Paragraph Bar(long done, long all, int width, Paragraph? to = null)
    {
        var full = all > 0 ? (int)Math.Clamp(done * width / all, 0, width) : 0;
        var (on, off) = _console.Profile.Capabilities.Unicode ? ('━', '─') : ('#', '-');
        return (to ?? new Paragraph())
            .Append(new string(on, full), new Style(Color.Green))
            .Append(new string(off, width - full), new Style(Color.Grey));
    }
}
