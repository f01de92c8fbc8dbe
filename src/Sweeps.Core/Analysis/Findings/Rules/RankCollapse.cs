using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Layers whose outputs are all along one direction. What lies behind a dead layer is not said again.</summary>
internal static class RankCollapse
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.Rank,
        [new("rank collapse", "σ₁/Σσ of the outputs of a hidden linear layer is above", "rank_collapse", "rank_collapse", "1/(1 + (m − 1)/31), but at least 0.5, where m is the number of directions")])
    {
        Source = ("rank_collapse", "sigma1"),
        OfTable = (scene, table) => In(table, scene.Levels, scene.FirstDead, scene.VanishAtStart),
    };

    /// <summary>Of the hidden layers; the logits, where one symbol may well be the answer to all, are left out. The last one decides: what an earlier layer has lost for good, later ones lack, too.</summary>
    /// <param name="before">Only layers up to this one; null for all.</param>
    /// <param name="atStart">Whether the first recorded step decides alone.</param>
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
