namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Mean of the activations' medians over layers and recorded steps.</summary>
internal sealed class MedianShift : IMeasure
{
    public string Name => "median_shift";

    public string Unit => "";

    public string Description => "Mean of the medians of the activations' outputs over layers and recorded steps: shifts in the same direction add up, shifts in opposite directions cancel. Needs percentiles of outputs with 50; if there are several such tables, the first is used.";

    public object? Of(MeasuredRun run) => Averages.OfFinite(run.OfKind("percentiles")
        .Select(table => StatisticRow.Of(table.Rows, "p50").Where(row => row.IsActivation(run.Outcome.Parameters.Set.Models) && row.Tensor is "output").ToList())
        .FirstOrDefault(rows => rows.Count > 0, [])
        .Select(row => row.Value));
}
