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

    /// <summary>The signatures of the handlers whose rows the final tables will have.</summary>
    public IReadOnlySet<string> Wanted { get; }

    /// <summary>The number of the final tables among the sources, or null if there are none.</summary>
    public int? FinalSource { get; private set; }

    /// <summary>The journals of the sweep, including that of this execution.</summary>
    public List<string> Journals { get; } = [];

    /// <summary>Stored runs that the plan does not have, or that lack wanted rows. They are kept.</summary>
    public List<(ulong Run, int Source, long Place)> Leftovers { get; } = [];

    /// <summary>The number of the journal of kept runs among the sources, or null if there is none.</summary>
    public int? KeptSource { get; private set; }

    /// <summary>The number of runs in the journal of kept runs.</summary>
    public int KeptCount { get; private set; }

    /// <summary>The length of the journal of this execution in bytes.</summary>
    public long JournalLength => _journal?.Length ?? 0;

    /// <summary>Locks the folder, completes or deletes the unfinished work of an earlier execution, moves damaged files aside, and indexes the stored runs.</summary>
    /// <exception cref="StorageException">Another process has locked the folder, another version of sweeps wrote its tables, or it cannot be read or written.</exception>
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
            // A process that held the lock may have left files.
            PathGuard.CheckContents(paths);
            if (request.Shard is null)
            {
                FinalCommit.Recover(paths, request.Note);
                new Housekeeping(paths, request.Parameters, request.Session, request.Note).Run();
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

    /// <summary>Writes a run, which is durable after the next <see cref="Sync"/>. Thread-safe.</summary>
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

    /// <summary>Checks that the folder is still locked by this process.</summary>
    /// <exception cref="StorageException">Another process has taken the lock over.</exception>
    public void CheckLock() => _lock.Check();

    public void Dispose()
    {
        _journal?.Dispose();
        // Processes that train other shares may be about to write there.
        if (_request.Shard is null)
        {
            Folders.RemoveIfEmpty(Paths.States);
            Folders.RemoveIfEmpty(Paths.Parts);
        }

        _lock.Dispose();
        Folders.RemoveIfEmpty(Paths.Folder);
    }

    /// <summary>Closes the journal of this execution. Another one is created for later runs.</summary>
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
            _journalSource = Sources.Add(() => new JournalReader(path, _request.Parameters));
            return _journal;
        }
    }

    public void CreateParts() => Folders.Create(Paths.Parts);

    private void LookUp()
    {
        // With an exclusive lock, housekeeping has already reported problems with the tables.
        if (StoredTables.Open(Paths, _request.Parameters, _request.Shard is null ? _ => { } : _request.Note) is { } tables)
        {
            using (tables)
            {
                var source = Sources.Add(() => StoredTables.Open(Paths, _request.Parameters, _request.Note) ?? throw new StorageException($"The tables in '{Paths.Folder}' were changed meanwhile."));
                FinalSource = source;
                if (_request.SaveModels)
                {
                    // The checksum of a run's weights is stored with its figures.
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
        var source = Sources.Add(() => new JournalReader(journal, _request.Parameters));
        // With an exclusive lock, housekeeping has already checked the series.
        var content = new JournalScan(journal, _request.Parameters).Read(checkBodies: _request.Shard is not null, entry => Offer(entry.Outcome, source, entry.Offset));
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

        if (StoredTables.Open(other, _request.Parameters, Note) is not { } tables)
        {
            if (!isTold)
                _request.Note($"Nothing is taken over from '{other.Folder}': it has no final tables yet, and only those are read. 'sweeps merge' makes them from the stored runs.");
            return;
        }

        using (tables)
        {
            if (TablesCheck.Check(other, tables) is { Count: > 0 } problems)
            {
                _request.Note($"Nothing is taken over from '{other.Folder}': {problems[0].Problem}");
                return;
            }

            var source = Sources.Add(() => StoredTables.Open(other, _request.Parameters, _request.Note) ?? throw new InvalidDataException($"The tables in '{other.Folder}' were changed meanwhile."));
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
        Index.Expect(tables.RowCount);
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
            // Additional rows, such as those of a handler that was removed, are kept.
            if (outcome.Status != RunStatus.Failed && outcome.Handlers.Count > _request.Handlers.Count)
                Leftovers.Add((id, source, place));
        }
        else if (outcome.Status != RunStatus.Failed)
        {
            Leftovers.Add((id, source, place));
        }
    }
}
