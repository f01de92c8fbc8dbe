namespace Sweeps.Core.Verification.Lockstep;

/// <summary>What lockstep found of a stored run.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Cell">Its number in the grid; null if the definition does not have the run.</param>
/// <param name="Report">What was compared; null if nothing could be.</param>
/// <param name="Unfit">Why nothing could be compared: a sentence without a full stop; null if something was.</param>
public sealed record LockstepRun(string Run, int? Cell, LockstepReport? Report, string? Unfit)
{
    /// <summary>Whether steps were compared and no tensor differs.</summary>
    public bool IsEqual => Report is { Steps.Count: > 0, First: null };
}
