using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Layers whose outputs all lie along one direction. Layers after a dead layer are left out.</summary>
internal static class RankCollapse
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.Rank,
        [new("rank collapse", "σ₁/Σσ of the outputs of a hidden linear layer is above the threshold", "rank_collapse", "rank_collapse", "1/(1 + (m − 1)/31), but at least 0.5, where m is the number of directions")])
    {
        Source = ("rank_collapse", "sigma1"),
        OfTable = (scene, table) => In(table, scene.Levels, scene.FirstDead, scene.VanishAtStart),
    };

    /// <summary>The findings of the hidden layers. Logits are left out, since one symbol may rightly be the answer for all examples. The last hidden layer decides: directions that an earlier layer lost are missing in later layers, too.</summary>
    /// <param name="before">The last layer to judge; null for all layers.</param>
    /// <param name="atStart">Whether the first recorded step alone decides.</param>
    private static IEnumerable<Finding> In(HandlerTable table, Levels levels, int? before, bool atStart)
    {
        var rows = StatisticRow.Of(table.Rows, "ratio").Where(row => row.IsLinear).ToList();
        if (rows.Count == 0)
            yield break;
        var last = Math.Min(rows.Max(row => row.Layer) - 1, before ?? int.MaxValue);
        rows.RemoveAll(row => row.Layer > last);
        double? Level(StatisticRow row) => levels.Collapsed(row.Layer);
        if (LastingFault.In([.. rows.Where(row => row.Layer == last)], "ratio", Level, atStart) is not null
            && LastingFault.In(rows, "ratio", Level, atStart) is { } fault)
            yield return new(FindingKinds.Rank, $"{FindingKinds.Rank} in {fault.Layers}", fault.Evidence) { Table = table.Definition.Name };
    }
}
