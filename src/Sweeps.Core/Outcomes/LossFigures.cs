namespace Sweeps.Core.Outcomes;

/// <summary>Figures of a run's recorded losses. With a penalty, a recorded loss is the sum of the cross-entropy and the penalty. A figure that is not finite is null.</summary>
/// <param name="Initial">The loss of the first step.</param>
/// <param name="Expected">ln V: the loss of a network that gives each of V classes the same probability.</param>
/// <param name="Start">The mean over the first <see cref="Window"/> steps, or over all steps if there are fewer.</param>
/// <param name="End">The mean over the last <see cref="Window"/> steps, or over all steps if there are fewer.</param>
/// <param name="Difference"><paramref name="End"/> − <paramref name="Start"/>; null for a run of one step, which has no two windows.</param>
public sealed record LossFigures(double? Initial, double Expected, double? Start, double? End, double? Difference)
{
    /// <summary>The figures of a run about which nothing is known yet.</summary>
    internal static LossFigures Unknown { get; } = new(null, 0, null, null, null);

    /// <summary>The greatest number of steps in the means <see cref="Start"/> and <see cref="End"/>.</summary>
    public const int LongestWindow = 100;

    /// <summary>Entropy of the class frequencies of the training split's targets in nats: the loss of a network that knows these frequencies and nothing else. Null if it is not known.</summary>
    public double? Chance { get; init; }

    /// <summary>The number of steps in the means at the start and at the end. The two windows overlap only in a run of one step.</summary>
    /// <param name="steps">Steps that the run was to be trained for.</param>
    public static int Window(int steps) => Math.Clamp(steps / 2, 1, LongestWindow);

    /// <param name="losses">A loss per step done.</param>
    /// <param name="steps">Steps that the run was to be trained for.</param>
    /// <remarks>Means are sums in double precision from the first step to the last, divided once.</remarks>
    public static LossFigures Of(ReadOnlySpan<float> losses, int steps, double expected, double? chance)
    {
        var window = Math.Min(Window(steps), losses.Length);
        var start = Mean(losses[..window]);
        var end = Mean(losses[^window..]);
        return new(losses.IsEmpty ? null : Finite(losses[0]), expected, start, end, steps > 1 ? end - start : null) { Chance = chance };
    }

    /// <summary>The same of a run that diverged at its last step: that loss counts as not finite, whichever bound it broke.</summary>
    public LossFigures Diverged(int divergedAt, int steps) => this with { End = null, Difference = null, Start = divergedAt < Window(steps) ? null : Start };

    /// <summary>The figures of a run that an exception ended.</summary>
    public static LossFigures OfFailed(ReadOnlySpan<float> losses, double expected, double? chance) =>
        new(losses.IsEmpty ? null : Finite(losses[0]), expected, null, null, null) { Chance = chance };

    /// <summary>The figures of a stored run, computed again from its losses.</summary>
    public static LossFigures Again(RunOutcome outcome, ReadOnlySpan<float> losses)
    {
        var (expected, chance) = (outcome.Losses.Expected, outcome.Losses.Chance);
        if (outcome.Status == RunStatus.Failed)
            return OfFailed(losses, expected, chance);
        var steps = outcome.Parameters.Of(outcome.Parameters.Set.Train.Steps) as int? ?? losses.Length;
        var figures = Of(losses, steps, expected, chance);
        return outcome.DivergedAt is { } diverged ? figures.Diverged(diverged, steps) : figures;
    }

    private static double? Mean(ReadOnlySpan<float> losses)
    {
        if (losses.IsEmpty)
            return null;
        var sum = 0.0;
        foreach (var loss in losses)
            sum += loss;
        return Finite(sum / losses.Length);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
