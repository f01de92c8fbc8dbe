using Sweeps.Core.Definitions;
using Sweeps.Parquet;
using static System.FormattableString;

namespace Sweeps.Core.Results.Findings;

/// <summary>Layers whose units no longer tell examples apart: saturated, dead, or all along one direction.</summary>
internal static class ActivationRules
{
    /// <summary>ReLU is left out: it is flat at half of all places, which is no fault.</summary>
    public static IEnumerable<Finding> Saturated(TableData table, FindingThresholds thresholds) => StatisticRow.Of(table, "fraction_flat")
        .Where(row => !row.IsRelu && row.Value > thresholds.Saturated)
        .GroupBy(row => row.Layer)
        .OrderBy(layer => layer.Key)
        .Select(layer => layer.MaxBy(row => row.Value))
        .Select(row => new Finding(
            FindingKinds.Saturated, Invariant($"{FindingKinds.Saturated} {row.Layer}"), Invariant($"{row.Value:0.###} of it flat > {thresholds.Saturated} at step {row.Step}")));

    /// <summary>Only a ReLU's unit dies by being off: the others' outputs may be negative.</summary>
    /// <param name="atStart">Whether the first recorded step counts instead of the last: where no signal comes through from the start, biases soon decide what is off.</param>
    public static IEnumerable<Finding> Dead(TableData table, FindingThresholds thresholds, bool atStart) => DeadLayers(table, thresholds, atStart)
        .Select(row => new Finding(
            FindingKinds.Dead, Invariant($"{FindingKinds.Dead} in layer {row.Layer}"), Invariant($"fraction {row.Value:0.###} > {thresholds.Dead} at step {row.Step}")));

    /// <summary>The first layer with dead units, or null. What comes after it has lost the directions that they stood for (document 004: dying units cause rank collapse).</summary>
    public static int? FirstDead(TableData table, FindingThresholds thresholds, bool atStart) =>
        DeadLayers(table, thresholds, atStart).Select(row => (int?)row.Layer).FirstOrDefault();

    /// <summary>From the first of the hidden layers that are all above the threshold up to the last; the logits, where one word may well be the answer to all, are left out.</summary>
    /// <param name="before">Only layers up to this one; null for all.</param>
    /// <param name="atStart">As for dead units.</param>
    public static IEnumerable<Finding> RankCollapse(TableData table, FindingThresholds thresholds, int? before, bool atStart)
    {
        var linear = StatisticRow.Of(table, "ratio").Where(row => row.IsLinear).ToList();
        var layers = (atStart ? StatisticRow.First(linear) : StatisticRow.Last(linear)).SkipLast(1).Where(row => before is null || row.Layer <= before).ToList();
        var from = layers.Count;
        while (from > 0 && layers[from - 1].Value > thresholds.RankCollapse)
            from--;
        if (from < layers.Count)
            yield return new(
                FindingKinds.Rank,
                Invariant($"{FindingKinds.Rank} from layer {layers[from].Layer}"),
                Invariant($"σ₁/Σσ {layers[from].Value:0.###} > {thresholds.RankCollapse} at step {layers[from].Step}"));
    }

    private static IEnumerable<StatisticRow> DeadLayers(TableData table, FindingThresholds thresholds, bool atStart)
    {
        var rows = StatisticRow.Of(table, "fraction_dead");
        return (atStart ? StatisticRow.First(rows) : StatisticRow.Last(rows)).Where(row => row.IsRelu && row.Value > thresholds.Dead);
    }
}
