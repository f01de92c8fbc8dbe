using System.Globalization;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Sizes of the gradients of linear layers.</summary>
/// <remarks>
/// Cross-entropy's gradient with respect to the logits is p − y, of length about 1 as long as the loss is about 1 or more, and about the
/// loss below that. So ‖∇W‖/min(1, loss) tells what the layers in between made of it. A quotient of two layers' norms tells less: in a
/// homogeneous network (ReLU without biases) all layers' gradients shrink or grow alike, however deep it is.
/// </remarks>
internal static class GradientSizes
{
    /// <summary>‖∇W‖/min(1, loss) of every recorded row.</summary>
    /// <param name="behindDead">Whether a gradient of exactly zero is what comes from behind a dead layer, of which enough is said.</param>
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
