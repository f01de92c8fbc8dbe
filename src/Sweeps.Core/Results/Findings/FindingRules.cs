using System.Globalization;
using Sweeps.Core.Definitions;
using Sweeps.Parquet;

namespace Sweeps.Core.Results.Findings;

/// <summary>Says of a run what a person would say who looked at its statistics. A rule whose table was not recorded is silent.</summary>
/// <remarks>Tables are known by their columns, so that it does not matter what they were named. What is not a number is beyond no threshold.</remarks>
public static class FindingRules
{
    private const string Diverged = "diverged";
    private const string InitialLoss = "initial loss far above ln V";
    private const string Saturated = "saturated layer";
    private const string Dead = "dead units";
    private const string Vanishing = "vanishing gradients";
    private const string Exploding = "exploding gradients";
    private const string SmallUpdates = "update ratio below";
    private const string LargeUpdates = "update ratio above";
    private const string Rank = "rank collapse";

    /// <summary>All that can be said, without places.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Diverged, InitialLoss, Saturated, Dead, Vanishing, Exploding, SmallUpdates, LargeUpdates, Rank];

    /// <summary>The findings of a run, in the order of <see cref="Kinds"/> and then of layers.</summary>
    public static IReadOnlyList<Finding> Of(RunRecord record, FindingThresholds thresholds)
    {
        var outcome = record.Outcome;
        var findings = new List<Finding>();
        if (outcome.DivergedAt is { } step)
            findings.Add(new(Diverged, Invariant($"{Diverged} at step {step}"), "the loss was no longer finite"));
        if (outcome.Losses.Initial - outcome.Losses.Expected is { } excess && excess > thresholds.InitialLoss)
            findings.Add(new(InitialLoss, InitialLoss, Invariant($"{outcome.Losses.Initial:0.###} − {outcome.Losses.Expected:0.###} > {thresholds.InitialLoss}")));
        foreach (var table in Find(record, "fraction_flat"))
            findings.AddRange(SaturatedLayers(table, thresholds.Saturated));
        foreach (var table in Find(record, "fraction_dead"))
            findings.AddRange(DeadUnits(table, thresholds.Dead));
        foreach (var table in Find(record, "gradient_norm"))
        {
            findings.AddRange(Gradients(table, thresholds));
            findings.AddRange(UpdateRatios(table, thresholds));
        }

        foreach (var table in Find(record, "sigma1"))
            findings.AddRange(RankCollapse(table, thresholds.RankCollapse));
        return findings;
    }

    /// <summary>ReLU is left out: it is flat at half of all places, which is no fault.</summary>
    private static IEnumerable<Finding> SaturatedLayers(TableData table, double threshold) => Rows(table, "fraction_flat")
        .Where(row => !IsRelu(row) && row.Value > threshold)
        .GroupBy(row => row.Layer)
        .OrderBy(layer => layer.Key)
        .Select(layer => layer.MaxBy(row => row.Value))
        .Select(row => new Finding(Saturated, Invariant($"{Saturated} {row.Layer}"), Invariant($"{row.Value:0.###} of it flat > {threshold} at step {row.Step}")));

    /// <summary>Only a ReLU's unit dies by being off: the others' outputs may be negative.</summary>
    private static IEnumerable<Finding> DeadUnits(TableData table, double threshold) => Last(Rows(table, "fraction_dead"))
        .Where(row => IsRelu(row) && row.Value > threshold)
        .Select(row => new Finding(Dead, Invariant($"{Dead} in layer {row.Layer}"), Invariant($"fraction {row.Value:0.###} > {threshold} at step {row.Step}")));

