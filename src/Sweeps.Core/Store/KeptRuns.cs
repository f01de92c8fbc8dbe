using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>Runs that are stored and that the plan does not have, or has with other handlers: kept in one journal, so that nothing is trained twice.</summary>
internal static class KeptRuns
{
    /// <summary>The leftovers worth keeping.</summary>
    public static IReadOnlyList<(ulong Run, int Source, long Place)> Choose(SweepStore store, RunReaders readers)
    {
        var chosen = new List<(ulong Run, int Source, long Place)>();
        foreach (var run in store.Leftovers.GroupBy(leftover => leftover.Run))
        {
            var known = new List<IReadOnlySet<string>>();
            if (store.Index.Find(run.Key) is { } current && current.Status != RunStatus.Failed)
                known.Add(store.Wanted);
            // The richest first: what a richer record also has need not be kept.
            foreach (var (leftover, signatures) in run
                .Select(leftover => (leftover, Signatures(readers[leftover.Source].LoadOutcome(leftover.Place))))
                .OrderByDescending(pair => pair.Item2.Count))
            {
                if (known.Exists(richer => richer.IsSupersetOf(signatures)))
                    continue;
                known.Add(signatures);
                chosen.Add(leftover);
            }
        }

        return chosen;
    }

    /// <summary>Whether the journal of kept runs already holds exactly these.</summary>
    public static bool IsCurrent(SweepStore store, IReadOnlyList<(ulong Run, int Source, long Place)> kept)
    {
        if (store.KeptSource is not { } source || kept.Any(run => run.Source != source))
            return false;
        return kept.Count == store.KeptCount;
    }

    public static void Write(string path, RunReaders readers, IReadOnlyList<(ulong Run, int Source, long Place)> kept)
    {
        using var journal = Journal.Create(path);
        foreach (var (_, source, place) in kept)
        {
            try
            {
                if (readers[source] is JournalReader from)
                    journal.Append(from.ReadFrame(place));
                else
                    journal.Append(readers[source].Load(place));
            }
            catch (InvalidDataException)
            {
                // Damaged since it was looked up, and nobody asks for it.
            }
        }

        journal.Sync();
    }

    private static HashSet<string> Signatures(RunOutcome outcome) =>
        outcome.Handlers.Select(handler => handler.Signature).ToHashSet(StringComparer.Ordinal);
}
