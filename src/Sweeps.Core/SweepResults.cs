using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Store;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core;

/// <summary>
/// The results of a sweep as typed tables: <c>runs</c>, <c>losses</c>, <c>timings</c>, and a table per handler. A sweep that is still running can be read, too; what is seen is what was stored when it was opened.
/// Changes nothing in the folder. Not thread-safe.
/// </summary>
public sealed class SweepResults : IDisposable
{
    private readonly ResultsReader _reader;
    private TableData? _runs;

    private SweepResults(SweepPaths paths, ResultsReader reader)
    {
        Paths = paths;
        _reader = reader;
    }

    /// <summary>The folder and the files in it.</summary>
    public SweepPaths Paths { get; }

    /// <summary>Whether the final tables hold everything that is stored. If not, tables are made of what is done so far, and take longer to read.</summary>
    public bool IsComplete => _reader.IsComplete;

    /// <summary>Runs that are stored, of the definition in the folder.</summary>
    public int RunCount => _reader.Count;

    /// <summary>What is wrong with the stored files, a sentence each; none if all is well.</summary>
    public IReadOnlyList<string> Notes => _reader.Notes;

    /// <summary>The names of the tables: <c>runs</c>, <c>losses</c>, <c>timings</c>, and those of the handlers in the order of the definition.</summary>
    /// <exception cref="StorageException">The results are damaged or cannot be read.</exception>
    public IReadOnlyList<string> TableNames => [.. SweepPaths.ReservedTables, .. HandlerNames()];

    /// <summary>A row per run, in the order of the cells: the columns <c>cell</c> and <c>run</c>, the parameters, the status, the figures and the findings.</summary>
    public SweepTable Runs => Table("runs");

    /// <summary>The training loss of every step of every run: <c>cell</c>, <c>run</c>, <c>step</c> (from 0) and <c>loss</c> (cross-entropy in nats and any penalty).</summary>
    public SweepTable Losses => Table("losses");

    /// <summary>Opens the results in a folder.</summary>
    /// <param name="folder">The results folder of one sweep: <c>results/NAME</c>.</param>
    /// <param name="parameters">The parameters that runs have: those of the environment that trained them.</param>
    /// <exception cref="StorageException">There is no such folder, or it cannot be read.</exception>
    public static SweepResults Open(string folder, ParameterSet parameters)
    {
        var paths = SweepPaths.OfFolder(folder);
        return new SweepResults(paths, ResultsReader.Open(paths, parameters));
    }

    /// <summary>A table by its name.</summary>
    /// <param name="name">One of <see cref="TableNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    /// <exception cref="StorageException">The results are damaged or cannot be read.</exception>
    public SweepTable Table(string name) => name switch
    {
        // A row per run fits into memory where the series do not.
        "runs" => new SweepTable(name, (_runs ??= _reader.Runs()).Schema, columns => [Chosen(_runs, columns)]),
        "timings" => new SweepTable(name, TimingsTable.Schema, columns => [Chosen(Timings(), columns)]),
        _ when _reader.FinalTable(name) is { } stored => new SweepTable(name, stored.Schema, columns => RowGroups(stored, columns)),
        "losses" => new SweepTable(name, TableLayout.WithRun(TableLayout.LossRows), columns => ByRun(TableLayout.WithRun(TableLayout.LossRows), LossRows, columns)),
        _ => HandlerTable(name),
    };

    /// <summary>The training losses of one run, a loss per step that was done.</summary>
    /// <param name="run">The whole id of the run: 16 hexadecimal digits.</param>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    /// <exception cref="StorageException">The losses are damaged or cannot be read.</exception>
    public ReadOnlyMemory<float> LossesOf(string run) => _reader.Losses(run);

    /// <summary>Closes the files.</summary>
    public void Dispose() => _reader.Dispose();

    private SweepTable HandlerTable(string name)
    {
        var first = _reader.Outcomes().FirstOrDefault(outcome => outcome.Handlers.Any(handler => string.Equals(handler.Name, name, StringComparison.Ordinal)))
            ?? throw new ArgumentException($"The results in '{Paths.Folder}' have no table '{name}'. They have: {string.Join(", ", TableNames)}.", nameof(name));
        var schema = TableLayout.WithRun(HandlerRows(first, name)!.Schema);
        return new SweepTable(name, schema, columns => ByRun(schema, outcome => HandlerRows(outcome, name), columns));
    }

    private IEnumerable<string> HandlerNames() =>
        _reader.Outcomes().SelectMany(outcome => outcome.Handlers).Select(handler => handler.Name).Distinct(StringComparer.Ordinal);

    private TableData Timings()
    {
        var rows = new TableData(TimingsTable.Schema);
        foreach (var outcome in _reader.Outcomes())
            TimingsTable.Append(rows, outcome.Cell, outcome);
        return rows;
    }

    private TableData LossRows(RunOutcome outcome)
    {
        var rows = new TableData(TableLayout.LossRows);
        TableLayout.AppendLosses(rows, _reader.Losses(outcome.Run).Span);
        return rows;
    }

    /// <returns>Null if the run has no such table: it was trained before the handler was asked for.</returns>
    private TableData? HandlerRows(RunOutcome outcome, string name)
    {
        for (var i = 0; i < outcome.Handlers.Count; i++)
            if (string.Equals(outcome.Handlers[i].Name, name, StringComparison.Ordinal))
                return _reader.Load(outcome.Run).Tables[i];
        return null;
    }

    /// <summary>A part per run, cell and run put before its own columns.</summary>
    private IEnumerable<TableData> ByRun(TableSchema schema, Func<RunOutcome, TableData?> read, IReadOnlyList<string>? columns)
    {
        foreach (var outcome in _reader.Outcomes())
        {
            if (read(outcome) is not { } rows)
                continue;
            var part = new TableData(schema);
            if (!TableLayout.WithRun(rows.Schema).Equals(schema))
                throw new StorageException($"The run {outcome.Run} has other columns than the runs before it: its handler was changed. Run the sweep to its end, so that all runs have the same.");
            part.Column<int>("cell").Extend(rows.RowCount).Fill(outcome.Cell);
            part.Column<string>("run").Extend(rows.RowCount).Fill(outcome.Run);
            for (var i = 0; i < rows.Columns.Count; i++)
                part.Columns[i + 2].AppendRange(rows.Columns[i], 0, rows.RowCount);
            yield return Chosen(part, columns);
        }
    }

    private static IEnumerable<TableData> RowGroups(StoredTable table, IReadOnlyList<string>? columns)
    {
        for (var group = 0; group < table.Groups; group++)
        {
            TableData rows;
            try
            {
                rows = table.Read(group, columns);
            }
            catch (InvalidDataException damaged)
            {
                throw new StorageException(damaged.Message, damaged);
            }

            yield return rows;
        }
    }

    private static TableData Chosen(TableData rows, IReadOnlyList<string>? columns)
    {
        if (columns is null)
            return rows;
        int[] places = [.. columns.Select(rows.Schema.IndexOf)];
        var chosen = new TableData(new TableSchema([.. places.Select(place => rows.Schema.Columns[place])]));
        for (var i = 0; i < places.Length; i++)
            chosen.Columns[i].AppendRange(rows.Columns[places[i]], 0, rows.RowCount);
        return chosen;
    }
}
