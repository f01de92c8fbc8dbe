using Microsoft.Extensions.Logging;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Core.Results;
using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Reports;

namespace Sweeps.Cli.Sweeping;

/// <summary>Executes one sweep after the other, and tells about each.</summary>
internal sealed class SweepExecutor(
    SweepRunner runner, ITrainingEngine engine, ILogger<SweepExecutor> logger, LogFile log, Notices notices, Terminal terminal, TimeProvider time)
{
    /// <returns>The exit code.</returns>
    /// <exception cref="StorageException">Results cannot be read or written.</exception>
    public async Task<int> RunAsync(LoadedSweep sweep, RunRequest request, CancellationToken stop)
    {
        var job = JobFactory.Create(sweep, engine.Arithmetic, Invocation.CommandLine);
        var options = request.Options with { Select = sweep.Select() };
        var shard = options.Shard is { } share ? $"{share.Index}-of-{share.Count}" : null;
        SweepResult result;
        try
        {
            using var display = Display(sweep, request.Showing);
            result = await runner.RunAsync(job, options, new FanOut(new SweepLog(logger, log, shard), display), stop);
        }
        finally
        {
            log.Close();
        }

        if (result.Stopped)
        {
            Told(request).WriteLine($"Stopped. {Closing.Standing(result)} Nothing that was finished is lost; go on with:");
            Told(request).WriteLine("  " + Invocation.Of(ContinuingArguments()));
            return ExitCodes.Stopped;
        }

        if (result.TablesWritten && options.Shard is null && (request.Report || sweep.Plan.Definition.Report))
            WriteReport(sweep.Paths);
        if (request.Showing == Showing.Progress)
            Closing.Write(terminal, sweep, result, options.Shard is not null);
        return result.Failed > 0 ? ExitCodes.RunFailed : ExitCodes.Done;
    }

    private static void WriteReport(SweepPaths paths)
    {
        using var reader = ResultsReader.Open(paths);
        SweepReport.Write(paths, reader, new ReportOptions(), paths.Report);
    }

    private TextWriter Told(RunRequest request) => request.Showing == Showing.Progress ? terminal.Out : terminal.Error;

    private ISweepDisplay Display(LoadedSweep sweep, Showing showing)
    {
        var label = new CellLabel(sweep.Plan.Definition.Varied.Select(parameter => parameter.ShortName));
        return showing switch
        {
            Showing.Nothing => new NoDisplay(),
            Showing.Json => new JsonDisplay(terminal.Out),
            _ when terminal.IsInteractive => new LiveProgress(terminal, notices, label, time),
            _ => new PlainLines(terminal.Out, label),
        };
    }

    // A second --fresh would move aside what is to be gone on with.
    private static IEnumerable<string> ContinuingArguments() =>
        Environment.GetCommandLineArgs().Skip(1).Where(argument => argument is not "--fresh");
}
