using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Store;

/// <summary>The stored runs of earlier definitions. The file with them is read when the first of them is asked for. Not thread-safe.</summary>
/// <param name="open">Opens a file of runs, and returns the number of the source.</param>
internal sealed class KeptRunIndex(SweepPaths paths, ParameterSet parameters, Func<RunSource, int> open)
{
    private readonly List<ulong> _order = [];
    private RunIndex? _runs;

    /// <summary>The ids of those that have been read, in the order of the file.</summary>
    public IReadOnlyList<ulong> Order => _order;

    /// <summary>The place of each.</summary>
    /// <exception cref="StorageException">The file cannot be read.</exception>
    public RunIndex Runs
    {
        get
        {
            if (_runs is not null)
                return _runs;
            _runs = new RunIndex(new HashSet<string>(StringComparer.Ordinal));
            if (!FileProbe.IsThere(paths.KeptJournal))
                return _runs;
            var kept = new JournalReader(paths.KeptJournal, parameters);
            var source = open(kept);
            kept.Scan(checkBodies: false, entry =>
            {
                _order.Add(RunId.Parse(entry.Outcome.Run));
                _runs.Offer(entry.Outcome, source, entry.Offset);
            });
            return _runs;
        }
    }
}
