using System.Collections;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>The stored runs of one sweep, opened for writing.</summary>
internal sealed class SweepStore : IDisposable
{
    private readonly StoreRequest _request;
    private readonly SweepLock _lock;
    private readonly Lock _gate = new();
    private Journal? _journal;
    private int _journalSource;

    private SweepStore(StoreRequest request, SweepLock held)
    {
        _request = request;
        _lock = held;
        Wanted = request.Handlers.Select(handler => handler.Key.Signature).ToHashSet(StringComparer.Ordinal);
        Index = new RunIndex(Wanted);
        Models = new ModelFiles(request.Paths, request.Session);
    }

    public SweepPaths Paths => _request.Paths;

    public RunIndex Index { get; }

    public RunSources Sources { get; } = new();

    public ModelFiles Models { get; }

    /// <summary>Signatures of the handlers whose rows the final tables will have.</summary>
    public IReadOnlySet<string> Wanted { get; }

    /// <summary>Number of the final tables among the sources, or null if there are none.</summary>
    public int? FinalSource { get; private set; }

    /// <summary>Journals of the sweep, that of this execution included.</summary>
    public List<string> Journals { get; } = [];

    /// <summary>Stored runs that the plan does not have, or that lack what it wants: they are kept.</summary>
    public List<(ulong Run, int Source, long Place)> Leftovers { get; } = [];

    /// <summary>Number of the journal of kept runs among the sources, or null if there is none.</summary>
    public int? KeptSource { get; private set; }

    /// <summary>Runs in the journal of kept runs.</summary>
    public int KeptCount { get; private set; }

    /// <summary>Bytes that are in the journal of this execution.</summary>
    public long JournalLength => _journal?.Length ?? 0;

