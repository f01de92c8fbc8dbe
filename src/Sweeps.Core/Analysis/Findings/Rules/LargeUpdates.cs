namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Steps that are too large compared with the weights that they change. Left out if it follows from exploding gradients.</summary>
internal static class LargeUpdates
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.LargeUpdates,
        [new("update ratio above", "the median over the recorded steps of a weight's update ratio is above the threshold", "update_ratio", "update_ratio_high", "0.1")])
    {
        Source = ("update_ratio", "gradient_norm"),
        OfTable = (scene, table) => scene.HasSaid(FindingKinds.Exploding)
            ? []
            : UpdateRatios.Found(
                table, FindingKinds.LargeUpdates, scene.Thresholds.UpdateRatioHigh,
                [.. UpdateRatios.Of(table).Where(module => module.Median > scene.Thresholds.UpdateRatioHigh)]),
    };
}
