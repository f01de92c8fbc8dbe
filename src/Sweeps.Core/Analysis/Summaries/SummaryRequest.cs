namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Which summary to make.</summary>
/// <param name="Rows">Parameters down the side.</param>
/// <param name="Columns">Parameters across.</param>
/// <param name="Values">Figures of runs, a table each.</param>
public sealed record SummaryRequest(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Values)
{
    /// <summary>All parameters that vary down the side, and the usual figures.</summary>
    public static SummaryRequest Default { get; } = new([], [], ["loss_start", "loss_end", "loss_diff"]);
}
