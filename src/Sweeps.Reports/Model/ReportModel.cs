using Sweeps.Core.Analysis.Answers;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Reports.Model;

/// <summary>Everything a report shows. Immutable; made from tables alone, so that the same tables make the same one.</summary>
/// <param name="Name">Of the sweep.</param>
/// <param name="Comment">What the definition says at its beginning; empty for nothing.</param>
/// <param name="Definition">The definition as given.</param>
/// <param name="Composed">What the definition became with what was set on the command line; empty if nothing was.</param>
/// <param name="Remarks">What a reader has to know of these results: unfinished, say.</param>
/// <param name="Runs">Rows of <c>runs.parquet</c>: of a very large sweep a part of them.</param>
/// <param name="Axes">Parameters that were varied, those that follow from another one left out.</param>
/// <param name="Replicates">Means over seeds with their intervals; null if there is one seed.</param>
/// <param name="Curves">For each run its smoothed loss; null where it has no steps.</param>
/// <param name="Details">Runs of which everything that was recorded is shown, by row.</param>
internal sealed record ReportModel(
    string Name,
    string Title,
    string Comment,
    string Definition,
    string Composed,
    IReadOnlyList<string> Remarks,
    ReportOrigin Origin,
    TableData Runs,
    IReadOnlyList<string> Axes,
    SummaryTable? Summary,
    SummaryTable? Replicates,
    FindingSummary Findings,
    IReadOnlyList<LossCurve?> Curves,
    IReadOnlyList<RunDetail> Details)
{
    /// <summary>How all runs ended, those that are not shown among them.</summary>
    public required string Counts { get; init; }

    /// <summary>The parameters that runs have.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The measures that the definition adds, each a column of <see cref="Runs"/>. <value>Default none.</value></summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>The best cell by each measure that has a direction. <value>Default none.</value></summary>
    public IReadOnlyList<SweepAnswer> Answers { get; init; } = [];

    /// <summary>How many runs did not train and where, in sentences. <value>Default none.</value></summary>
    public IReadOnlyList<string> Trained { get; init; } = [];

    /// <summary>How important the varied parameters are for each measure. <value>Default none.</value></summary>
    public IReadOnlyList<ParameterImportance> Importance { get; init; } = [];

    /// <summary>Quantiles of Student's t for intervals of means of 2, 3, … values. <value>Default none.</value></summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];
}

/// <summary>Where the numbers come from. Times and machines are left out: they stand in <c>provenance.json</c>.</summary>
/// <param name="Arithmetic">Version of the engine's arithmetic; empty if it is not known.</param>
/// <param name="Data">Name and SHA-256 of each list.</param>
/// <param name="Tables">Name and SHA-256 of each table.</param>
internal sealed record ReportOrigin(string Arithmetic, IReadOnlyList<KeyValuePair<string, string>> Data, IReadOnlyList<KeyValuePair<string, string>> Tables);

/// <summary>The smoothed loss of a run at equally distant steps.</summary>
/// <param name="Steps">Steps that were done.</param>
/// <param name="Window">Steps that each mean is taken over.</param>
internal sealed record LossCurve(int Steps, int Window, IReadOnlyList<double> Values);

/// <summary>Everything recorded of a run.</summary>
/// <param name="Row">In the table of runs.</param>
/// <param name="Reasons">Why this run was chosen.</param>
/// <param name="Loss">Of each step, thinned.</param>
internal sealed record RunDetail(int Row, IReadOnlyList<string> Reasons, Curve Loss, IReadOnlyList<DetailTable> Tables);
