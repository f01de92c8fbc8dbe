using System.Diagnostics;
using System.Globalization;
using Sweeps.Core.Files;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>One execution of a sweep, from locking the folder to unlocking it.</summary>
internal sealed class SweepExecution(ITrainingEngine engine, SweepJob job, RunOptions options, IProgress<SweepEvent> observer, TimeProvider time, CancellationToken stop)
{
    private const int MaximumRepairs = 3;

    private readonly EventSink _events = new(observer, time);
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly long _clock = Stopwatch.GetTimestamp();
    private int _trained;
    private int _outstanding;

    private string Session { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Environment.ProcessId}-{Guid.NewGuid().ToString("n")[..4]}");

    public SweepResult Run()
    {
        var planned = StandingDefinition.PlanOf(job);
        if (options.Fresh)
            BeginAfresh();
        var handlers = job.Recorded.Select(HandlerTables.Spec).ToArray();
        using var store = SweepStore.Open(new StoreRequest
        {
            Paths = job.Paths,
            Parameters = job.Parameters,
            Handlers = handlers,
            IsPlanned = planned.Has,
            SaveModels = job.SaveModels,
            Shard = options.Shard is { } shard ? (shard.Index, shard.Count) : null,
            Waits = options.Waits,
            Stop = stop,
            Reuse = options.Reuse,
            Session = Session,
            Started = _started,
            Note = _events.Note,
        });

        var tablesWritten = false;
        for (var repair = 0; ; repair++)
        {
            Train(store, handlers, planned);
            if (stop.IsCancellationRequested || options.Shard is not null)
                break;
            var damaged = WriteTables(store, handlers);
            tablesWritten = damaged is { Count: 0 };
            if (damaged is null || tablesWritten)
                break;
            if (repair == MaximumRepairs)
                throw new StorageException($"Runs in '{job.Paths.Folder}' are damaged again and again as soon as they are written: the disk is not reliable.");
            foreach (var run in damaged)
                store.Index.Remove(run);
            _events.Note(string.Create(CultureInfo.InvariantCulture, $"{damaged.Count} stored runs are damaged and are trained again."));
        }

        if (tablesWritten)
        {
            store.Models.KeepOnly(run => job.SaveModels && planned.Has(run));
            States().KeepOnly(run => planned.Has(run) && store.Index.Find(run) is null);
        }

        var result = Result(store, tablesWritten);
        _events.Send(now => new SweepFinished(now, result));
        return result;
    }

    // An execution that will be refused must not move earlier results.
    private void BeginAfresh()
    {
        if (options.MaxMemory is not null)
        {
            var (queue, _, _, largest) = DueRuns.Of(engine, job, options, new RunIndex(new HashSet<string>(StringComparer.Ordinal)), _started, trained: 0);
            Workers(queue, largest, _ => { });
        }

        FreshStart.MoveAside(job.Paths, Session, _started, _events.Note);
    }

    private StateFiles States() => new(job.Paths, Session, job.Execution.Machine);

    private int Workers(RunQueue queue, long largest, Action<string> note)
    {
        var workers = Math.Max(1, Math.Min(options.Workers, queue.Count));
        return options.MaxMemory is { } limit && queue.Count > 0 ? MemoryBudget.Workers(limit, Environment.WorkingSet, largest, workers, note) : workers;
    }

    // Written at the start, so that the plan of an unfinished sweep is known.
    private void KeepProvenance()
    {
        var earlier = FileReading.BytesIfThere(job.Paths.Provenance);
        AtomicFile.Write(job.Paths.Provenance, SweepPaths.Temporary(job.Paths.Provenance, Session), Provenance.Begin(earlier, job.Execution, Span()));
    }

    private ExecutionSpan Span() => new(Session, _started, Ended(), _trained, options.Workers, job.Cells.Count);

    /// <summary>The current time; if the clock was set back during the execution, the start plus the elapsed time.</summary>
    private DateTimeOffset Ended()
    {
        var now = time.GetUtcNow();
        return now >= _started ? now : _started + Stopwatch.GetElapsedTime(_clock);
    }

    private void Train(SweepStore store, IReadOnlyList<HandlerSpec> handlers, StandingPlan plan)
    {
        var (queue, done, outstanding, largest) = DueRuns.Of(engine, job, options, store.Index, _started, _trained);
        var progress = new SweepProgress(job.Cells.Count, done, queue, time);
        var workers = Workers(queue, largest, _events.Note);
        StandingDefinition.Keep(job, plan, Session);
        if (queue.Count > 0)
            foreach (var unseen in job.Unseen())
                _events.Note($"Handlers do not see everything. {unseen}.");
        _outstanding = outstanding;
        _events.Send(now => new SweepStarted(now, job.Paths.Name, job.Paths.Folder, job.Cells.Count, done, queue.Count, workers, RunCosts.WallSeconds(queue.TotalSeconds, workers))
        {
            Outstanding = outstanding,
            Limit = options.Limit,
            Best = store.Index.Best,
        });
        if (done > 0 && _trained == 0)
            foreach (var change in ComputedBy.Warnings(StoredExecution.All(job.Paths), job.Execution))
                _events.Note(change);
        if (queue.Count == 0 || stop.IsCancellationRequested)
            return;
        KeepProvenance();
        store.CreateParts();
        var label = options.Shard is { } shard ? string.Create(CultureInfo.InvariantCulture, $"-{shard.Index}-of-{shard.Count}") : "";
        using var views = new ViewWriter(store, job.Parameters, job.Cells, handlers, job.Findings, job.Measures, FinalFiles.Chance(job), label, Session, options.FirstView, _events.Note);
        new WorkerPool(engine, job, options, _events, store, States(), time).Train(queue, progress, workers, stop);
        _trained += progress.Trained;
        _outstanding -= progress.Trained;
    }

    /// <returns>The runs that are damaged; null if the execution was stopped.</returns>
    private IReadOnlyCollection<ulong>? WriteTables(SweepStore store, IReadOnlyList<HandlerSpec> handlers)
    {
        var clock = Stopwatch.GetTimestamp();
        var (completed, diverged, failed) = store.Index.Counts();
        var runs = completed + diverged + failed;
        _events.Send(now => new TablesStarted(now, runs));
        try
        {
            var damaged = new Compactor(store, FinalFiles.Of(job, handlers, Span(), time)).Run(stop);
            if (damaged.Count == 0)
                _events.Send(now => new TablesFinished(now, runs, Stopwatch.GetElapsedTime(clock).TotalSeconds));
            return damaged;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private SweepResult Result(SweepStore store, bool tablesWritten)
    {
        var (completed, diverged, failed) = store.Index.Counts();
        var remaining = job.Cells.Count - completed - diverged - failed;
        return new(completed, diverged, failed, remaining, _trained, stop.IsCancellationRequested && !tablesWritten, tablesWritten, Stopwatch.GetElapsedTime(_clock).TotalSeconds)
        {
            Outstanding = _outstanding,
            Best = store.Index.Best,
        };
    }
}
