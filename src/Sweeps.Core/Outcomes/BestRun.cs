namespace Sweeps.Core.Outcomes;

/// <summary>The best of some runs.</summary>
/// <param name="Value">The column by which runs are compared: <c>loss_valid</c>, or <c>loss_end</c> if no run was validated.</param>
/// <param name="Loss">Its value.</param>
public sealed record BestRun(RunOutcome Run, string Value, double Loss);

/// <summary>Finds the best of the offered runs, in any order: the run with the least loss; of runs with equal losses, the one with the lowest cell. Runs that did not train are left out. Thread-safe.</summary>
public sealed class BestRuns
{
    private readonly Lock _gate = new();
    private BestRun? _validated;
    private BestRun? _trained;

    /// <summary>The best run by validation loss if any run has one, else by training loss at the end; null if no run trained.</summary>
    public BestRun? Best
    {
        get
        {
            lock (_gate)
                return _validated ?? _trained;
        }
    }

    /// <summary>Takes a run into account. A run that did not complete or that exploded is never the best.</summary>
    public void Offer(RunOutcome outcome)
    {
        if (outcome is not { Status: RunStatus.Completed, Losses.End: { } end })
            return;
        // Earlier versions stored no level of chance: such runs are compared with the chance of equally frequent classes.
        if (outcome.Flags.Exploded ?? end > OutcomeFlags.ExplodedFactor * outcome.Losses.Expected)
            return;
        lock (_gate)
        {
            _trained = Better(_trained, new(outcome, "loss_end", end));
            if (outcome.LossValid is { } valid && double.IsFinite(valid))
                _validated = Better(_validated, new(outcome, "loss_valid", valid));
        }
    }

    private static BestRun Better(BestRun? known, BestRun offered) =>
        known is null || offered.Loss < known.Loss || (offered.Loss == known.Loss && offered.Run.Cell < known.Run.Cell) ? offered : known;
}
