namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Steps that barely move what they change. What follows from dead units and vanishing gradients is not said again.</summary>
internal static class SmallUpdates
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.SmallUpdates,
        [new("update ratio below", "the median over the recorded steps of a weight's update ratio is below", "update_ratio", "update_ratio_low", "0.0001")])
    {
        Source = ("update_ratio", "gradient_norm"),
        OfTable = (scene, table) => scene.HasSaid(FindingKinds.Vanishing)
            ? []
            : UpdateRatios.Found(
                table, FindingKinds.SmallUpdates, scene.Thresholds.UpdateRatioLow,
                [.. UpdateRatios.Of(table).Where(module => module.Median < scene.Thresholds.UpdateRatioLow && !(module.Median == 0 && scene.HasSaid(FindingKinds.Dead)))]),
        IsSaidWithNext = true,
    };
}
