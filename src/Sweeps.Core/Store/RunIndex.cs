using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>Where a run is stored.</summary>
/// <param name="Source">Number of its source.</param>
/// <param name="Place">In the source.</param>
internal readonly record struct IndexEntry(int Source, long Place, RunStatus Status, long CommittedTicks);

/// <summary>Which runs are stored, and where: about fifty bytes each. Thread-safe.</summary>
/// <param name="wanted">Signatures of the handlers whose rows a run must have to count as done.</param>
internal sealed class RunIndex(IReadOnlySet<string> wanted)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, IndexEntry> _entries = [];
    private readonly BestRuns _best = new();

    /// <summary>The best run that was ever offered; null if none trained.</summary>
    public BestRun? Best => _best.Best;

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Whether a stored run has everything that is wanted.</summary>
    public bool IsSuitable(RunOutcome outcome) => HasAllWanted(outcome.Handlers);

    /// <summary>Whether runs that are stored with the rows of some handlers have everything that is wanted.</summary>
    public bool HasAllWanted(IReadOnlyList<HandlerKey> handlers)
    {
        foreach (var signature in wanted)
            if (!HasSignature(handlers, signature))
                return false;
        return true;
    }

    /// <summary>Takes a stored run into account: what is not failed wins over what is, then the earlier offer, but of failures the later one.</summary>
    public void Offer(RunOutcome outcome, int source, long place)
    {
        _best.Offer(outcome);
        Offer(RunId.Parse(outcome.Run), new IndexEntry(source, place, outcome.Status, outcome.Timings.CommittedTicks));
    }

    /// <summary>The same of a run in final tables; whether it is the best, nobody finds out.</summary>
    public void Offer(StoredRun run, int source) => Offer(run.Run, new IndexEntry(source, run.Place, run.Status, run.CommittedTicks));

    /// <summary>Takes a stored run into account for <see cref="Best"/> alone.</summary>
    public void OfferBest(RunOutcome outcome) => _best.Offer(outcome);

    private void Offer(ulong id, IndexEntry entry)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(id, out var known)
                || (known.Status == RunStatus.Failed && (entry.Status != RunStatus.Failed || entry.CommittedTicks >= known.CommittedTicks)))
                _entries[id] = entry;
        }
    }

    public IndexEntry? Find(ulong run)
    {
        lock (_gate)
            return _entries.TryGetValue(run, out var entry) ? entry : null;
    }

    public void Remove(ulong run)
    {
        lock (_gate)
            _entries.Remove(run);
    }

    /// <summary>How many are stored with each status.</summary>
    /// <param name="which">Which runs count; null for all.</param>
    public (int Completed, int Diverged, int Failed) Counts(Predicate<ulong>? which = null)
    {
        lock (_gate)
        {
            var counts = new int[3];
            foreach (var (run, entry) in _entries)
                if (which?.Invoke(run) != false)
                    counts[(int)entry.Status]++;
            return (counts[0], counts[1], counts[2]);
        }
    }

    private static bool HasSignature(IReadOnlyList<HandlerKey> handlers, string signature)
    {
        foreach (var handler in handlers)
            if (string.Equals(handler.Signature, signature, StringComparison.Ordinal))
                return true;
        return false;
    }
}
