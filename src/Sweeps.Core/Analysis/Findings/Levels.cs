using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>The thresholds for the findings of a run: the definition's threshold as it is, or the default threshold, which takes chance into account. Null if there is no threshold and so no finding.</summary>
internal sealed record Levels(FindingThresholds Thresholds, RunScale Scale)
{
    /// <param name="moduleType">The type of an activation's module.</param>
    public double? Saturated(HandlerOptions options, string moduleType) =>
        Thresholds.Saturated ?? Default(() => LayerChance.Beyond(LayerChance.Flat(Scale.CurveOf(moduleType), options.Number("derivative"))));

    public double? Dead(HandlerOptions options) =>
        Thresholds.Dead ?? Default(() => LayerChance.Beyond(LayerChance.Silent(Scale.Examples, options.Number("below"), options.Number("fraction"))));

    public double? Collapsed(int layer)
    {
        var directions = Scale.DirectionsOf(layer);
        return Thresholds.RankCollapse ?? Default(() => directions < RunScale.FewestDirections ? null : LayerChance.Collapsed(directions));
    }

    public double? Vanishing(int layer) =>
        Thresholds.Vanishing ?? Default(() => FindingThresholds.UsualVanishing * LayerChance.ShorterGradient(Scale.InputsOf(layer), Scale.Examples));

    public double? Exploding(int layer) =>
        Thresholds.Exploding ?? Default(() => FindingThresholds.UsualExploding * LayerChance.LongerGradient(Scale.InputsOf(layer)));

    private double? Default(Func<double?> level) => Scale.IsEnough ? level() : null;
}
