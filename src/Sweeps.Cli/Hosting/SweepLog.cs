using Microsoft.Extensions.Logging;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Running;

namespace Sweeps.Cli.Hosting;

/// <summary>Writes what happens to the log.</summary>
/// <param name="shard">The share of the cells that is trained; null for all.</param>
/// <param name="engineNotice">What there is to know of how the engine was loaded; null for nothing.</param>
internal sealed partial class SweepLog(ILogger logger, LogFile file, string? shard, string? engineNotice) : IProgress<SweepEvent>
{
    public void Report(SweepEvent value)
    {
        switch (value)
        {
            case SweepStarted started:
                // Only now the folder exists and is ours.
                file.Open(LogPath(started.Folder));
                Started(started.Name, started.Cells, started.Done, started.Due, started.Workers, started.EstimatedSeconds);
                if (engineNotice is not null)
                    Loaded(engineNotice);
                break;
            case StorageNoted note:
                Noted(note.Message);
                break;
            case RunStarted run:
                RunBegan(run.Run, run.Cell, run.Worker, run.FirstStep, run.Steps);
                break;
            case RunFailed failed:
                RunBroke(failed.Cause, failed.Run, failed.Cell, failed.Cause.GetType().Name, failed.Cause.Message);
                break;
            case RunFinished { Outcome: { Status: RunStatus.Diverged } outcome }:
                RunDiverged(outcome.Run, outcome.Cell, outcome.DivergedAt, outcome.Timings.WallSeconds);
                break;
            case RunFinished { Outcome: { Status: RunStatus.Completed } outcome }:
                RunDone(outcome.Run, outcome.Cell, outcome.Losses.Start, outcome.Losses.End, outcome.LossValid, outcome.Timings.WallSeconds, outcome.Timings.HandlerSeconds);
                break;
            case TablesFinished tables:
                TablesDone(tables.Runs, tables.Seconds);
                break;
            case SweepFinished { Result: var result }:
                Finished(result.Completed, result.Diverged, result.Failed, result.Remaining, result.Trained, result.Stopped ? "stopped" : "finished", result.Seconds);
                break;
        }
    }

    // Tasks of several machines cannot append to one file of a network file system.
    private string LogPath(string folder)
    {
        var log = SweepPaths.OfFolder(folder).Log;
        return shard is null ? log : Path.ChangeExtension(log, $"{shard}.jsonl");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sweep:l}: {Cells} cells, {Done} done, {Due} to train with {Workers} workers, about {EstimatedSeconds} s")]
    private partial void Started(string sweep, int cells, int done, int due, int workers, double estimatedSeconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Engine:l}")]
    private partial void Loaded(string engine);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Note:l}")]
    private partial void Noted(string note);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {Run:l} (cell {Cell}) on worker {Worker} from step {FirstStep} of {Steps}")]
    private partial void RunBegan(string run, int cell, int worker, int firstStep, int steps);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run:l} (cell {Cell}) failed: {Type:l}: {Error:l}")]
    private partial void RunBroke(Exception cause, string run, int cell, string type, string error);

    // A line a run made most of the log, and says what the tables of runs and timings say: --verbose shows them.
    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {Run:l} (cell {Cell}) diverged at step {DivergedAt} after {WallSeconds} s")]
    private partial void RunDiverged(string run, int cell, int? divergedAt, double? wallSeconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {Run:l} (cell {Cell}) went from {LossStart} to {LossEnd}, validation {LossValid}, in {WallSeconds} s, of that {HandlerSeconds} s in handlers")]
    private partial void RunDone(string run, int cell, double? lossStart, double? lossEnd, double? lossValid, double? wallSeconds, double? handlerSeconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Tables of {Runs} runs written in {Seconds} s")]
    private partial void TablesDone(int runs, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Completed} completed, {Diverged} diverged, {Failed} failed, {Remaining} remaining; {Trained} trained now; {Ending:l} after {Seconds} s")]
    private partial void Finished(int completed, int diverged, int failed, int remaining, int trained, string ending, double seconds);
}
