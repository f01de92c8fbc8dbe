namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Steps that are too small compared with the weights that they change. Left out if it follows from dead units or vanishing gradients.</summary>
internal static class SmallUpdates
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.SmallUpdates,
        [new("update ratio below", "the median over the recorded steps of a weight's update ratio is below the threshold", "update_ratio", "update_ratio_low", "0.0001")])
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
