using Sweeps.Core.Analysis.Findings.Rules;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>All rules for findings.</summary>
internal static class FindingCatalogue
{
    /// <summary>The rules in the order in which their findings are reported. A finding that only follows from an earlier one is left out.</summary>
    public static IReadOnlyList<FindingRule> All { get; } =
    [
        Diverged.Rule,
        Exploded.Rule,
        AboveChance.Rule,
        NotImproved.Rule,
        InitialLoss.Rule,
        SaturatedLayers.Rule,
        DeadUnits.Rule,
        VanishingGradients.Rule,
        ExplodingGradients.Rule,
        SmallUpdates.Rule,
        LargeUpdates.Rule,
        RankCollapse.Rule,
    ];
}
