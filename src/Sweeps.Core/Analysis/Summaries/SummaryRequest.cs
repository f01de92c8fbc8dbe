using Sweeps.Core.Outcomes.Measures;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>The rows, columns and values of a summary.</summary>
/// <param name="Rows">Parameters whose values are the rows.</param>
/// <param name="Columns">Parameters whose values are the columns.</param>
/// <param name="Values">Figures of runs; each has its own table.</param>
public sealed record SummaryRequest(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Values)
{
    /// <summary>Measures that the definition adds, needed for their direction. <value>Default none.</value></summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>Measures that are true or false whose boundary in the plane of two swept numbers is estimated. <value>Default none.</value></summary>
    public IReadOnlyList<string> Boundaries { get; init; } = [];

    /// <summary>Which values of a figure are better.</summary>
    internal MeasureDirection Better(string value) =>
        MeasureCatalogue.Find(value)?.Better ?? Measures.FirstOrDefault(measure => string.Equals(measure.Name, value, StringComparison.Ordinal))?.Measure.Better ?? MeasureDirection.None;

    /// <summary>The default summary: all varied parameters as rows, and the most important figures.</summary>
    public static SummaryRequest Default { get; } = new([], [], ["loss_start", "loss_end", "loss_diff"]);
}
