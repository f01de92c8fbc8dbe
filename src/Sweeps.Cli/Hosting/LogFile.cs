using System.Text;
using Serilog.Core;
using Serilog.Events;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Hosting;

/// <summary>
/// The sweep's <c>log.jsonl</c>. Until there is a folder to write it to, it remembers what it was told. A log that cannot be written is told once and
/// changes nothing else: what was asked for is done or not, whether or not it stands in the log.
/// </summary>
internal sealed class LogFile(Notices notices) : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LogEvent> _early = [];
    private readonly JsonLineFormatter _formatter = new();
    private StreamWriter? _file;
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
                // Every line at once: there are few, and a kill leaves all that were written.
                _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false)) { AutoFlush = true };
                foreach (var early in _early)
                    _formatter.Format(early, _file);
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
                Try(() => _formatter.Format(logEvent, file));
        }
    }

    public void Dispose() => Close();

    private void CloseFile() => Try(() =>
    {
        var file = _file;
        _file = null;
        file?.Dispose();
    });

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // What could not be written is tried again when a writer is disposed of.
            var stream = _file?.BaseStream;
            _file = null;
            TryDispose(stream);
            notices.Write(Sweeps.Core.Text.Printable.Line($"warning: The log '{_path}' cannot be written, and says nothing more of this execution: {failed.Message}"));
        }
    }

    private static void TryDispose(Stream? stream)
    {
        try
        {
            stream?.Dispose();
        }
        catch (IOException)
        {
            // It was told.
        }
    }
}
