using System.Globalization;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Sizes of the gradients of linear layers.</summary>
/// <remarks>
/// The gradient of the cross-entropy with respect to the logits is p − y. Its norm is about 1 while the loss is about 1 or more, and about the
/// loss itself below that. So ‖∇W‖/min(1, loss) shows how the layers in between changed it. A ratio of two layers' norms shows less: in a
/// homogeneous network (ReLU without biases) the gradients of all layers shrink or grow alike, at any depth.
/// </remarks>
internal static class GradientSizes
{
    /// <summary>‖∇W‖/min(1, loss) of every recorded row.</summary>
    /// <param name="behindDead">Whether there is a dead layer. A gradient of exactly zero then follows from it, and its row is left out.</param>
    public static List<StatisticRow> Relative(HandlerTable table, ReadOnlyMemory<float> losses, bool behindDead) =>
    [
        .. StatisticRow.Of(table.Rows, "gradient_norm")
            .Where(row => row.IsLinear && (uint)row.Step < (uint)losses.Length)
            .Select(row => row with { Value = row.Value / Math.Min(1, losses.Span[row.Step]) })
            .Where(row => double.IsFinite(row.Value) && (row.Value > 0 || !behindDead)),
    ];

    public static Finding Found(HandlerTable table, string kind, List<StatisticRow> rows, string evidence) =>
        new(kind, $"{kind} in {LayerRanges.Text(rows.Select(row => row.Layer))}", evidence) { Table = table.Definition.Name };

    public static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    public static string Short(double? value) => value?.ToString("G3", CultureInfo.InvariantCulture) ?? "";
}
