using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>The loss was no longer finite.</summary>
internal static class Diverged
{
    public static FindingRule Rule { get; } = new(FindingKinds.Diverged, [new("diverged at step s", "the loss was no longer finite")])
    {
        OfRun = scene => scene.Outcome.DivergedAt is { } step ? [new(FindingKinds.Diverged, Invariant($"{FindingKinds.Diverged} at step {step}"), "the loss was no longer finite")] : [],
    };
}
