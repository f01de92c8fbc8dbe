using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Reports.Model;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>Reads everything of a run, thinned to what pictures of it show.</summary>
internal static class DetailReader
{
    /// <summary>Points of a curve.</summary>
    public const int MostPoints = 2000;

    /// <summary>Values of all curves of a run, about: they decide how large a report becomes.</summary>
    private const int ValuesPerRun = 60_000;

    /// <param name="row">Of the run in the table of runs.</param>
    public static RunDetail Read(RunRecord record, int row, IReadOnlyList<string> reasons)
    {
        var losses = Array.ConvertAll(record.Losses.ToArray(), loss => (double)loss);
        var loss = LineReader.Thinned([.. Enumerable.Range(0, losses.Length)], losses, MostPoints);
        var tables = new List<DetailTable>();
        var values = ValuesPerRun / Math.Max(1, record.Tables.Count);
        for (var i = 0; i < record.Tables.Count; i++)
            if (record.Tables[i].RowCount > 0 && Table(record.Outcome.Handlers[i].Name, record.Tables[i], record.Outcome, values) is { } table)
                tables.Add(table);
        return new RunDetail(row, reasons, loss, tables);
    }

    private static DetailTable? Table(string name, TableData table, RunOutcome outcome, int values)
    {
        var rows = new DetailRows(table);
        return HistogramReader.Read(name, rows)
            ?? MapReader.Read(name, rows, Whole(outcome, "batch_size"), Whole(outcome, "width"))
            ?? (DetailTable?)LineReader.Read(name, rows, values, MostPoints);
    }

    private static int Whole(RunOutcome outcome, string parameter) => outcome.Parameters.Of(parameter) as int? ?? 0;
}
