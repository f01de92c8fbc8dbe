using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;

namespace Sweeps.Core.Verification;

/// <summary>On what kinds of machines stored runs were trained, for an engine whose bits depend on it.</summary>
/// <param name="executions">The stored executions.</param>
/// <param name="now">What would be stored of this one.</param>
internal sealed class RunMachines(IReadOnlyList<StoredExecution> executions, ExecutionInfo now)
{
    /// <summary>Why a difference of a run may be one between machines and no mistake: a sentence without a full stop; null if the run was trained on a machine like this one, or if the bits are the same everywhere.</summary>
    public string? WhyUnsure(RunOutcome run)
    {
        if (now.Machine.Count == 0)
            return null;
        // A run says on which machine it was trained, unless its timings are lost; provenance.json says what that machine was like at the time.
        var possible = executions.Where(execution => execution.Trained != 0 && string.Equals(execution.Arithmetic, now.Arithmetic, StringComparison.Ordinal)
            && (run.Timings.Host is not { } host || string.Equals(execution.Host, host, StringComparison.Ordinal))).ToList();
        if (possible.Count == 0 || possible.Any(execution => execution.Machine.Count == 0))
            return "the last bits depend on the processor with this engine, and provenance.json does not say on which one the run was trained";
        return possible.Select(execution => ComputedBy.Differences(execution.Machine, now.Machine)).FirstOrDefault(difference => difference is not null) is { } other
            ? $"the last bits depend on the processor with this engine, and the run was trained elsewhere ({other})"
            : null;
    }
}
