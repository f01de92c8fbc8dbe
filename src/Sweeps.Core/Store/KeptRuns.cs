using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>Stored runs that the plan does not have, or has with other handlers. They are kept in one journal, so that no run is trained twice.</summary>
internal static class KeptRuns
{
    /// <summary>The stored runs to keep.</summary>
    public static IReadOnlyList<(ulong Run, int Source, long Place)> Choose(SweepStore store, RunReaders readers)
    {
        var chosen = new List<(ulong Run, int Source, long Place)>();
        foreach (var run in store.Leftovers.GroupBy(leftover => leftover.Run))
        {
            var known = new List<IReadOnlySet<string>>();
            if (store.Index.Find(run.Key) is { } current && current.Status != RunStatus.Failed)
                known.Add(store.Wanted);
            // Records with the most handlers come first: a record whose handlers another record has, too, is not kept.
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

    /// <summary>Whether the journal of kept runs contains exactly these runs.</summary>
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
                // The record was damaged after it was found. The plan does not need it.
            }
        }

        journal.Sync();
    }

    private static HashSet<string> Signatures(RunOutcome outcome) =>
        outcome.Handlers.Select(handler => handler.Signature).ToHashSet(StringComparer.Ordinal);
}
