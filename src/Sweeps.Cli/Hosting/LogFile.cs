using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
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
    /// <summary>The lines of one kind that an execution writes. A sweep in which every run fails would fill the disk with stacks that say the same.</summary>
    private const int MostOfAKind = 1000;

    /// <summary>The length of a log in bytes above which an execution begins another one. The log before it is kept, and the one before that is replaced.</summary>
    private const long LongestToGoOn = 16 << 20;

    private static readonly MessageTemplate s_more = new MessageTemplateParser().Parse("More of these are not in this log. runs.parquet has the error of every run that failed.");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<LogEvent> _early = [];
    private Logger? _file;
    private string? _path;
    private bool _isTold;

    /// <summary>Writes to this file from now on, behind what is there.</summary>
    /// <exception cref="StorageException">It is a link that leads out of its folder.</exception>
    public void Open(string path)
    {
        SweepPaths.CheckLinks(path);
        lock (_gate)
        {
            CloseFile();
            _path = path;
            _isTold = false;
            Try(() =>
            {
                if (FileProbe.Look(path, follow: false) is { Kind: FileKind.File, Length: > LongestToGoOn })
                    FileActions.Rename(path, Path.ChangeExtension(path, "earlier.jsonl"));
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
            _counts.Clear();
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
            else if (_file is { } file && Kept(logEvent) is { } kept)
                Try(() => file.Write(kept));
        }
    }

    public void Dispose() => Close();

    /// <summary>The event to write in the place of another; null for none.</summary>
    private LogEvent? Kept(LogEvent logEvent)
    {
        var kind = logEvent.MessageTemplate.Text;
        var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return count <= MostOfAKind ? logEvent
            : count == MostOfAKind + 1 ? new LogEvent(logEvent.Timestamp, LogEventLevel.Warning, null, s_more, [])
            : null;
    }

    // What is left in buffers is written now, and fails again where writing has failed.
    private void CloseFile()
    {
        var file = _file;
        _file = null;
        Try(() => file?.Dispose());
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (Cause(failed) is IOException or UnauthorizedAccessException or StorageException)
        {
            if (!_isTold)
                notices.Write(Printable.Line($"warning: The log '{_path}' cannot be written, and says nothing more of this execution: {Cause(failed).Message}"));
            _isTold = true;
            CloseFile();
        }
    }

    // Audit sinks tell together what each of them met.
    private static Exception Cause(Exception failed) => failed is AggregateException { InnerException: { } inner } ? inner : failed;
}
