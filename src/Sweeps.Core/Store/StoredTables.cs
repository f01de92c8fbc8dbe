using System.Text.Json;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Tables;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Store;

/// <summary>The final tables of a sweep as a source of runs. A place is the number of a row of <c>runs.parquet</c>.</summary>
internal sealed class StoredTables : RunSource
{
    /// <summary>The key in the footer of <c>runs.parquet</c> of the handlers' tables with their signatures.</summary>
    public const string HandlersKey = "sweeps.handlers";

    /// <summary>The key in the footer of <c>runs.parquet</c> of the rules and thresholds with which its findings were made.</summary>
    public const string FindingsKey = "sweeps.findings";

    /// <summary>The key in the footer of <c>runs.parquet</c> of the measures that the definition adds. It is missing if there are none.</summary>
    public const string MeasuresKey = "sweeps.measures";

    /// <summary>The key in the footer of every table of the version of its layout.</summary>
    public const string LayoutKey = "sweeps.layout";

    public const string Layout = "3";

    /// <summary>The layout with <c>committed_ticks</c> in the timings, in files from before Parquet.Net. It can be read, and the next execution writes such tables again.</summary>
    private const string PreviousLayout = "2";

    /// <summary>The layout without <see cref="TableLayout.ModuleIndex"/>. It can be read, and the next execution writes such tables again.</summary>
    private const string EarlierLayout = "1";

    private readonly ParameterSet _parameters;
    private readonly StoredTable _runs;
    private readonly StoredTable? _timings;
    private readonly StoredTable _losses;
    private readonly StoredTable[] _tables;
    private (int Number, RunsTableReader? Rows) _group;

    private StoredTables(ParameterSet parameters, StoredTable runs, StoredTable? timings, StoredTable losses, StoredTable[] tables, IReadOnlyList<HandlerKey> handlers)
    {
        _parameters = parameters;
        _runs = runs;
        _timings = timings;
        _losses = losses;
        _tables = tables;
        Handlers = handlers;
    }

    public override string Path => _runs.Path;

    public IReadOnlyList<HandlerKey> Handlers { get; }

    /// <summary>Whether all tables have the current layout.</summary>
    public bool HasLayoutOfToday => HasRowsOfToday && Parts.All(table => table.Metadata.GetValueOrDefault(LayoutKey) is Layout);

    /// <summary>Whether all tables except the timings have the current columns.</summary>
    public bool HasRowsOfToday => RunsTable.IsLaidOutAs(_runs.Schema, _parameters) && Parts.All(table => table.Metadata.GetValueOrDefault(LayoutKey) is Layout or PreviousLayout);

    /// <summary>The cells and parameters of the rows. The tables must have the current layout.</summary>
    public StoredCells Cells() => new(_runs);

    /// <summary>The rules and thresholds with which the findings in <c>runs.parquet</c> were made.</summary>
    public string FindingRules => _runs.Metadata.GetValueOrDefault(FindingsKey, "");

    /// <summary>The measures of the definition that have columns in <c>runs.parquet</c>, with their signatures.</summary>
    public string Measures => _runs.Metadata.GetValueOrDefault(MeasuresKey, "");

    /// <summary>The schemas of the handlers' tables.</summary>
    public IEnumerable<TableSchema> Statistics => _tables.Select(table => table.Schema);

    /// <summary>The table <c>losses</c> or a handler's table; null if there is none with this name.</summary>
    public StoredTable? Find(string name) => name is "losses" ? _losses
        : Handlers.Index().Where(handler => string.Equals(handler.Item.Name, name, StringComparison.Ordinal)).Select(handler => _tables[handler.Index]).FirstOrDefault();

    public long RowCount => _runs.RowCount;

    /// <summary>Whether the table of runs has the bytes that were written.</summary>
    public bool HasIntactRuns => _runs.IsIntact();

    /// <summary>The tables that a run needs to be complete: all except the timings.</summary>
    public IEnumerable<StoredTable> Parts => [_runs, _losses, .. _tables];

    /// <summary>All tables.</summary>
    public IEnumerable<StoredTable> All => _timings is null ? Parts : Parts.Append(_timings);

    /// <summary>Whether the timings exist. They can be lost without losing results.</summary>
    public bool HasTimings => _timings is not null;

