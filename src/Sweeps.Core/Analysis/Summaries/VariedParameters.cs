using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>The parameters that have more than one value, in the order of their columns.</summary>
public static class VariedParameters
{
    private const string Seed = "seed";

    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    public static IReadOnlyList<ColumnData> All(ParameterSet parameters, TableData runs) => [.. parameters.Columns
        .Where(column => runs.Schema.IndexOf(column.Name) >= 0)
        .Select(column => runs.Columns[runs.Schema.IndexOf(column.Name)])
        .Where(KeyColumns.Varies)];

    /// <summary>The varied parameters without the seed and without those whose values follow from another parameter: <c>normalize_logits: auto</c> follows from the norm.</summary>
    public static IReadOnlyList<ColumnData> Independent(ParameterSet parameters, TableData runs) => [.. IndependentWithCodes(parameters, runs).Select(varied => varied.Column)];

    /// <summary>The names of the independent varied parameters of these runs, and the seed if it varies.</summary>
    public static IReadOnlySet<string> NamesOf(IReadOnlyList<RunOutcome> runs)
    {
        if (runs.Count == 0)
            return new HashSet<string>(StringComparer.Ordinal);
        var parameters = runs[0].Parameters.Set;
        var rows = new TableData(new TableSchema(parameters.Columns));
        foreach (var run in runs)
        {
            var row = new RowAppender(rows);
            foreach (var parameter in run.Parameters)
                row.Add(parameter);
            row.End();
        }

        return Independent(parameters, rows).Concat(All(parameters, rows).Where(column => column.Schema.Name is Seed)).Select(column => column.Schema.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The independent varied parameters, each with a number for each row's value.</summary>
    internal static IReadOnlyList<(ColumnData Column, int[] Codes)> IndependentWithCodes(ParameterSet parameters, TableData runs)
    {
        var independent = new List<(ColumnData Column, int[] Codes)>();
        foreach (var column in All(parameters, runs).Where(column => column.Schema.Name is not Seed))
        {
            var codes = ColumnCodes.Of(column);
            if (!independent.Exists(earlier => Follows(codes, earlier.Codes)))
                independent.Add((column, codes));
        }

        return independent;
    }

    private static bool Follows(int[] column, int[] from) => ColumnCodes.Combine(from, column).Max() == ColumnCodes.Combine(from, from).Max();
}