    /// <summary>Takes the folder, completes or throws away what an earlier execution left half done, moves damage aside, and looks up what is stored.</summary>
    /// <exception cref="StorageException">Somebody else has the folder, another version of sweeps wrote its tables, or it cannot be read or written.</exception>
    public static SweepStore Open(StoreRequest request)
    {
        var paths = request.Paths;
        PathGuard.CheckFolders(paths);
        ForeignTables.Refuse(paths, request.Handlers.Select(handler => handler.Key.Name));
        Folders.Create(paths.Folder);
        VolumeCheck.Check(paths);
        var owner = HostIdentity.Current(request.Session, request.Started);
        var held = request.Waits
            ? FolderLocks.AcquireInTurn(paths, request.Shard, owner, request.Note, request.Stop)
            : FolderLocks.Acquire(paths, request.Shard, owner, request.Note);
        var store = new SweepStore(request, held);
        try
        {
            // Whoever was waited for may have left something.
            PathGuard.CheckContents(paths);
            if (request.Shard is null)
            {
                FinalCommit.Recover(paths, request.Note);
                new Housekeeping(paths, request.Session, request.Note).Run();
            }

            store.LookUp();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Writes a run; it is durable after the next <see cref="Sync"/>. Thread-safe.</summary>
    public void Append(RunRecord record)
    {
        var journal = OpenJournal();
        var entry = journal.Append(record);
        Index.Offer(record.Outcome, _journalSource, entry.Offset);
    }

    /// <summary>Makes all runs appended before the call durable. Thread-safe.</summary>
    public void Sync()
    {
        if (_lock.IsLost)
            _lock.Check();
        _journal?.Sync();
    }

    /// <summary>Makes sure, by looking, that the folder is still held.</summary>
    /// <exception cref="StorageException">Another process has taken the folder over.</exception>
    public void CheckLock() => _lock.Check();

    public void Dispose()
    {
        _journal?.Dispose();
        // Those who work on other shares may be about to write there.
        if (_request.Shard is null)
        {
            Folders.RemoveIfEmpty(Paths.States);
            Folders.RemoveIfEmpty(Paths.Parts);
        }

        _lock.Dispose();
        Folders.RemoveIfEmpty(Paths.Folder);
    }

    /// <summary>Closes the journal of this execution; a later run opens another.</summary>
    public void CloseJournal()
    {
        lock (_gate)
        {
            _journal?.Dispose();
            _journal = null;
        }
    }

    private Journal OpenJournal()
    {
        lock (_gate)
        {
            if (_journal is not null)
                return _journal;
            CreateParts();
            var path = Paths.Journal(_request.Session + (Journals.Count == 0 ? "" : $"-{Journals.Count}"));
            _journal = Journal.Create(path);
            Folders.Sync(Paths.Parts);
            Journals.Add(path);
            _journalSource = Sources.Add(() => new JournalReader(path));
            return _journal;
        }
    }

    public void CreateParts() => Folders.Create(Paths.Parts);

    private void LookUp()
    {
        // Alone in the folder, housekeeping has just told what is wrong with them.
        if (StoredTables.Open(Paths, _request.Shard is null ? _ => { } : _request.Note) is { } tables)
        {
            using (tables)
            {
                var source = Sources.Add(() => StoredTables.Open(Paths, _request.Note) ?? throw new StorageException($"The tables in '{Paths.Folder}' were changed meanwhile."));
                FinalSource = source;
                if (_request.SaveModels)
                {
                    // Which weights belong to a run stands with its figures.
                    foreach (var (place, outcome) in tables.Outcomes(_request.Note))
                        Offer(outcome, source, place);
                }
                else
                {
                    Offer(tables, source);
                }
            }
        }

        foreach (var journal in Housekeeping.JournalsIn(Paths))
        {
            Journals.Add(journal);
            LookUp(journal);
        }

        if (FileProbe.IsThere(Paths.KeptJournal))
            (KeptSource, KeptCount) = LookUp(Paths.KeptJournal);
        foreach (var folder in _request.Reuse)
            LookUpElsewhere(SweepPaths.OfFolder(folder));
    }

    private (int Source, int Frames) LookUp(string journal)
    {
        var source = Sources.Add(() => new JournalReader(journal));
        // Alone in the folder, housekeeping has just checked the series.
        var content = new JournalScan(journal).Read(checkBodies: _request.Shard is not null, entry => Offer(entry.Outcome, source, entry.Offset));
        return (source, content.Frames);
    }

    private void LookUpElsewhere(SweepPaths other)
    {
        bool Takes(RunOutcome outcome) => outcome.Status != RunStatus.Failed
            && _request.IsPlanned(RunId.Parse(outcome.Run))
            && Index.IsSuitable(outcome)
            && Index.Find(RunId.Parse(outcome.Run)) is null
            && (!_request.SaveModels || (ModelFiles.IsWhole(other.Model(outcome.Run), outcome.WeightsSha256) && Copy(other, outcome.Run)));

        if (string.Equals(other.Folder, Paths.Folder, StringComparison.Ordinal))
            return;
        PathGuard.CheckContents(other);
        var isTold = false;
        void Note(string why)
        {
            isTold = true;
            _request.Note(why);
        }

        if (StoredTables.Open(other, Note) is not { } tables)
        {
            if (!isTold)
                _request.Note($"Nothing is taken over from '{other.Folder}': it has no final tables yet, and only those are read. 'sweeps merge' makes them of what is there.");
            return;
        }

        using (tables)
        {
            if (TablesCheck.Check(other, tables) is { Count: > 0 } problems)
            {
                _request.Note($"Nothing is taken over from '{other.Folder}': {problems[0].Problem}");
                return;
            }

            var source = Sources.Add(() => StoredTables.Open(other, _request.Note) ?? throw new InvalidDataException($"The tables in '{other.Folder}' were changed meanwhile."));
            foreach (var (place, outcome) in tables.Outcomes(_request.Note))
                if (Takes(outcome))
                    Index.Offer(outcome, source, place);
        }
    }

    private bool Copy(SweepPaths other, string run)
    {
        CreateParts();
        Models.Save(run, FileReading.Bytes(other.Model(run)));
        return true;
    }

    private void Offer(StoredTables tables, int source)
    {
        var isSuitable = Index.HasAllWanted(tables.Handlers);
        var hasMore = tables.Handlers.Count > _request.Handlers.Count;
        var offered = new BitArray(checked((int)tables.RowCount));
        foreach (var run in tables.Runs(_request.Note))
        {
            if (isSuitable && _request.IsPlanned(run.Run))
            {
                Index.Offer(run, source);
                offered[(int)run.Place] = true;
                if (run.Status != RunStatus.Failed && hasMore)
                    Leftovers.Add((run.Run, source, run.Place));
            }
            else if (run.Status != RunStatus.Failed)
            {
                Leftovers.Add((run.Run, source, run.Place));
            }
        }

        foreach (var outcome in tables.MaybeBest(place => offered[(int)place]))
            Index.OfferBest(outcome);
    }

    private void Offer(RunOutcome outcome, int source, long place)
    {
        var id = RunId.Parse(outcome.Run);
        if (_request.IsPlanned(id) && Index.IsSuitable(outcome) && (!_request.SaveModels || Models.Has(outcome)))
        {
            Index.Offer(outcome, source, place);
            // What it has beyond that, rows of a handler that was removed, is kept.
            if (outcome.Status != RunStatus.Failed && outcome.Handlers.Count > _request.Handlers.Count)
                Leftovers.Add((id, source, place));
        }
        else if (outcome.Status != RunStatus.Failed)
        {
            Leftovers.Add((id, source, place));
        }
    }
}
