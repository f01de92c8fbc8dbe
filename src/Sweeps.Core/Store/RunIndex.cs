using System.Runtime.InteropServices;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>The place where a run is stored.</summary>
/// <param name="Source">The number of the source.</param>
/// <param name="Place">The place in the source.</param>
internal readonly record struct IndexEntry(int Source, long Place, RunStatus Status, long CommittedTicks);

/// <summary>An index of the stored runs, with about fifty bytes per run. Thread-safe.</summary>
/// <param name="wanted">The signatures of the handlers whose rows a run must have to count as done.</param>
internal sealed class RunIndex(IReadOnlySet<string> wanted)
{
    // A file may claim any number.
    private const int MostExpected = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, IndexEntry> _entries = [];
    private readonly BestRuns _best = new();

    /// <summary>The best run that was offered; null if none trained.</summary>
    public BestRun? Best => _best.Best;

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Whether a stored run has the rows of all wanted handlers.</summary>
    public bool IsSuitable(RunOutcome outcome) => HasAllWanted(outcome.Handlers);

    /// <summary>Whether a list of handlers contains all wanted handlers.</summary>
    public bool HasAllWanted(IReadOnlyList<HandlerKey> handlers)
    {
        foreach (var signature in wanted)
            if (!HasSignature(handlers, signature))
                return false;
        return true;
    }

    /// <summary>Takes a stored run into account. If a run is offered several times, one that did not fail is preferred to one that failed; otherwise the first one is kept, but of failed ones the latest.</summary>
    public void Offer(RunOutcome outcome, int source, long place)
    {
        _best.Offer(outcome);
        Offer(RunId.Parse(outcome.Run), new IndexEntry(source, place, outcome.Status, outcome.Timings.CommittedTicks));
    }

    /// <summary>Takes a run in final tables into account, but not for <see cref="Best"/>.</summary>
    /// <returns>Whether the run was not known before.</returns>
    public bool Offer(StoredRun run, int source) => Offer(run.Run, new IndexEntry(source, run.Place, run.Status, run.CommittedTicks));

    /// <summary>Takes a stored run into account for <see cref="Best"/> only.</summary>
    public void OfferBest(RunOutcome outcome) => _best.Offer(outcome);

    /// <summary>Makes room for a number of runs, so that the index need not be copied as it grows.</summary>
    public void Expect(long runs)
    {
        lock (_gate)
            _entries.EnsureCapacity((int)Math.Min(runs, MostExpected));
    }

    private bool Offer(ulong id, IndexEntry entry)
    {
        lock (_gate)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, id, out var isKnown);
            if (!isKnown
                || (known.Status == RunStatus.Failed && (entry.Status != RunStatus.Failed || entry.CommittedTicks >= known.CommittedTicks)))
                known = entry;
            return !isKnown;
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

    /// <summary>The number of stored runs with each status.</summary>
    /// <param name="which">Selects the runs to count; null for all.</param>
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
