using Serilog;
using Serilog.Core;
using Serilog.Events;
using Sweeps.Core.Files;
using Sweeps.Core.Results;

namespace Sweeps.Cli.Hosting;

/// <summary>The sweep's <c>log.jsonl</c>. Until there is a folder to write it to, it remembers what it was told.</summary>
internal sealed class LogFile : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LogEvent> _early = [];
    private Logger? _file;

    /// <summary>Writes to this file from now on. A file that cannot be written is no reason to end a sweep.</summary>
    /// <exception cref="StorageException">It is a link that leads out of its folder.</exception>
    public void Open(string path)
    {
        SweepPaths.CheckLinks(path);
        lock (_gate)
        {
            _file?.Dispose();
            _file = new LoggerConfiguration()
                .MinimumLevel.Verbose()
                .WriteTo.File(new JsonLineFormatter(), path, fileSizeLimitBytes: null, buffered: true, flushToDiskInterval: TimeSpan.FromSeconds(1))
                .CreateLogger();
            foreach (var early in _early)
                _file.Write(early);
            _early.Clear();
        }
    }

    /// <summary>Writes what is left and lets go of the file.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
            _early.Clear();
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_file is null)
                _early.Add(logEvent);
            else
                _file.Write(logEvent);
        }
    }

    public void Dispose() => Close();
}
