using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>What a report asks of the table of runs.</summary>
internal static class RunColumns
{
    public const string Seed = "seed";

    /// <summary>The parameters that were varied independently, in the order of the grid, the seed last.</summary>
    public static IReadOnlyList<string> Axes(ParameterSet parameters, TableData runs) =>
    [
        .. VariedParameters.Independent(parameters, runs).OrderBy(column => Changes(runs, column)).Select(column => column.Schema.Name),
        .. VariedParameters.All(parameters, runs).Select(column => column.Schema.Name).Where(name => name is Seed),
    ];

    /// <summary>How often a value differs from that of the run before: the first axis of a grid changes least.</summary>
    private static int Changes(TableData runs, ColumnData column) => Enumerable.Range(1, runs.RowCount - 1).Count(row => !Equals(column.Boxed(row), column.Boxed(row - 1)));

    /// <summary>A number of a run; null for null, or if there is no such column.</summary>
    public static double? Number(TableData runs, string name, int row) => runs.Schema.IndexOf(name) is >= 0 and var index && runs.Columns[index] is ColumnData<double> column && !column.IsNull(row)
        ? column.Values[row]
        : null;

    /// <summary>A text of a run; null for null, or if there is no such column.</summary>
    public static string? Text(TableData runs, string name, int row) => runs.Schema.IndexOf(name) is >= 0 and var index ? runs.Columns[index].Boxed(row) as string : null;

    /// <summary>Whether a flag of a run is true; false for null, or if there is no such column.</summary>
    public static bool IsTrue(TableData runs, string name, int row) => runs.Schema.IndexOf(name) is >= 0 and var index && runs.Columns[index].Boxed(row) is true;

    /// <summary>The rows that have these values; none if there is no such column.</summary>
    public static IEnumerable<int> Matching(TableData runs, IReadOnlyDictionary<string, object> pattern) => Enumerable.Range(0, runs.RowCount)
        .Where(row => pattern.All(value => runs.Schema.IndexOf(value.Key) is >= 0 and var index && Equals(runs.Columns[index].Boxed(row), value.Value)));
}