    private static IEnumerable<Finding> Gradients(TableData table, FindingThresholds thresholds)
    {
        var quotients = Rows(table, "gradient_norm")
            .Where(IsLinear)
            .GroupBy(row => row.Step)
            .Select(step => (Step: step.Key, Quotient: step.First().Value / step.Last().Value))
            .Where(step => double.IsFinite(step.Quotient))
            .ToList();
        if (quotients.Count == 0)
            yield break;
        var least = quotients.MinBy(step => step.Quotient);
        if (least.Quotient < thresholds.Vanishing)
            yield return new(Vanishing, Vanishing, Invariant($"first layer's norm {Short(least.Quotient)} times the last one's < {thresholds.Vanishing} at step {least.Step}"));
        var most = quotients.MaxBy(step => step.Quotient);
        if (most.Quotient > thresholds.Exploding)
            yield return new(Exploding, Exploding, Invariant($"first layer's norm {Short(most.Quotient)} times the last one's > {thresholds.Exploding} at step {most.Step}"));
    }

    private static IEnumerable<Finding> UpdateRatios(TableData table, FindingThresholds thresholds)
    {
        var medians = Rows(table, "ratio")
            .Where(row => double.IsFinite(row.Value))
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Select(module => (Module: module.Key, Median: Median([.. module.Select(row => row.Value)])))
            .ToList();
        var small = medians.Where(module => module.Median < thresholds.UpdateRatioLow).ToList();
        if (small.Count > 0)
            yield return new(SmallUpdates, Invariant($"{SmallUpdates} {thresholds.UpdateRatioLow} in {Modules(small)}"), $"medians {Values(small)}");
        var large = medians.Where(module => module.Median > thresholds.UpdateRatioHigh).ToList();
        if (large.Count > 0)
            yield return new(LargeUpdates, Invariant($"{LargeUpdates} {thresholds.UpdateRatioHigh} in {Modules(large)}"), $"medians {Values(large)}");
    }

    /// <summary>From the first hidden layer after which no other one is above the threshold less; the logits are left out.</summary>
    private static IEnumerable<Finding> RankCollapse(TableData table, double threshold)
    {
        var layers = Last(Rows(table, "ratio").Where(IsLinear)).ToList();
        if (layers.Count < 2)
            yield break;
        layers.RemoveAt(layers.Count - 1);
        var from = layers.Count;
        while (from > 0 && layers[from - 1].Value > threshold)
            from--;
        if (from < layers.Count)
            yield return new(Rank, Invariant($"{Rank} from layer {layers[from].Layer}"), Invariant($"σ₁/Σσ {layers[from].Value:0.###} > {threshold} at step {layers[from].Step}"));
    }

    private static string Modules(List<(string Module, double Median)> modules) => string.Join(", ", modules.Select(module => module.Module));

    private static string Values(List<(string Module, double Median)> modules) => string.Join(", ", modules.Select(module => Short(module.Median)));

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool IsRelu(Row row) => row.Module.StartsWith("ReLU.", StringComparison.Ordinal);

    private static bool IsLinear(Row row) => row.Module.StartsWith("Linear.", StringComparison.Ordinal);

    private static IEnumerable<TableData> Find(RunRecord record, string column) =>
        record.Tables.Where(table => table.Schema.IndexOf(column) >= 0 && table.RowCount > 0);

    private static IEnumerable<Row> Last(IEnumerable<Row> rows)
    {
        var all = rows.ToList();
        return all.Where(row => row.Step == all[^1].Step);
    }

    private static List<Row> Rows(TableData table, string name)
    {
        var steps = table.Column<int>("step").Values;
        var layers = table.Column<int>("layer").Values;
        var modules = table.Column<string>("module").Values;
        var index = table.Schema.IndexOf(name);
        var rows = new List<Row>(table.RowCount);
        // A plugin's column of the same name may hold something else.
        if (index >= 0 && table.Columns[index] is ColumnData<double> values)
            for (var row = 0; row < table.RowCount; row++)
                rows.Add(new(steps[row], layers[row], modules[row], values.Values[row]));
        return rows;
    }

    private readonly record struct Row(int Step, int Layer, string Module, double Value);
}
