using Microsoft.Extensions.Logging;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Core;
using Sweeps.Core.Files;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Reports;

namespace Sweeps.Cli.Sweeping;

/// <summary>Executes one sweep after the other, and tells about each.</summary>
internal sealed class SweepExecutor(
    ILogger<SweepExecutor> logger, LogFile log, Notices notices, Terminal terminal, TimeProvider time)
{
    /// <summary>What the last sweep came to; null before there is one.</summary>
    public SweepResult? Result { get; private set; }

    /// <returns>The exit code.</returns>
    /// <exception cref="StorageException">Results cannot be read or written.</exception>
    public async Task<int> RunAsync(Sweep sweep, RunRequest request, CancellationToken stop)
    {
        var options = request.Options with { CommandLine = ProgramFile.CommandLine };
        var shard = options.Shard is { } share ? $"{share.Index}-of-{share.Count}" : null;
        ProcessEnd.IfEndedByOthers = ExitCodes.RunFailed;
        SweepResult result;
        try
        {
            using var display = Display(sweep, request);
            result = await sweep.RunAsync(options, new FanOut(new SweepLog(logger, log, shard, sweep.Engine.Notice?.Text), display), stop);
        }
        finally
        {
            log.Close();
        }

        Result = result;
        if (result.Stopped)
        {
            var told = request.Showing == Showing.Progress ? terminal.Out : terminal.Error;
            told.WriteLine($"Stopped. {Closing.Standing(result)} Nothing that was finished is lost; go on with:");
            foreach (var call in request.AfterStop(sweep, result.Trained))
                told.WriteLine($"  {call}");
            return ExitCodes.Stopped;
        }

        if (result.TablesWritten && options.Shard is null && (request.Report || sweep.Plan.Definition.Report))
            WriteReport(sweep);
        if (request.Showing == Showing.Progress)
            Closing.Write(terminal, sweep, request, result);
        return result.Failed > 0 ? ExitCodes.RunFailed : ExitCodes.Done;
    }

    private static void WriteReport(Sweep sweep)
    {
        using var reader = ResultsReader.Open(sweep.Paths, sweep.Plan.Parameters);
        SweepReport.Write(sweep.Paths, reader, new ReportOptions(), sweep.Paths.Report);
    }

    private ISweepDisplay Display(Sweep sweep, RunRequest request)
    {
        var label = CellLabel.Of(sweep);
        return request.Showing switch
        {
            Showing.Nothing => new NoDisplay(),
            Showing.Json => new JsonDisplay(terminal.Out),
            _ when terminal.IsInteractive => new LiveProgress(terminal, notices, label, time),
            _ => new PlainLines(terminal.Out, label, request.IsMerge),
        };
    }
}
