using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>The first loss is far above that of a network that gives all classes the same probability. That loss is ln V only if nothing is added to the cross-entropy.</summary>
internal static class InitialLoss
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.InitialLoss, [new("initial loss far above ln V", "initial loss − ln V is above the threshold; not with a penalty", Threshold: "initial_loss", Default: "2")])
    {
        // A mean squared error has no level in nats.
        OfRun = scene => !scene.Outcome.HasL2Penalty && scene.Outcome.IsClassification && scene.Outcome.Losses.Initial - scene.Outcome.Losses.Expected > scene.Thresholds.InitialLoss
            ? [new(FindingKinds.InitialLoss, FindingKinds.InitialLoss, Invariant($"{scene.Outcome.Losses.Initial:0.###} − {scene.Outcome.Losses.Expected:0.###} > {scene.Thresholds.InitialLoss}"))]
            : [],
    };
}
