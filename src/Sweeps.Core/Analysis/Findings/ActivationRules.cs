using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>Layers whose units no longer tell examples apart: saturated, dead, or all along one direction.</summary>
internal static class ActivationRules
{
    /// <summary>What is off below 0, as ReLU is, is left out: it is flat at half of all places, which is no fault.</summary>
    public static IEnumerable<Finding> Saturated(HandlerTable table, Levels levels)
    {
        var rows = StatisticRow.Of(table.Rows, "fraction_flat").Where(row => row.IsActivation && !row.CanDie).ToList();
        var ofType = rows.Select(row => row.Type).Distinct(StringComparer.Ordinal)
            .ToDictionary(type => type, type => levels.Saturated(table.Definition.Options, type), StringComparer.Ordinal);
        if (LastingFault.In(rows, "fraction_flat", row => ofType[row.Type]) is { } fault)
            yield return new(FindingKinds.Saturated, $"saturated {fault.Layers}", fault.Evidence) { Table = table.Definition.Name };
    }

    /// <summary>Only a unit whose activation is off below 0 dies by being off: the others' outputs may be negative.</summary>
    /// <param name="atStart">Whether the first recorded step decides alone.</param>
    public static LastingFault? Dead(HandlerTable table, Levels levels, bool atStart)
    {
        var level = levels.Dead(table.Definition.Options);
        return LastingFault.In([.. StatisticRow.Of(table.Rows, "fraction_dead").Where(row => row.CanDie)], "fraction_dead", _ => level, atStart);
    }

    /// <summary>Of the hidden layers; the logits, where one symbol may well be the answer to all, are left out. The last one decides: what an earlier layer has lost for good, later ones lack, too.</summary>
    /// <param name="before">Only layers up to this one; null for all.</param>
    /// <param name="atStart">Whether the first recorded step decides alone.</param>
    public static IEnumerable<Finding> RankCollapse(HandlerTable table, Levels levels, int? before, bool atStart)
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
