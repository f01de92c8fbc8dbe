using System.Globalization;
using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>Runs with too few examples or units for default thresholds. They are reported, since otherwise no finding would be taken for no fault.</summary>
public static class UnjudgedRuns
{
    private const string Examples = "batch_size";
    private const string Units = "width";

    /// <summary>The columns of <c>runs.parquet</c> that hold the numbers of examples and units.</summary>
    internal static IReadOnlyList<string> Columns { get; } = [Examples, Units];

    /// <summary>A sentence about a run; empty if its layers are judged.</summary>
    public static string Text(RunOutcome run) =>
        IsTooSmall(run.Parameters.Of(Examples)) || IsTooSmall(run.Parameters.Of(Units)) ? $"The run has {What}" : "";

    /// <summary>A sentence about rows of <c>runs.parquet</c>; empty if the layers of all are judged.</summary>
    public static string Text(TableData runs)
    {
        var (examples, units) = (runs.Schema.IndexOf(Examples), runs.Schema.IndexOf(Units));
        if (examples < 0 || units < 0)
            return "";
        var count = Enumerable.Range(0, runs.RowCount).Count(row => IsTooSmall(runs.Columns[examples].Boxed(row)) || IsTooSmall(runs.Columns[units].Boxed(row)));
        return count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(runs.RowCount == 1 ? "1 run has" : $"{count} of {runs.RowCount} runs have")} {What}");
    }

    private static string What { get; } =
        string.Create(CultureInfo.InvariantCulture, $"fewer than {RunScale.Fewest} examples in a batch or units in a layer: layers are judged only by thresholds that the definition sets.");

    private static bool IsTooSmall(object? value) => value is int number && number < RunScale.Fewest;
}
