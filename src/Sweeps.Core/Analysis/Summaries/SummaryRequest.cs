using Sweeps.Core.Outcomes.Measures;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Which summary to make.</summary>
/// <param name="Rows">Parameters whose values are the rows.</param>
/// <param name="Columns">Parameters across.</param>
/// <param name="Values">Figures of runs, a table each.</param>
public sealed record SummaryRequest(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Values)
{
    /// <summary>Measures that the definition adds: they tell which values are better. <value>Default none.</value></summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>Which values of a figure are better.</summary>
    internal MeasureDirection Better(string value) =>
        MeasureCatalogue.Find(value)?.Better ?? Measures.FirstOrDefault(measure => string.Equals(measure.Name, value, StringComparison.Ordinal))?.Measure.Better ?? MeasureDirection.None;

    /// <summary>All parameters that vary down the side, and the usual figures.</summary>
    public static SummaryRequest Default { get; } = new([], [], ["loss_start", "loss_end", "loss_diff"]);
}
