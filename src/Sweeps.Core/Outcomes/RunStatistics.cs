using Sweeps.Core.Handlers;

namespace Sweeps.Core.Outcomes;

/// <summary>A run's series in a number each, for summaries. Null where the table was not recorded or holds no finite number.</summary>
/// <param name="DeadEnd">Mean fraction of dead units of the ReLU layers at the last recorded step.</param>
/// <param name="RankRiseStart">By how much σ₁/Σσ grows from the second linear layer to the last hidden one: mean over the recorded steps among the first hundred.</param>
/// <param name="RankRise">The same over all recorded steps.</param>
/// <param name="MedianShift">Mean of the activations' medians over layers and recorded steps: what shifts one way in all layers does not cancel.</param>
public sealed record RunStatistics(double? DeadEnd, double? RankRiseStart, double? RankRise, double? MedianShift)
{
    public static RunStatistics None { get; } = new(null, null, null, null);

    /// <remarks>
    /// Of two tables of one kind the one counts whose handler has the kind's default options, or else the first in the definition. Of percentiles it is the
    /// first with the medians of outputs. Sums are in the order of the rows.
    /// </remarks>
    public static RunStatistics Of(IReadOnlyList<HandlerTable> tables)
    {
        var dead = Rows(tables, "dead_units", "fraction_dead");
        var ranks = Rows(tables, "rank_collapse", "ratio").Where(row => row.IsLinear).ToList();
        var medians = tables.Where(table => IsOf(table, "percentiles"))
            .Select(table => StatisticRow.Of(table.Rows, "p50").Where(row => row.IsActivation && row.Tensor is "output").ToList())
            .FirstOrDefault(rows => rows.Count > 0, []);
        return new(
            Mean(StatisticRow.Last(dead).Where(row => row.IsRelu).Select(row => row.Value)),
            Mean(Rises(ranks.Where(row => row.Step < LossFigures.LongestWindow))),
            Mean(Rises(ranks)),
            Mean(medians.Select(row => row.Value)));
    }

    /// <summary>Per step; the first linear layer sees embeddings and the last one gives the logits.</summary>
    private static IEnumerable<double> Rises(IEnumerable<StatisticRow> ranks) => ranks
        .GroupBy(row => row.Step)
        .Select(step => step.ToList())
        .Where(layers => layers.Count >= 4)
        .Select(layers => layers[^2].Value - layers[1].Value);

    private static List<StatisticRow> Rows(IReadOnlyList<HandlerTable> tables, string kind, string column)
    {
        var ofKind = tables.Where(table => IsOf(table, kind)).ToList();
        var chosen = ofKind.Find(table => table.Definition.HasDefaultOptions) ?? ofKind.FirstOrDefault();
        return chosen is null ? [] : StatisticRow.Of(chosen.Rows, column);
    }

    private static bool IsOf(HandlerTable table, string kind) => string.Equals(table.Definition.Kind.Name, kind, StringComparison.Ordinal);

    private static double? Mean(IEnumerable<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values.Where(double.IsFinite))
            (sum, count) = (sum + value, count + 1);
        return count == 0 ? null : sum / count;
    }
}
