using System.Runtime.ExceptionServices;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Verification;

/// <summary>Trains stored runs again and compares every number, bit for bit, with what is stored. Writes nothing.</summary>
/// <param name="job">The sweep as its folder defines it.</param>
/// <param name="stored">What is stored in the folder.</param>
public sealed class SweepVerifier(ITrainingEngine engine, SweepJob job, ResultsReader stored)
{
    private readonly Lock _gate = new();
    private readonly Lazy<RunMachines> _machines = new(() => new RunMachines(StoredExecution.All(job.Paths), job.Execution));

    /// <summary>Causes of differences that no run's identity shows: a sentence about each assembly that is another build than the one that trained, and states the same version.</summary>
    public IEnumerable<string> OtherAssemblies() => ComputedBy.OtherAssemblies(StoredExecution.All(job.Paths), job.Execution);

    /// <param name="runs">Ids of stored runs.</param>
    /// <param name="workers">Runs trained at once.</param>
    /// <param name="done">Called for each run in the order of <paramref name="runs"/>, by one thread at a time.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Check(IReadOnlyList<string> runs, int workers, Action<RunCheck> done, CancellationToken stop)
    {
        var asked = runs.ToHashSet(StringComparer.Ordinal);
        var planned = job.Cells.Where(cell => asked.Contains(cell.Run)).ToDictionary(cell => cell.Run, StringComparer.Ordinal);
        var isComplete = stored.Status().IsComplete;
        var checks = new OrderedResults(done);
        var next = -1;
        Exception? failure = null;
        void Work()
        {
            try
            {
                var training = new Retraining(engine, job);
                while (failure is null && Interlocked.Increment(ref next) is var number && number < runs.Count)
                {
                    stop.ThrowIfCancellationRequested();
                    checks.Add(number, Check(runs[number], planned.GetValueOrDefault(runs[number]), isComplete, training, stop));
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }

        var threads = Enumerable.Range(0, Math.Max(1, Math.Min(workers, runs.Count))).Select(_ => new Thread(Work) { IsBackground = true, Name = "verify" }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    private RunCheck Check(string run, PlannedCell? cell, bool isComplete, Retraining training, CancellationToken stop)
    {
        RunRecord before;
        try
        {
            lock (_gate)
                before = stored.Load(run);
        }
        catch (StorageException e)
        {
            return new RunCheck(Unreadable(run), [], Damage: e.Message);
        }

        if (cell is null)
            return new RunCheck(before.Outcome, [], Unfit: WhyUnfit(before.Outcome));
        var again = training.Train(cell, stop) ?? throw new OperationCanceledException(stop);
        // A folder under way has cells in the numbers of the plan they were trained under; only complete tables have those of the last one.
        var differences = RunComparison.Of(before, again, withCell: isComplete);
        if (Model(again.Outcome) is { } model)
            differences = [.. differences, model];
        return new RunCheck(before.Outcome, differences, Unsure: differences.Count > 0 ? _machines.Value.WhyUnsure(before.Outcome) : null);
    }

    private TableDifference? Model(RunOutcome again)
    {
        var path = job.Paths.Model(again.Run);
        if (!job.SaveModels || again.WeightsSha256 is null || ModelFiles.IsWhole(path, again.WeightsSha256))
            return null;
        var there = FileProbe.IsThere(path) ? FileReading.Sha256(path) : "no file";
        return new TableDifference("models", 1, new(null, null, null, null, null, "sha256", there, again.WeightsSha256));
    }

    private string WhyUnfit(RunOutcome run)
    {
        var source = run.Parameters.Of(run.Parameters.Set.Dataset.Source) as string ?? "";
        var executions = StoredExecution.All(job.Paths);
        var now = new RunOrigin(job.Execution.Arithmetic, job.Execution.Data.GetValueOrDefault(source, "none"));
        var known = executions.Append(new StoredExecution("", [], [], null, job.Execution.Arithmetic, job.Execution.Data)).ToList();
        return RunOrigin.Of(run, known) is { } origin
            ? origin.Changes(now, "was", "is now") ?? "the definition does not have this run"
            : "its id belongs to neither the data nor the engine that provenance.json tells of: its parameters or its id were changed";
    }

    private RunOutcome Unreadable(string run) => new() { Run = run, Parameters = new ParameterValues(job.Parameters, []), Status = RunStatus.Failed, Losses = new(null, double.NaN, null, null, null), Cell = -1 };

    /// <summary>Passes results on in the order of their numbers.</summary>
    private sealed class OrderedResults(Action<RunCheck> done)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<int, RunCheck> _early = [];
        private int _next;

        public void Add(int number, RunCheck check)
        {
            lock (_gate)
            {
                _early.Add(number, check);
                while (_early.Remove(_next, out var due))
                {
                    _next++;
                    done(due);
                }
            }
        }
    }
}
