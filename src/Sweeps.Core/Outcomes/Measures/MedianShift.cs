namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Mean of the activations' medians over layers and recorded steps.</summary>
internal sealed class MedianShift : IMeasure
{
    public string Name => "median_shift";

    public string Unit => "";

    public string Description => "Mean of the medians of the activations' outputs over layers and recorded steps: what shifts one way in all layers does not cancel. Needs percentiles of outputs with 50; of several such tables the first counts.";

    public object? Of(MeasuredRun run) => Averages.OfFinite(run.OfKind("percentiles")
        .Select(table => StatisticRow.Of(table.Rows, "p50").Where(row => row.IsActivation && row.Tensor is "output").ToList())
        .FirstOrDefault(rows => rows.Count > 0, [])
        .Select(row => row.Value));
}
