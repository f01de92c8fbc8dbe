using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Tables;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Journals;

/// <summary>Handlers' rows of versions without <c>module_index</c>, which follows from the module's name and the run's network.</summary>
internal static class EarlierRows
{
    /// <summary>The leading columns of tables in these versions.</summary>
    public static TableSchema HandlerPlace { get; } =
        new([.. TableLayout.HandlerPlace.Columns.Where(column => column.Name is not TableLayout.ModuleIndex)]);

    /// <summary>The run with all columns of this version.</summary>
    /// <exception cref="InvalidDataException">The run's network does not have the module of a row.</exception>
    public static RunRecord Completed(RunRecord record)
    {
        if (!record.Tables.Any(IsEarlier))
            return record;
        var places = Places(record.Outcome);
        return record with { Tables = [.. record.Tables.Select(table => IsEarlier(table) ? Completed(table, places) : table)] };
    }

    private static bool IsEarlier(TableData rows) =>
        rows.Schema.IndexOf(TableLayout.ModuleIndex) < 0 && rows.Schema.Columns.Take(HandlerPlace.Columns.Count).SequenceEqual(HandlerPlace.Columns);

    private static TableData Completed(TableData rows, Dictionary<string, int> places)
    {
        var completed = new TableData(new TableSchema([.. TableLayout.HandlerPlace.Columns, .. rows.Schema.Columns.Skip(HandlerPlace.Columns.Count)]));
        foreach (var column in completed.Columns.Where(column => column.Schema.Name is not TableLayout.ModuleIndex))
            column.AppendRange(rows.Columns[rows.Schema.IndexOf(column.Schema.Name)], 0, rows.RowCount);
        var index = completed.Column<int>(TableLayout.ModuleIndex);
        foreach (var module in rows.Column<string>("module").Values)
            index.Append(places.TryGetValue(module, out var place) ? place : throw new InvalidDataException($"A stored table has rows of '{module}', which the run's network does not have."));
        return completed;
    }

    private static Dictionary<string, int> Places(RunOutcome outcome)
    {
        var set = outcome.Parameters.Set;
        if (outcome.Parameters.Count != set.All.Count)
            throw new InvalidDataException($"The run {outcome.Run} is stored with {outcome.Parameters.Count} parameters.");
        try
        {
            return Architecture.Modules(new SettingsBuilder(set).Shape(outcome.Parameters), set.Models).ToDictionary(module => module.Name, module => module.Index, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException($"The run {outcome.Run} is stored with parameters that make no network.", e);
        }
    }
}
