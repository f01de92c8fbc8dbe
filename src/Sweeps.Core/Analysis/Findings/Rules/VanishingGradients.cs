using Sweeps.Core.Handlers;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Gradients that are too small in a linear layer.</summary>
internal static class VanishingGradients
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.Vanishing,
        [new("vanishing gradients", "the median over the recorded steps of ‖∇W‖/min(1, loss) of a linear layer is below the threshold", "update_ratio", "vanishing", "0.01 for 32 examples and 30 inputs")])
    {
        Source = ("update_ratio", "gradient_norm"),
        OfTable = In,
        IsSaidWithNext = true,
    };

    /// <summary>Whether the gradients of a layer vanish and do so already at the first recorded step.</summary>
    public static bool AtStart(FindingScene scene)
    {
        var behindDead = DeadUnits.AtStart(scene);
        return scene.Tables("update_ratio").Any(table => GradientSizes.Relative(table, scene.Losses, behindDead)
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Any(layer => layer.First().Value < scene.Levels.Vanishing(layer.First().Layer)
                && GradientSizes.Median([.. layer.Select(row => row.Value)]) < scene.Levels.Vanishing(layer.First().Layer)));
    }

    private static IEnumerable<Finding> In(FindingScene scene, HandlerTable table)
    {
        var small = GradientSizes.Relative(table, scene.Losses, behindDead: scene.FirstDead is not null)
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Select(layer => layer.First() with { Value = GradientSizes.Median([.. layer.Select(row => row.Value)]) })
            .Where(layer => layer.Value < scene.Levels.Vanishing(layer.Layer))
            .ToList();
        if (small.Count == 0)
            yield break;
        var least = small.MinBy(layer => layer.Value);
        yield return GradientSizes.Found(
            table, FindingKinds.Vanishing, small,
            Invariant($"norm of {least.Module} {GradientSizes.Short(least.Value)} in the median, threshold {GradientSizes.Short(scene.Levels.Vanishing(least.Layer))}"));
    }
}
