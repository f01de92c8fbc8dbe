using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Tables;
using Sweeps.Core.Text;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>The names that a definition can list for a summary: the columns of <c>runs.parquet</c>, and all names of parameters.</summary>
public static class SummaryNames
{
    /// <summary>The column that a name stands for; null if it stands for none.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    public static string? Find(ParameterSet parameters, string name) => Columns(parameters).Contains(name, StringComparer.Ordinal) ? name : parameters.Find(name)?.ShortName;

    /// <summary>A message for a name that stands for no column, with the nearest name.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="added">Measures that the definition adds.</param>
    public static string Unknown(ParameterSet parameters, string name, params IReadOnlyList<string> added) =>
        $"There is no {Wording.Quote(name)} in the runs; allowed: {string.Join(", ", Columns(parameters).Concat(added))}{KeyAdvice.For(parameters, KeyScope.Outcomes, name, [.. Columns(parameters), .. added, .. parameters.All.Select(parameter => parameter.Name)]).Text}";

    private static IEnumerable<string> Columns(ParameterSet parameters) => RunsTable.SchemaOf(parameters).Columns.Select(column => column.Name);
}
