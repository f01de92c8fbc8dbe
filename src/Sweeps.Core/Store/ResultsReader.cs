using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tables;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Store;

/// <summary>Reads the results of a sweep that is finished or running. Changes nothing in the folder. Not thread-safe.</summary>
/// <remarks>Members return the runs of the definition in the folder, by its cells. After an edit of the definition, stored runs of the earlier one can only be found by their ids.</remarks>
public sealed class ResultsReader : IDisposable
{
    private const int MaximumAttempts = 10;

    private static readonly IReadOnlySet<string> s_none = new HashSet<string>(StringComparer.Ordinal);

    private readonly RunSources _sources = new();
    private readonly RunReaders _readers;
    private readonly KeptRunIndex _kept;
    private readonly RunIndex _lookedUp = new(new HashSet<string>(StringComparer.Ordinal));
    private readonly List<ulong> _order = [];
    private readonly List<int> _cells = [];
    private bool _isLookedUp;
    private StandingPlan? _plan;
    private bool? _areTablesOfPlan;
    private readonly SweepPaths _paths;
    private int _damaged;
    private int? _final;
    private readonly List<int> _journals = [];

    private ResultsReader(SweepPaths paths, ParameterSet parameters)
    {
        Parameters = parameters;
        _paths = paths;
        _readers = new RunReaders(_sources);
        _kept = new KeptRunIndex(paths, parameters, Opened);
    }

