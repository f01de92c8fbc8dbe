using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Sweeps.Cli.Hosting;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>A picture on the terminal that keeps itself up to date while a sweep is executed, and vanishes when it is done.</summary>
internal sealed class LiveProgress : ISweepDisplay
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly Terminal _terminal;
    private readonly Notices _notices;
    private readonly TimeProvider _time;
    private readonly ProgressState _state;
    private readonly LiveRegion _region;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ManualResetEventSlim _end = new();
    private readonly IDisposable? _continued;
    private readonly Thread _thread;
    private volatile bool _wasAway;

    public LiveProgress(Terminal terminal, Notices notices, CellLabel label, TimeProvider time)
    {
        _terminal = terminal;
        _notices = notices;
        _time = time;
        _state = new ProgressState(label);
        _region = new LiveRegion(terminal.Screen);
        // While the process was stopped (Ctrl-Z) the shell wrote below the picture.
        _continued = OperatingSystem.IsWindows() ? null : Signals.TryTake(PosixSignal.SIGCONT, _ => _wasAway = true);
        _thread = new Thread(Show) { IsBackground = true, Name = "display" };
        _notices.Route(_lines.Enqueue);
        _thread.Start();
    }

    public void Report(SweepEvent value) => _state.On(value);

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _notices.Route(null);
        WriteNotices();
        _continued?.Dispose();
        _end.Dispose();
    }

    private void Show()
    {
        // Training begins at once; the first picture can wait until there is something to see.
        while (!_end.Wait(s_pause))
            Draw();
        if (Foreground.IsOurs && !_wasAway)
            _region.Clear();
    }

    private void Draw()
    {
        // What other programs write while this one is in the background is theirs, and below the picture.
        if (!Foreground.IsOurs)
            _wasAway = true;
        if (_wasAway)
        {
            _region.Forget();
            _wasAway = false;
        }

        if (!_lines.IsEmpty)
        {
            _region.Clear();
            WriteNotices();
        }

        if (Foreground.IsOurs && _state.At(_time.GetUtcNow()) is { } now)
        {
            var (width, height) = _terminal.Size?.Invoke() ?? (80, 24);
            _region.Draw([.. new ProgressFrame(width, height, _terminal.HasUnicode).Of(now).Select(line => line.Render(_terminal.HasColours))]);
        }
    }

    private void WriteNotices()
    {
        while (_lines.TryDequeue(out var line))
            _terminal.Error.WriteLine(line);
    }
}
