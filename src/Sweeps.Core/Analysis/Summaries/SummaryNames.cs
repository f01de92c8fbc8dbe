using Sweeps.Core.Definitions.Hints;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tables;
using Sweeps.Core.Text;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>The names that a definition can list for a summary: the columns of <c>runs.parquet</c>, and all names of parameters.</summary>
public static class SummaryNames
{
    private static readonly string[] s_columns = [.. RunsTable.Schema.Columns.Select(column => column.Name)];

    /// <summary>The column that a name stands for; null if it stands for none.</summary>
    public static string? Find(string name) => s_columns.Contains(name, StringComparer.Ordinal) ? name : ParameterSet.Shipped.Find(name)?.ShortName;

    /// <summary>A message for a name that stands for no column, with the nearest name.</summary>
    /// <param name="added">Measures that the definition adds.</param>
    public static string Unknown(string name, params IReadOnlyList<string> added) =>
        $"There is no {Wording.Quote(name)} in the runs; allowed: {string.Join(", ", s_columns.Concat(added))}{KeyAdvice.For(ParameterSet.Shipped, KeyScope.Outcomes, name, [.. s_columns, .. added, .. ParameterSet.Shipped.All.Select(parameter => parameter.Name)]).Text}";
}
