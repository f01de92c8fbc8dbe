using Serilog;
using Serilog.Core;
using Serilog.Events;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Hosting;

/// <summary>
/// The sweep's <c>log.jsonl</c>. Until there is a folder to write it to, it remembers what it was told. A log that cannot be written is told once and
/// changes nothing else: what was asked for is done or not, whether or not it stands in the log.
/// </summary>
internal sealed class LogFile(Notices notices) : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LogEvent> _early = [];
    private Logger? _file;
    private string? _path;

    /// <summary>Writes to this file from now on, behind what is there.</summary>
    /// <exception cref="StorageException">It is a link that leads out of its folder.</exception>
    public void Open(string path)
    {
        SweepPaths.CheckLinks(path);
        lock (_gate)
        {
            CloseFile();
            _path = path;
            Try(() =>
            {
                // An audit sink: Serilog's others keep a failure to themselves. It writes every line at once, so that a kill leaves all that were written.
                _file = new LoggerConfiguration().MinimumLevel.Verbose().AuditTo.File(new PrintableJsonFormatter(), path).CreateLogger();
                foreach (var early in _early)
                    _file.Write(early);
            });
            _early.Clear();
        }
    }

    /// <summary>Lets go of the file.</summary>
    public void Close()
    {
        lock (_gate)
        {
            CloseFile();
            _path = null;
            _early.Clear();
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_path is null)
                _early.Add(logEvent);
            else if (_file is { } file)
                Try(() => file.Write(logEvent));
        }
    }

    public void Dispose() => Close();

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (Cause(failed) is IOException or UnauthorizedAccessException)
        {
            CloseFile();
            notices.Write(Printable.Line($"warning: The log '{_path}' cannot be written, and says nothing more of this execution: {Cause(failed).Message}"));
        }
    }

    // Audit sinks tell together what each of them met.
    private static Exception Cause(Exception failed) => failed is AggregateException { InnerException: { } inner } ? inner : failed;
}
