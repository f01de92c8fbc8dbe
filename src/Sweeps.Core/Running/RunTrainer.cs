using System.Diagnostics;
using Sweeps.Core.Datasets;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Trains single runs. Each worker has its own trainer. Not thread-safe.</summary>
/// <param name="states">The files for the states of long runs; null if states are neither saved nor restored.</param>
internal sealed class RunTrainer(ITrainingEngine engine, SweepJob job, RunOptions options, EventSink events, ModelFiles models, StateFiles? states, SweepProgress progress, TimeProvider time, int worker)
{
    private readonly ChanceLevel _chance = new();

    /// <summary>The record of a failed run, for a run whose results are too large to be stored.</summary>
    public RunRecord TooLarge(PlannedCell cell, Exception cause) => Failed(cell, null, null, null, new RunClock(), cause);

    /// <summary>Trains a run.</summary>
    /// <returns>The record to store, or null if the run was stopped before its end.</returns>
    /// <exception cref="StorageException">The run's weights cannot be saved.</exception>
    public RunRecord? Train(PlannedCell cell, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return TrainOnce(cell, stop);
            }
            catch (RunRestartException restart)
            {
                events.Note($"The run {cell.Run} is started again. {restart.Message}");
            }
        }
    }

    private RunRecord? TrainOnce(PlannedCell cell, CancellationToken stop)
    {
        var clock = new RunClock();
        HandlerSet? tap = null;
        ITrainingRun? run = null;
        IDataset? data = null;
        try
        {
            data = job.Data(cell);
            tap = new HandlerSet(job.Recorded, cell.Settings.Training.Steps);
            run = engine.Start(cell.Settings, data, tap);
            if (states?.Has(cell.Run) == true)
            {
                if (states.TryLoad(cell.Run, run, tap) is { } saved)
                {
                    clock.Add(saved);
                }
                else
                {
                    // A state that does not fit may have been restored in part.
                    run.Dispose();
                    tap = new HandlerSet(job.Recorded, cell.Settings.Training.Steps);
                    run = engine.Start(cell.Settings, data, tap);
                }
            }

            var splits = new SplitEvaluations(run, cell.Settings.Task, data);
            var evaluations = Evaluations(cell, data, tap, splits);
            var first = run.StepsDone;
            events.Send(now => new RunStarted(now, worker, cell.Cell, cell.Run, cell.Parameters, cell.Settings.Training.Steps, first));
            if (!Advance(cell, run, tap, evaluations, clock, stop))
                return null;
            return Finish(cell, data, run, tap, splits, clock);
        }
        catch (Exception e) when (e is not StorageException and not OperationCanceledException and not RunRestartException)
        {
            var cause = e is OutOfMemoryException || e.InnerException is OutOfMemoryException
                ? new MemoryLimitException("The run needs more memory than there is, or than --max-memory allows.", e)
                : e;
            events.Send(now => new RunFailed(now, worker, cell.Cell, cell.Run, cause));
            return Failed(cell, data, run, tap, clock, cause);
        }
        finally
        {
            run?.Dispose();
        }
    }

    private RunEvaluations? Evaluations(PlannedCell cell, IDataset data, HandlerSet tap, SplitEvaluations splits) =>
        tap.Evaluations is { } table && job.Evaluation is { } settings
            ? new RunEvaluations(table, settings, settings.Interval.Of(data.Train.Count, cell.Settings.Training), splits)
            : null;

    /// <returns>Whether the run did all its steps.</returns>
    private bool Advance(PlannedCell cell, ITrainingRun run, HandlerSet tap, RunEvaluations? evaluations, RunClock clock, CancellationToken stop)
    {
        var pace = new SlicePace();
        var reported = Stopwatch.GetTimestamp();
        var saved = reported;
        while (!run.IsFinished)
        {
            if (stop.IsCancellationRequested)
            {
                if (clock.Elapsed >= options.SaveStateOnStopAfter)
                    states?.TrySave(cell.Run, run, tap, clock.State(tap), events.Note);
                return false;
            }

            evaluations?.Look(run);
            pace.Advance(run, evaluations?.StepsLeft(run) ?? int.MaxValue);
            if (run.IsFinished)
            {
                progress.Advance(cell.Run, 1);
                break;
            }

            if (Stopwatch.GetElapsedTime(reported) >= options.ProgressEvery)
            {
                reported = Stopwatch.GetTimestamp();
                var step = run.StepsDone;
                var loss = step > 0 ? run.Losses[step - 1] : float.NaN;
                progress.Advance(cell.Run, step / (double)cell.Settings.Training.Steps);
                events.Send(now => new RunProgressed(now, worker, cell.Cell, cell.Run, step, cell.Settings.Training.Steps, loss) { SecondsLeft = progress.SecondsLeft });
            }

            if (Stopwatch.GetElapsedTime(saved) >= options.SaveStateEvery)
            {
                states?.TrySave(cell.Run, run, tap, clock.State(tap), events.Note);
                saved = Stopwatch.GetTimestamp();
            }
        }

        evaluations?.Look(run);
        return true;
    }

    private RunRecord Finish(PlannedCell cell, IDataset data, ITrainingRun run, HandlerSet tap, SplitEvaluations splits, RunClock clock)
    {
        var metrics = new List<KeyValuePair<string, object?>>();
        var train = cell.EvaluateTrain && run.DivergedAt is null ? Evaluate("train") : null;
        var valid = job.EvaluateValid && run.DivergedAt is null ? Evaluate("valid") : null;
        var test = job.EvaluateTest && run.DivergedAt is null ? Evaluate("test") : null;
        var weights = Safetensors.Write([.. run.Weights(), .. data.Preparation]);
        if (job.SaveModels)
            models.Save(cell.Run, weights);
        var figures = LossFigures.Of(run.Losses, cell.Settings.Training.Steps, Expected(cell, data), _chance.Of(cell.Settings.Task, data));
        var outcome = new RunOutcome
        {
            Run = cell.Run,
            Cell = cell.Cell,
            Parameters = cell.Parameters,
            Status = run.DivergedAt is null ? RunStatus.Completed : RunStatus.Diverged,
            DivergedAt = run.DivergedAt,
            Losses = run.DivergedAt is { } diverged ? figures.Diverged(diverged, cell.Settings.Training.Steps) : figures,
            LossTrain = train,
            LossValid = valid,
            LossTest = test,
            Metrics = new RunStatistics(metrics),
            ParameterCount = engine.Describe(cell.Settings).ParameterCount,
            WeightsSha256 = Safetensors.Sha256(weights),
            Handlers = Keys(tap),
            Timings = Timings(clock, tap),
        };
        return new RunRecord(outcome, run.Losses.ToArray(), [.. tap.Tables.Select(table => table.Rows)]);

        double? Evaluate(string split)
        {
            var evaluation = splits.Of(split);
            foreach (var metric in evaluation.Metrics)
                metrics.Add(new(MetricMeasures.NameOf(metric.Name, split), metric.Value));
            return evaluation.FiniteLoss;
        }
    }

    private RunRecord Failed(PlannedCell cell, IDataset? data, ITrainingRun? run, HandlerSet? tap, RunClock clock, Exception cause)
    {
        var losses = run is null ? [] : run.Losses.ToArray();
        var tables = tap?.Tables.Select(table => table.Rows).ToArray()
            ?? [.. job.Recorded.Select(handler => handler.NewTable())];
        var outcome = new RunOutcome
        {
            Run = cell.Run,
            Cell = cell.Cell,
            Parameters = cell.Parameters,
            Status = RunStatus.Failed,
            Error = Message(cause),
            Losses = LossFigures.OfFailed(losses, Expected(cell, data), data is null ? null : _chance.Of(cell.Settings.Task, data)),
            ParameterCount = CountOrZero(cell.Settings),
            Handlers = [.. job.Recorded.Select(HandlerTables.Key)],
            Timings = Timings(clock, tap),
        };
        return new RunRecord(outcome, losses, tables);
    }

    private static double Expected(PlannedCell cell, IDataset? data) =>
        cell.Settings.Task.ExpectedLoss(data?.Targets.Outputs ?? cell.Settings.Network.Outputs, data) ?? double.NaN;

    private static string Message(Exception cause)
    {
        const int Longest = 2000;
        var message = $"{cause.GetType().Name}: {cause.Message}";
        return message.Length <= Longest ? message : message[..Longest] + "…";
    }

    private long CountOrZero(CellSettings settings)
    {
        try
        {
            return engine.Describe(settings).ParameterCount;
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }

    private RunTimings Timings(RunClock clock, HandlerSet? tap)
    {
        var state = clock.State(tap);
        return new(state.WallSeconds, state.ProcessorSeconds, state.HandlerSeconds, worker, Environment.MachineName, time.GetUtcNow().UtcTicks);
    }

    private static HandlerKey[] Keys(HandlerSet tap) => [.. tap.Tables.Select(table => HandlerTables.Key(table.Definition))];
}