    /// <summary>Messages for the user about problems with stored files.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            _ = Index;
            return _notes;
        }
    }

    private readonly List<string> _notes = [];

    /// <summary>The parameters that runs have.</summary>
    public ParameterSet Parameters { get; }

    /// <param name="parameters">The parameters that runs have.</param>
    /// <exception cref="StorageException">The folder does not exist or cannot be read.</exception>
    public static ResultsReader Open(SweepPaths paths, ParameterSet parameters)
    {
        if (!FileProbe.IsFolder(paths.Folder))
            throw new StorageException($"There is no folder '{paths.Folder}'.");
        PathGuard.CheckContents(paths);
        parameters = StoredTasks.ParametersOf(paths, parameters);
        for (var attempt = 1; ; attempt++)
        {
            // A commit by another process may rename tables and remove journals after they were listed: then the folder is listed again.
            var listed = Listing(paths);
            var reader = new ResultsReader(paths, parameters);
            try
            {
                reader.OpenFiles();
                if (attempt == MaximumAttempts || string.Equals(listed, Listing(paths), StringComparison.Ordinal))
                    return reader;
            }
            catch (StorageException) when (attempt < MaximumAttempts && !string.Equals(listed, Listing(paths), StringComparison.Ordinal))
            {
                // The new files may be whole.
            }
            catch
            {
                reader.Dispose();
                throw;
            }

            reader.Dispose();
        }
    }

    /// <summary>Whether the final tables contain all stored runs and only runs of the definition. Findings are made together with final tables.</summary>
    public bool IsComplete => _final is not null && _journals.Count == 0 && (_areTablesOfPlan ??= AreTablesOfPlan());

    /// <summary>The number of runs that the definition in the folder has. Null if it is not known; then all stored runs are returned.</summary>
    public int? Planned => _plan?.Count;

    /// <summary>Whether runs of several definitions may be stored together. Final tables always belong to one definition.</summary>
    public bool MayBeMixed => _journals.Count > 0;

    /// <summary>The reason why the final tables cannot be used; null if they can, or if there are none.</summary>
    public string? Unusable { get; private set; }

    /// <summary>The number of runs in the final tables, whichever definition they are of, if these are all that is stored and the table of runs is undamaged; null otherwise.</summary>
    public long? CountOfTablesOnly => TablesOnly is { } tables && tables.HasIntactRuns ? tables.RowCount : null;

    /// <summary>The number of stored runs.</summary>
    public int Count => CountsOfPlan() is var (completed, diverged, failed) ? completed + diverged + failed : 0;

    /// <summary>The number of stored runs that the definition in the folder does not have.</summary>
    public int Others => _plan is null || IsComplete ? 0 : Order.Count(run => !IsOfPlan(run));

    /// <summary>Sets the runs that the definition in the folder has, if no file in the folder lists them.</summary>
    public void Stand(StandingPlan plan) => (_plan, _areTablesOfPlan) = (plan, null);

    /// <summary>The numbers of stored runs by how they ended.</summary>
    /// <exception cref="StorageException">A file was damaged or changed meanwhile.</exception>
    public StoredStatus Status()
    {
        var (completed, diverged, failed) = CountsOfPlan();
        return new(completed, diverged, failed, _damaged, IsComplete, FolderLocks.Holder(_paths)) { Others = Others };
    }

    /// <summary>The columns of all handlers' tables; none if nothing is stored.</summary>
    /// <exception cref="StorageException">A file was damaged or changed meanwhile.</exception>
    public IEnumerable<string> StatisticColumns()
    {
        var schemas = IsComplete ? ((StoredTables)_readers[_final!.Value]).Statistics
            : Order.Where(IsOfPlan).Select(run => (ulong?)run).FirstOrDefault() is not { } first ? []
            : Reading(() => _readers.Load(first, Index.Find(first)!.Value)).Tables.Select(table => table.Schema);
        return schemas.SelectMany(schema => schema.Columns).Select(column => column.Name);
    }

    /// <summary>The outcomes of all runs of the definition in the folder, by cell.</summary>
    /// <exception cref="StorageException">A file was damaged or changed meanwhile.</exception>
    public IEnumerable<RunOutcome> Outcomes() => OutcomesOf(IsOfPlan);

    /// <summary>The ids of all runs of the definition in the folder, by cell.</summary>
    /// <exception cref="StorageException">A file was damaged or changed meanwhile.</exception>
    public IEnumerable<string> RunIds() => IsOfTables ? ByCell(IsOfPlan).Select(RunId.Format) : Outcomes().Select(outcome => outcome.Run);

    /// <summary>Every stored run of any definition: how it ended, and the handlers whose rows are stored with it.</summary>
    internal IEnumerable<(ulong Run, RunStatus Status, IReadOnlyList<HandlerKey> Handlers)> Stored()
    {
        foreach (var run in Order)
        {
            var entry = Index.Find(run)!.Value;
            yield return (run, entry.Status, entry.Source == _final ? ((StoredTables)_readers[entry.Source]).Handlers : Outcome(run).Handlers);
        }
    }

    /// <summary>Whether all stored runs are in final tables. Runs are then read one by one when they are needed.</summary>
    private bool IsOfTables => _journals.Count == 0;

    private IEnumerable<RunOutcome> OutcomesOf(Predicate<ulong>? which) => IsOfTables
        ? ByCell(which).Select(Outcome)
        : Order.Where(run => which?.Invoke(run) != false).Select(Outcome).OrderBy(outcome => outcome.Cell);

    private RunOutcome Outcome(ulong run) => Placed(Reading(() => _readers.LoadOutcome(run, Index.Find(run)!.Value)));

    private IEnumerable<ulong> ByCell(Predicate<ulong>? which)
    {
        if (Order.Count == 0)
            return [];
        var runs = new List<ulong>(Order.Count);
        var cells = new List<int>(Order.Count);
        for (var i = 0; i < Order.Count; i++)
        {
            if (which?.Invoke(Order[i]) == false)
                continue;
            runs.Add(Order[i]);
            cells.Add(_plan?.CellOf(Order[i]) ?? _cells[i]);
        }

        for (var i = 1; i < cells.Count; i++)
            if (cells[i] < cells[i - 1])
                return runs.Index().OrderBy(run => cells[run.Index]).Select(run => run.Item);
        return runs;
    }

    private bool IsOfPlan(ulong run) => _plan?.Has(run) ?? true;

    /// <summary>The outcome with the number that its cell has now.</summary>
    private RunOutcome Placed(RunOutcome outcome) => _plan?.CellOf(RunId.Parse(outcome.Run)) is { } cell && cell != outcome.Cell ? outcome with { Cell = cell } : outcome;

    /// <summary>Rows as <c>runs.parquet</c> has them, for summaries: of the final table alone if the sweep is complete. Rows of an earlier version are restated.</summary>
    /// <param name="columns">Which columns; null for all.</param>
    /// <param name="measures">Measures that the definition adds: computed here of the stored series where the tables do not have them yet.</param>
    public TableData Runs(IReadOnlyList<string>? columns = null, IReadOnlyList<DefinedMeasure>? measures = null) => Runs(columns, measures ?? [], s_none, null);

    /// <summary>The rows and columns of <see cref="Runs(IReadOnlyList{string}?, IReadOnlyList{DefinedMeasure}?)"/> that a summary needs, and its findings: only their kinds, unless the request names the column.</summary>
    public TableData RunsFor(SummaryRequest request) => Runs(SummaryTable.ColumnsFor(Parameters, request), request.Measures, SummaryTable.NeededIfVaried(Parameters, request), SummaryTable.KeptOfTexts(request));

    private TableData Runs(IReadOnlyList<string>? columns, IReadOnlyList<DefinedMeasure> measures, IReadOnlySet<string> mayLeaveOut, IReadOnlyDictionary<string, Func<string, string>>? restated)
    {
        if (IsComplete && (StoredTables)_readers[_final!.Value] is { HasRowsOfToday: true } final
            && (measures.Count == 0 || string.Equals(final.Measures, DefinedMeasure.Signatures(measures), StringComparison.Ordinal)))
            return RunsFile.Read(_paths.Current("runs"), Parameters, columns, mayLeaveOut, restated);
        var rows = new TableData(RunsTable.SchemaOf(Parameters, measures));
        foreach (var outcome in Outcomes())
            RunsTable.Append(rows, outcome.Cell, outcome.Parameters, measures.Count == 0 ? outcome : Measured(outcome, measures), measures);
        return rows;
    }

    private RunOutcome Measured(RunOutcome outcome, IReadOnlyList<DefinedMeasure> measures)
    {
        var record = Load(outcome.Run);
        var tables = record.Tables.Select((rows, i) => new MeasuredTable(record.Outcome.Handlers[i].Name, rows, null));
        return outcome with { Statistics = RunStatistics.Added(new MeasuredRun(outcome, record.Losses, [.. tables]), measures) };
    }

    /// <summary>Finds the id of a run.</summary>
    /// <param name="text">The id, a unique beginning of the id that contains a letter, or the number of the cell. Digits alone are never the beginning of an id, since that would find another run if the cell does not exist.</param>
    /// <exception cref="ArgumentException">No run or more than one run fits.</exception>
    /// <exception cref="StorageException">No readable run fits, and stored files are damaged.</exception>
    public string Find(string text)
    {
        if (RunId.IsValid(text) && Locate(RunId.Parse(text)) is not null)
            return text;
        var shown = Texts.Plain(text);
        var isNumber = text.Length > 0 && text.All(char.IsAsciiDigit);
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var cell) && OfCell(cell) is { } found)
            return RunId.Format(found);
        var matches = Beginning(text);
        if (matches.Length == 0 && !isNumber && _kept.Runs.Count > 0)
            matches = Beginning(text);
        return matches.Length switch
        {
            1 when !isNumber => matches[0],
            0 when _damaged > 0 => throw new StorageException($"There is no run '{shown}' in what can be read of '{_paths.Folder}': stored files are damaged. 'sweeps run' trains again what is lost."),
            0 when isNumber => throw new ArgumentException($"There is no run of a cell {shown}.", nameof(text)),
            0 => throw new ArgumentException($"There is no run '{shown}': the beginning of an id or the number of a cell is allowed.", nameof(text)),
            _ when isNumber => throw new ArgumentException($"There is no run of a cell {shown}. The id {matches[0]}{(matches.Length > 1 ? ", for one," : "")} begins so: digits alone are the number of a cell, so write the id up to a letter at least.", nameof(text)),
            _ => throw new ArgumentException($"'{shown}' is the beginning of several runs: {string.Join(", ", matches.Take(3))}{(matches.Length > 3 ? ", …" : "")}.", nameof(text)),
        };
    }

    /// <summary>Reads everything that is stored of a run.</summary>
    /// <param name="run">Its whole id.</param>
    /// <exception cref="StorageException">The run is damaged or cannot be read.</exception>
    public RunRecord Load(string run)
    {
        var record = Reading(() => WithPlaces(_readers.Load(RunId.Parse(run), Located(run))));
        return record with { Outcome = Placed(record.Outcome) };
    }

    /// <summary>Reads a run's row alone: its figures, without losses and statistics.</summary>
    /// <param name="run">Its whole id.</param>
    /// <exception cref="StorageException">The row is damaged or cannot be read.</exception>
    public RunOutcome Outcome(string run) => Placed(Reading(() => _readers.LoadOutcome(RunId.Parse(run), Located(run))));

    /// <summary>Reads only a run's losses, one per step done.</summary>
    /// <param name="run">Its whole id.</param>
    /// <exception cref="StorageException">The losses are damaged or cannot be read.</exception>
    public ReadOnlyMemory<float> Losses(string run) => Reading(() => _readers.LoadLosses(Located(run)));

    /// <summary>A final table to be read without conversion: <c>losses</c> or a handler's table. Null if the results are not complete, have the layout of an earlier version, or have no such table.</summary>
    internal StoredTable? FinalTable(string name) =>
        IsComplete && (StoredTables)_readers[_final!.Value] is { HasRowsOfToday: true } tables ? tables.Find(name) : null;

    /// <summary>The final tables if nothing else is stored of the sweep; null otherwise.</summary>
    internal StoredTables? TablesOnly => _final is { } final && IsOfTables ? (StoredTables)_readers[final] : null;

    /// <summary>Closes the files.</summary>
    public void Dispose() => _readers.Dispose();

    /// <summary>The place of each stored run. The index is made when something besides the final tables is needed.</summary>
    private RunIndex Index => _isLookedUp ? _lookedUp : LookUp();

    private List<ulong> Order => Index.Count == 0 ? [] : _order;

    /// <summary>Opens all files that may be read later, since they may be renamed or deleted. Journals are opened first, so that runs that move from them to the tables are seen at least once.</summary>
    private void OpenFiles()
    {
        foreach (var journal in Housekeeping.JournalsIn(_paths))
            _journals.Add(Opened(new JournalReader(journal, Parameters)));
        if (StoredTables.Open(_paths, Parameters, why => Damaged(Unusable = why)) is { } tables)
            _final = Opened(tables);
        _plan = StandingPlan.Read(_paths);
    }

    private bool AreTablesOfPlan()
    {
        if (_plan is null)
            return true;
        var tables = (StoredTables)_readers[_final!.Value];
        if (!AreAllLookedUp(tables))
            return tables.AreOf(_plan);
        for (var i = 0; i < _order.Count; i++)
            if (_plan.CellOf(_order[i]) != _cells[i])
                return false;
        return true;
    }

    /// <summary>Whether every row of the tables was read, and is of a run of its own.</summary>
    private bool AreAllLookedUp(StoredTables tables) => _isLookedUp && _damaged == 0 && _order.Count == tables.RowCount;

    private (int Completed, int Diverged, int Failed) CountsOfPlan()
    {
        var index = Index;
        var areAllOfPlan = IsComplete && AreAllLookedUp((StoredTables)_readers[_final!.Value]);
        return index.Counts(areAllOfPlan ? null : IsOfPlan);
    }

    private ulong? OfCell(int cell) => _plan is not null
        ? _plan.RunOf(cell) is { } run && Index.Find(run) is not null ? run : null
        : Outcomes().FirstOrDefault(outcome => outcome.Cell == cell) is { } found ? RunId.Parse(found.Run) : null;

    private string[] Beginning(string text) =>
        [.. Order.Concat(_kept.Order).Select(RunId.Format).Where(run => text.Length > 0 && run.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(4)];

    private IndexEntry Located(string run) => Locate(RunId.Parse(run)) ?? throw new ArgumentException($"There is no run {run}.", nameof(run));

    /// <summary>The place of a stored run, including runs of earlier definitions; null if the run is not stored.</summary>
    private IndexEntry? Locate(ulong run) => Index.Find(run) ?? _kept.Runs.Find(run);

    /// <returns>The number of the source. The readers dispose of it.</returns>
    private int Opened(RunSource source)
    {
        var number = _sources.Add(() => source);
        _ = _readers[number];
        return number;
    }

    /// <summary>The state of the folder that a commit changes.</summary>
    private static string Listing(SweepPaths paths)
    {
        var runs = FileFailure.Guard("Cannot read", paths.Runs, () => File.GetLastWriteTimeUtc(paths.Runs).Ticks);
        return string.Join('\n', [.. Housekeeping.JournalsIn(paths), .. Folders.Files(paths.Next), $"{FileProbe.IsThere(paths.CommitMarker)} {runs}"]);
    }

    private RunIndex LookUp()
    {
        _isLookedUp = true;
        if (_final is { } final)
        {
            var tables = (StoredTables)_readers[final];
            _lookedUp.Expect(tables.RowCount);
            foreach (var run in tables.Runs(Damaged))
            {
                if (!_lookedUp.Offer(run, final))
                    continue;
                _order.Add(run.Run);
                _cells.Add(run.Cell);
            }
        }

        foreach (var source in _journals)
        {
            var journal = (JournalReader)_readers[source];
            var content = journal.Scan(checkBodies: true, entry => Offer(entry.Outcome, source, entry.Offset));
            if (content.IsDamaged)
                Damaged($"'{journal.Path}' is damaged in {content.DamagedFrames} places.", content.DamagedFrames);
        }

        return _lookedUp;
    }

    private void Offer(RunOutcome outcome, int source, long place)
    {
        var id = RunId.Parse(outcome.Run);
        if (_lookedUp.Find(id) is null)
            _order.Add(id);
        _lookedUp.Offer(outcome, source, place);
    }

    private void Damaged(string note) => Damaged(note, 1);

    private void Damaged(string note, int places)
    {
        _damaged += places;
        _notes.Add(note);
    }

    /// <summary>Checks that a record has the leading columns of handlers' tables, since another version or another program may have written the journal.</summary>
    private static RunRecord WithPlaces(RunRecord record)
    {
        var place = TableLayout.HandlerPlace.Columns;
        for (var i = 0; i < record.Tables.Count; i++)
            if (!record.Tables[i].Schema.Columns.Take(place.Count).SequenceEqual(place) && !TableLayout.IsEvaluations(record.Tables[i].Schema.Columns))
                throw new InvalidDataException($"The rows of the handler '{record.Outcome.Handlers[i].Name}' of the run {record.Outcome.Run} have other columns than this program's.");
        return record;
    }

    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new StorageException(e.Message, e);
        }
    }
}