    /// <summary>Opens the final tables; null if there are none that belong together.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="note">Called with a message if there are tables that cannot be used.</param>
    /// <exception cref="StorageException">The tables cannot be read, or this version of sweeps did not write them.</exception>
    public static StoredTables? Open(SweepPaths paths, ParameterSet parameters, Action<string> note)
    {
        var runsFile = paths.Current("runs");
        if (!FileProbe.IsThere(runsFile))
        {
            // Only runs.parquet has the ids of runs: without it, the other tables cannot be used.
            if (FileProbe.IsThere(paths.Current("losses")) || Provenance.Checksums(FileReading.BytesIfThere(paths.Provenance)).ContainsKey(SweepPaths.TableFile("runs")))
                note($"The tables in '{paths.Folder}' cannot be used: '{paths.Runs}' is missing.");
            return null;
        }

        var opened = new List<StoredTable>();
        StoredTable Opened(string path)
        {
            opened.Add(StoredTable.Open(path));
            return opened[^1];
        }

        try
        {
            var runs = Opened(runsFile);
            var handlers = HandlersOf(runs);
            CheckColumns(runs, parameters, handlers);
            foreach (var name in handlers.Select(handler => handler.Name).Append("losses"))
                if (!FileProbe.IsThere(paths.Current(name)))
                    throw new InvalidDataException($"'{paths.Table(name)}' is missing.");
            var losses = Opened(paths.Current("losses"));
            CheckColumns(losses, TableLayout.LossRows);
            StoredTable[] tables = [.. handlers.Select(handler => Opened(paths.Current(handler.Name)))];
            foreach (var table in tables)
                CheckColumns(table, TableLayout.IsEvaluations(table.Schema.Columns.Skip(2)) ? TableLayout.EvaluationPlace : table.Metadata.GetValueOrDefault(LayoutKey) is EarlierLayout ? EarlierRows.HandlerPlace : TableLayout.HandlerPlace);
            return new StoredTables(parameters, runs, OpenTimings(paths, runs), losses, tables, handlers);
        }
        catch (InvalidDataException e)
        {
            opened.ForEach(table => table.Dispose());
            note($"The tables in '{paths.Folder}' cannot be used: {e.Message}");
            return null;
        }
        catch
        {
            opened.ForEach(table => table.Dispose());
            throw;
        }
    }

    /// <summary>The value of <see cref="HandlersKey"/>.</summary>
    public static string WriteHandlers(IEnumerable<HandlerKey> handlers) =>
        SignatureText.Of(handlers.Select(handler => (handler.Name, handler.Signature)));

    /// <summary>Every run with its place. Damaged row groups are left out and reported.</summary>
    public IEnumerable<(long Place, RunOutcome Outcome)> Outcomes(Action<string> damaged)
    {
        long place = 0;
        for (var group = 0; group < _runs.Groups; group++)
        {
            RunOutcome[] outcomes;
            try
            {
                var rows = Group(group);
                outcomes = new RunOutcome[_runs.GroupRows(group)];
                for (var row = 0; row < outcomes.Length; row++)
                    outcomes[row] = WithTimings(rows.Read(row), place + row);
            }
            catch (InvalidDataException e)
            {
                damaged(e.Message);
                place += _runs.GroupRows(group);
                continue;
            }

            foreach (var outcome in outcomes)
                yield return (place++, outcome);
        }
    }

