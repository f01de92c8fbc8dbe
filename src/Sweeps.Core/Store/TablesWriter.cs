using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Store;

/// <summary>Writes the tables of a sweep, run by run in the order of the cells. Memory does not grow with the runs.</summary>
internal sealed class TablesWriter : IDisposable
{
    private const int LossesAtOnce = 1 << 16;

    private readonly List<RunTableFile> _opened = [];
    private readonly RunTableFile _runs;
    private readonly RunTableFile _timings;
    private readonly RunTableFile _losses;
    private readonly RunTableFile[] _tables;
    private readonly TableData _row;
    private readonly TableData _timingsRow = new(TimingsTable.Schema);
    private readonly TableData _lossRows = new(TableLayout.LossRows);
    private readonly IReadOnlyList<HandlerSpec> _handlers;
    private readonly FindingThresholds _thresholds;
    private readonly IReadOnlyList<DefinedMeasure> _measures;
    private readonly Func<PlannedCell, double?> _chance;

    /// <param name="pathOf">Gives the path of the table with a name.</param>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="measures">The measures that the definition adds.</param>
    /// <param name="chance">Gives the level of chance of a cell's data.</param>
    public TablesWriter(Func<string, string> pathOf, ParameterSet parameters, IReadOnlyList<HandlerSpec> handlers, FindingThresholds thresholds, IReadOnlyList<DefinedMeasure> measures, Func<PlannedCell, double?> chance)
    {
        _thresholds = thresholds;
        _measures = measures;
        _row = new(RunsTable.SchemaOf(parameters, measures));
        _chance = chance;
        _handlers = handlers;
        try
        {
            _runs = Open("runs", _row.Schema, TableLayout.FewRows);
            _timings = Open("timings", TimingsTable.Schema, TableLayout.FewRows);
            _losses = Open("losses", TableLayout.WithRun(TableLayout.LossRows), TableLayout.ManyRows);
            _tables = [.. handlers.Select(handler => Open(handler.Key.Name, TableLayout.WithRun(handler.Rows), TableLayout.ManyRows))];
        }
        catch
        {
            Dispose();
            throw;
        }

        RunTableFile Open(string table, TableSchema schema, TableFileOptions options)
        {
            var file = new RunTableFile(pathOf(table), schema, options);
            _opened.Add(file);
            return file;
        }
    }

    /// <summary>The number of runs written so far.</summary>
    public int Count { get; private set; }

    /// <summary>All tables; they have checksums once they are finished.</summary>
    public IEnumerable<StoredFile> Files => new[] { _runs, _losses }.Concat(_tables).Append(_timings).Select(table => table.Stored);

    /// <param name="cell">The run's cell in this plan; it may differ from the cell at training.</param>
    public void Append(PlannedCell cell, RunRecord record)
    {
        var tables = _handlers.Select(handler => TableOf(record, handler)).ToArray();
        HandlerTable[] recorded = [.. _handlers.Zip(tables, (handler, rows) => new HandlerTable(handler.Definition, rows))];
        var outcome = record.Outcome;
        if (outcome.IsFromBeforeChance)
            outcome = outcome with { Losses = outcome.Losses with { Chance = _chance(cell) } };
        outcome = outcome with
        {
            Findings = Finding.Text(FindingRules.Of(record with { Outcome = outcome }, recorded, RunScale.Of(cell), _thresholds)),
            Statistics = RunStatistics.Of(new MeasuredRun(outcome, record.Losses, [.. recorded.Select(MeasuredTable.Of)]), _measures),
        };
        _row.Clear();
        RunsTable.Append(_row, cell.Cell, cell.Parameters, outcome, _measures);
        _runs.Write(_row);
        _timingsRow.Clear();
        TimingsTable.Append(_timingsRow, cell.Cell, outcome);
        _timings.Write(_timingsRow);

        // A long run has millions of losses.
        for (var first = 0; first < record.Losses.Length; first += LossesAtOnce)
        {
            _lossRows.Clear();
            TableLayout.AppendLosses(_lossRows, record.Losses.Span[first..Math.Min(record.Losses.Length, first + LossesAtOnce)], first);
            _losses.Write(cell.Cell, outcome.Run, _lossRows);
        }

        for (var i = 0; i < _tables.Length; i++)
            _tables[i].Write(cell.Cell, outcome.Run, tables[i]);
        Count++;
    }

    /// <summary>Completes the files and makes them durable.</summary>
    public void Finish()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [StoredTables.LayoutKey] = StoredTables.Layout };
        _losses.Finish(metadata);
        _timings.Finish(metadata);
        foreach (var table in _tables)
            table.Finish(metadata);
        metadata[StoredTables.HandlersKey] = StoredTables.WriteHandlers(_handlers.Select(handler => handler.Key));
        metadata[StoredTables.FindingsKey] = FindingRules.Signature(_thresholds);
        if (_measures.Count > 0)
            metadata[StoredTables.MeasuresKey] = DefinedMeasure.Signatures(_measures);
        _runs.Finish(metadata);
    }

    public void Dispose()
    {
        foreach (var table in _opened)
            table.Dispose();
    }

    private static TableData TableOf(RunRecord record, HandlerSpec handler)
    {
        for (var i = 0; i < record.Tables.Count; i++)
            if (string.Equals(record.Outcome.Handlers[i].Signature, handler.Key.Signature, StringComparison.Ordinal))
                return record.Tables[i].Schema.Equals(handler.Rows) ? record.Tables[i]
                    : handler.Definition.Kind is EvaluationTable evaluations ? evaluations.Conformed(record.Tables[i])
                    : throw new InvalidDataException($"The run {record.Outcome.Run} has other columns than the handler '{handler.Key.Name}' has.");
        throw new InvalidDataException($"The run {record.Outcome.Run} has no rows for the handler '{handler.Key.Name}'.");
    }
}

/// <summary>A handler with the table that a sweep needs from it.</summary>
/// <param name="Rows">The columns: step, layer, module_index, module, tensor and the handler's own columns.</param>
internal sealed record HandlerSpec(HandlerDefinition Definition, HandlerKey Key, TableSchema Rows);
