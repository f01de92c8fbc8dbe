using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>Compares steps of the runs of a sweep with those of another engine. Writes nothing. Thread-safe.</summary>
/// <param name="engine">The engine that the sweep is trained with.</param>
/// <param name="oracle">The engine that it is compared with.</param>
/// <param name="job">The sweep as its folder defines it.</param>
/// <param name="steps">The steps to compare, from 0; null for 0, 1, 10, 100 and the last.</param>
public sealed class SweepLockstep(ITrainingEngine engine, ILockstepOracle oracle, SweepJob job, IReadOnlyList<int>? steps)
{
    private readonly Lazy<Dictionary<string, PlannedCell>> _planned = new(() => job.Cells.ToDictionary(cell => cell.Run, StringComparer.Ordinal));

    /// <summary>Checks one run.</summary>
    /// <param name="run">Its id.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LockstepRun Check(string run, CancellationToken stop)
    {
        if (!_planned.Value.TryGetValue(run, out var cell))
            return new LockstepRun(run, null, null, "the definition does not have this run, or the data or the engine changed; 'sweeps verify' without --engine says which");
        var data = job.Data(cell);
        if (oracle.Refuses(cell.Settings, data) is { } refusal)
            return new LockstepRun(run, cell.Cell, null, $"the engine '{oracle.Name}' cannot compute it: {refusal.TrimEnd('.')}");
        var wanted = steps ?? LockstepCheck.DefaultSteps(cell.Settings.Training.Steps);
        var report = new LockstepCheck(engine, oracle).Check(cell.Settings, data, wanted, stop);
        return new LockstepRun(run, cell.Cell, report, report.Steps.Count > 0 ? null : report.DivergedAt is { } step ? $"it diverged at step {step}" : $"it has {cell.Settings.Training.Steps} steps, and none of those that were named");
    }
}
