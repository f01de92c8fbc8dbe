using Sweeps.Core.Handlers;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Gradients that are too large in a linear layer.</summary>
internal static class ExplodingGradients
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.Exploding,
        [new("exploding gradients", "‖∇W‖/min(1, loss) of a linear layer is above the threshold at any recorded step", "update_ratio", "exploding", "30 for 30 inputs")])
    {
        Source = ("update_ratio", "gradient_norm"),
        OfTable = In,
    };

    private static IEnumerable<Finding> In(FindingScene scene, HandlerTable table)
    {
        var large = GradientSizes.Relative(table, scene.Losses, behindDead: scene.FirstDead is not null).FindAll(row => row.Value > scene.Levels.Exploding(row.Layer));
        if (large.Count == 0)
            yield break;
        var most = large.MaxBy(row => row.Value);
        yield return GradientSizes.Found(
            table, FindingKinds.Exploding, large,
            Invariant($"norm of {most.Module} {GradientSizes.Short(most.Value)} at step {most.Step}, threshold {GradientSizes.Short(scene.Levels.Exploding(most.Layer))}"));
    }
}
