using Sweeps.Core.Files;
using Sweeps.Parquet;

namespace Sweeps.Core.Results;

/// <summary>How many runs are stored, and how they ended.</summary>
/// <param name="Damaged">Places of stored files that are damaged; what they held has to be trained again.</param>
/// <param name="IsComplete">Whether everything stands in the final tables, with nothing in <c>parts/</c>.</param>
/// <param name="InUseBy">Who is working in the folder, or null.</param>
public sealed record StoredStatus(int Completed, int Diverged, int Failed, int Damaged, bool IsComplete, string? InUseBy)
{
    public int Done => Completed + Diverged + Failed;
}

/// <summary>Reads the results of a sweep, finished or under way. Changes nothing in the folder. Not thread-safe.</summary>
public sealed class ResultsReader : IDisposable
{
    private const int MaximumAttempts = 10;

    private readonly RunSources _sources = new();
    private readonly RunReaders _readers;
    private readonly RunIndex _lookedUp = new(new HashSet<string>(StringComparer.Ordinal));
    private readonly List<ulong> _order = [];
    private bool _isLookedUp;
    private readonly SweepPaths _paths;
    private int _damaged;
    private int? _final;
    private readonly List<int> _journals = [];

    private ResultsReader(SweepPaths paths)
    {
        _paths = paths;
        _readers = new RunReaders(_sources);
    }