    /// <summary>Whether every run belongs to a plan and is in its cell. Damaged places count as true, since their readers report the damage.</summary>
    public bool AreOf(StandingPlan plan)
    {
        try
        {
            return Places().All(row => plan.CellOf(row.Run) == row.Cell);
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>Whether all rows are undamaged, and each is the run of a different cell of a plan.</summary>
    /// <param name="plan">The runs in the order of their cells.</param>
    public bool HasOnly(CellIds plan)
    {
        if (!_runs.IsIntact())
            return false;
        var next = 0;
        foreach (var (run, cell) in Places())
        {
            while (next < plan.Cells.Length && plan.Cells[next] < cell)
                next++;
            if (next == plan.Cells.Length || plan.Cells[next] != cell || plan.Runs[next] != run)
                return false;
            next++;
        }

        return true;
    }

    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    private IEnumerable<(ulong Run, int Cell)> Places()
    {
        for (var group = 0; group < _runs.Groups; group++)
        {
            var rows = _runs.Read(group, ["cell", "run"]);
            var (cells, runs) = (rows.Column<int>("cell"), rows.Column<string>("run"));
            for (var row = 0; row < rows.RowCount; row++)
                yield return (RunsTableReader.IdOf(runs.Values[row]), cells.Values[row]);
        }
    }

    /// <summary>The place of every run, without its figures. Damaged row groups are left out and reported, as by <see cref="Outcomes"/>.</summary>
    public IEnumerable<StoredRun> Runs(Action<string> damaged)
    {
        // Damage in columns that are not read must be noticed, too.
        if (!_runs.IsIntact())
        {
            foreach (var (where, outcome) in Outcomes(damaged))
                yield return new(where, RunId.Parse(outcome.Run), outcome.Cell, outcome.Status, outcome.Timings.CommittedTicks);
            yield break;
        }

        long place = 0;
        for (var group = 0; group < _runs.Groups; group++)
        {
            var found = new StoredRun[_runs.GroupRows(group)];
            try
            {
                var rows = _runs.Read(group, ["cell", "run", "status"]);
                var (cells, runs, statuses) = (rows.Column<int>("cell"), rows.Column<string>("run"), rows.Column<string>("status"));
                for (var row = 0; row < found.Length; row++)
                {
                    var status = RunStatusNames.Parse(statuses.Values[row]);
                    var ticks = status == RunStatus.Failed ? TimingsOf(place + row).CommittedTicks : 0;
                    found[row] = new(place + row, RunsTableReader.IdOf(runs.Values[row]), cells.Values[row], status, ticks);
                }
            }
            catch (InvalidDataException e)
            {
                damaged(e.Message);
                place += _runs.GroupRows(group);
                continue;
            }

            foreach (var run in found)
                yield return run;
            place += found.Length;
        }
    }

    /// <summary>The candidates for the best of some runs.</summary>
    /// <param name="among">Selects runs by their rows.</param>
    public IEnumerable<RunOutcome> MaybeBest(Predicate<long> among) => BestRows.Of(_runs, ReadOutcome, among);

    protected override RunOutcome ReadOutcome(long place)
    {
        var (group, row) = _runs.Locate(place);
        return WithTimings(Group(group).Read(row), place);
    }

    protected override RunRecord Read(long place)
    {
        var outcome = ReadOutcome(place);
        return new RunRecord(outcome, LossesOf(outcome), [.. _tables.Select(table => table.Rows(outcome.Cell, outcome.Run))]);
    }

    public override ReadOnlyMemory<float> LoadLosses(long place) => LossesOf(ReadOutcome(place));

    public override void Dispose()
    {
        foreach (var table in Parts)
            table.Dispose();
        _timings?.Dispose();
    }

    private static StoredTable? OpenTimings(SweepPaths paths, StoredTable runs)
    {
        var file = paths.Current("timings");
        if (!FileProbe.IsThere(file))
            return null;
        try
        {
            var timings = StoredTable.Open(file);
            try
            {
                CheckLayout(timings);
            }
            catch
            {
                timings.Dispose();
                throw;
            }

            if (timings.RowCount == runs.RowCount && TimingsTable.CanRead(timings.Schema))
                return timings;
            timings.Dispose();
        }
        catch (InvalidDataException)
        {
            // Timings are useful, but they are no results.
        }

        return null;
    }

    /// <summary>The handlers whose tables belong to <c>runs.parquet</c>.</summary>
    public static HandlerKey[] HandlersOf(StoredTable runs)
    {
        CheckLayout(runs);
        try
        {
            var pairs = SignatureText.Read(runs.Metadata.GetValueOrDefault(HandlersKey, ""));
            return [.. pairs.Select(pair => pair.Length == 2 && SweepPaths.IsPlainName(pair[0])
                ? new HandlerKey(pair[0], pair[1])
                : throw new InvalidDataException($"'{runs.Path}' does not name its handlers."))];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{runs.Path}' does not name its handlers.", e);
        }
    }

    /// <exception cref="StorageException">Another version of sweeps wrote the table.</exception>
    public static void CheckLayout(StoredTable table)
    {
        if (!table.Metadata.TryGetValue(LayoutKey, out var layout))
            throw RefusedTable.Because(table.Path, "it does not say which layout it has");
        if (layout is not (Layout or PreviousLayout or EarlierLayout))
            throw RefusedTable.Because(table.Path, $"it has layout '{layout}'");
    }

    private static void CheckColumns(StoredTable runs, ParameterSet parameters, IReadOnlyList<HandlerKey> handlers)
    {
        try
        {
            _ = new RunsTableReader(new TableData(runs.Schema), parameters, handlers);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{runs.Path}': {e.Message}", e);
        }
    }

    private static void CheckColumns(StoredTable table, TableSchema rows)
    {
        CheckLayout(table);
        var wanted = TableLayout.WithRun(rows).Columns;
        if (!table.Schema.Columns.Take(wanted.Count).SequenceEqual(wanted))
            throw new InvalidDataException($"'{table.Path}' does not begin with the columns {string.Join(", ", wanted.Select(column => column.Name))}.");
    }

    private RunsTableReader Group(int group)
    {
        if (_group.Number != group || _group.Rows is null)
            _group = (group, new RunsTableReader(_runs.Group(group), _parameters, Handlers));
        return _group.Rows;
    }

    private RunOutcome WithTimings(RunOutcome outcome, long place) => _timings is null ? outcome : outcome with { Timings = TimingsOf(place) };

    private RunTimings TimingsOf(long place)
    {
        if (_timings is null)
            return RunTimings.Unknown;
        try
        {
            var (group, row) = _timings.Locate(place);
            return TimingsTable.Read(_timings.Group(group), row);
        }
        catch (InvalidDataException)
        {
            return RunTimings.Unknown;
        }
    }

    private float[] LossesOf(RunOutcome outcome) => _losses.Rows(outcome.Cell, outcome.Run).Column<float>("loss").Values.ToArray();
}
