using Sweeps.Core.Analysis.Findings.Rules;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>All that can be said of a run.</summary>
internal static class FindingCatalogue
{
    /// <summary>In the order in which it is said: what only follows from an earlier finding is not said again.</summary>
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
