using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Verification;

/// <summary>What training a stored run again showed.</summary>
/// <param name="Run">The stored run.</param>
/// <param name="Differences">A difference per table; none if every bit is the same.</param>
/// <param name="Unfit">Why the run could not be trained again: what it was trained with and is no longer the case. Null if it was trained.</param>
/// <param name="Damage">Why the stored run could not be read. Null if it could.</param>
/// <param name="Unsure">Why nobody can tell whether the differences are a mistake: where the run was trained, the bits may be other ones. Null if they are one, or if there are none.</param>
public sealed record RunCheck(RunOutcome Run, IReadOnlyList<TableDifference> Differences, string? Unfit = null, string? Damage = null, string? Unsure = null)
{
    /// <summary>Whether the run was trained again and every bit is the same.</summary>
    public bool IsEqual => Differences.Count == 0 && Unfit is null && Damage is null;
}