    /// <summary>What is wrong with the stored files, for the user.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            _ = Index;
            return _notes;
        }
    }

    private readonly List<string> _notes = [];

    /// <exception cref="StorageException">There is no such folder, or it cannot be read.</exception>
    public static ResultsReader Open(SweepPaths paths)
    {
        if (!FileProbe.IsFolder(paths.Folder))
            throw new StorageException($"There is no folder '{paths.Folder}'.");
        for (var attempt = 1; ; attempt++)
        {
            // A commit meanwhile renames tables and removes journals that have just been listed: then look again.
            var listed = Listing(paths);
            var reader = new ResultsReader(paths);
            try
            {
                reader.OpenFiles();
                if (attempt == MaximumAttempts || string.Equals(listed, Listing(paths), StringComparison.Ordinal))
                    return reader;
            }
            catch (StorageException) when (attempt < MaximumAttempts && !string.Equals(listed, Listing(paths), StringComparison.Ordinal))
            {
                // What is there now may be whole.
            }
            catch
            {
                reader.Dispose();
                throw;
            }

            reader.Dispose();
        }
    }

    /// <summary>Whether everything stands in the final tables; findings are made with them.</summary>
    public bool IsComplete => _final is not null && _journals.Count == 0;

    /// <summary>Why the final tables that are there cannot be used at all; null if they can, or if there are none.</summary>
    public string? Unusable { get; private set; }

    /// <summary>Runs stored.</summary>
    public int Count => Index.Count;

    public StoredStatus Status()
    {
        var (completed, diverged, failed) = Index.Counts();
        return new(completed, diverged, failed, _damaged, IsComplete, FolderLocks.Holder(_paths));
    }

    /// <summary>The columns of all handlers' tables; none if nothing is stored.</summary>
    /// <exception cref="StorageException">A file was damaged or changed meanwhile.</exception>
    public IEnumerable<string> StatisticColumns()
    {
        var schemas = _final is { } final ? ((StoredTables)_readers[final]).Statistics
            : Index.Count == 0 ? []
            : Reading(() => _readers.Load(Order[0], Index.Find(Order[0])!.Value)).Tables.Select(table => table.Schema);
        return schemas.SelectMany(schema => schema.Columns).Select(column => column.Name);
    }

    /// <summary>All outcomes, by cell.</summary>
    /// <exception cref="StorageException">A file was damaged or changed meanwhile.</exception>
    public IEnumerable<RunOutcome> Outcomes() => Order
        .Select(run => Reading(() => _readers.LoadOutcome(run, Index.Find(run)!.Value)))
        .OrderBy(outcome => outcome.Cell);

    /// <summary>Rows as <c>runs.parquet</c> has them, for summaries: of the final table alone if the sweep is complete. Rows of an earlier version are restated.</summary>
    /// <param name="columns">Which columns; null for all.</param>
    public TableData Runs(IReadOnlyList<string>? columns = null)
    {
        if (IsComplete && ((StoredTables)_readers[_final!.Value]).HasLayoutOfToday)
            return RunsFile.Read(_paths.Current("runs"), columns);
        var rows = new TableData(RunsTable.Schema);
        foreach (var outcome in Outcomes())
            RunsTable.Append(rows, outcome.Cell, outcome.Parameters, outcome);
        return rows;
    }

    /// <summary>Finds a run.</summary>
    /// <param name="text">Its id, the unique beginning of an id that has a letter, or the number of its cell: digits alone are never taken for the beginning of an id, which would be some other run if there is no such cell.</param>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    /// <exception cref="StorageException">There is none in what can be read, and stored files are damaged.</exception>
    public string Find(string text)
    {
        if (RunId.IsValid(text) && Index.Find(RunId.Parse(text)) is not null)
            return text;
        var shown = Summaries.Texts.Plain(text);
        var isNumber = text.Length > 0 && text.All(char.IsAsciiDigit);
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var cell)
            && Outcomes().FirstOrDefault(outcome => outcome.Cell == cell) is { } found)
            return found.Run;
        var matches = Order.Select(RunId.Format).Where(run => text.Length > 0 && run.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(4).ToArray();
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

    /// <summary>Everything of a run.</summary>
    /// <param name="run">Its whole id.</param>
    /// <exception cref="StorageException">It is damaged or cannot be read.</exception>
    public RunRecord Load(string run) => Index.Find(RunId.Parse(run)) is { } entry
        ? Reading(() => _readers.Load(RunId.Parse(run), entry))
        : throw new ArgumentException($"There is no run {run}.", nameof(run));

    /// <summary>A run's losses alone, a loss per step done.</summary>
    /// <param name="run">Its whole id.</param>
    /// <exception cref="StorageException">They are damaged or cannot be read.</exception>
    public ReadOnlyMemory<float> Losses(string run) => Index.Find(RunId.Parse(run)) is { } entry
        ? Reading(() => _readers.LoadLosses(entry))
        : throw new ArgumentException($"There is no run {run}.", nameof(run));

    public void Dispose() => _readers.Dispose();

    /// <summary>Where each run is stored: found out when something but the final tables is asked for.</summary>
    private RunIndex Index
    {
        get
        {
            if (!_isLookedUp)
                LookUp();
            return _lookedUp;
        }
    }

    private List<ulong> Order => Index.Count == 0 ? [] : _order;

    /// <summary>Opens whatever may be read later, since it may lose its name meanwhile: first the journals, so that what moves from them to the tables is seen at least once.</summary>
    private void OpenFiles()
    {
        foreach (var journal in Housekeeping.JournalsIn(_paths))
            _journals.Add(Opened(new JournalReader(journal)));
        if (StoredTables.Open(_paths, why => Damaged(Unusable = why)) is { } tables)
            _final = Opened(tables);
    }

    /// <returns>Its number. The readers dispose of it.</returns>
    private int Opened(RunSource source)
    {
        var number = _sources.Add(() => source);
        _ = _readers[number];
        return number;
    }

    /// <summary>What a commit changes.</summary>
    private static string Listing(SweepPaths paths)
    {
        var runs = StorageException.Reading(paths.Runs, () => File.GetLastWriteTimeUtc(paths.Runs).Ticks);
        return string.Join('\n', [.. Housekeeping.JournalsIn(paths), .. Folders.Files(paths.Next), $"{FileProbe.IsThere(paths.CommitMarker)} {runs}"]);
    }

    private void LookUp()
    {
        _isLookedUp = true;
        if (_final is { } final)
            foreach (var (place, outcome) in ((StoredTables)_readers[final]).Outcomes(Damaged))
                Offer(outcome, final, place);
        foreach (var source in _journals)
        {
            var journal = (JournalReader)_readers[source];
            var content = journal.Scan(checkBodies: true, entry => Offer(entry.Outcome, source, entry.Offset));
            if (content.IsDamaged)
                Damaged($"'{journal.Path}' is damaged in {content.DamagedFrames} places.", content.DamagedFrames);
        }
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
