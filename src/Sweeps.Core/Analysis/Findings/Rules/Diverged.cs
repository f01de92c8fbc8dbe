using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>The loss was no longer finite, or above the bound that the definition sets.</summary>
internal static class Diverged
{
    public static FindingRule Rule { get; } = new(FindingKinds.Diverged, [new("diverged at step s", "the loss was no longer finite, or above `diverged_above` times the first one")])
    {
        OfRun = scene => scene.Outcome.DivergedAt is { } step ? [new(FindingKinds.Diverged, Invariant($"{FindingKinds.Diverged} at step {step}"), Evidence(scene))] : [],
    };

    private static string Evidence(FindingScene scene) => scene.Losses.Span is [var first, .., var last] && float.IsFinite(last)
        ? Invariant($"loss {last:G4}, and {first:G4} at step 0")
        : "the loss was no longer finite";
}
