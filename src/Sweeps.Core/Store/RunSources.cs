using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>The sources that an index refers to by number. Thread-safe; each reader opens its own copies.</summary>
internal sealed class RunSources
{
    private readonly Lock _gate = new();
    private readonly List<Func<RunSource>> _open = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    public int Add(Func<RunSource> open)
    {
        lock (_gate)
        {
            _open.Add(open);
            return _open.Count - 1;
        }
    }

    public RunSource Open(int source)
    {
        Func<RunSource> open;
        lock (_gate)
            open = _open[source];
        return open();
    }
}

/// <summary>The sources as one thread reads them. Each is opened when it is first needed.</summary>
internal sealed class RunReaders(RunSources sources) : IDisposable
{
    private readonly Dictionary<int, RunSource> _opened = [];

    public RunSource this[int source]
    {
        get
        {
            if (!_opened.TryGetValue(source, out var opened))
                _opened[source] = opened = sources.Open(source);
            return opened;
        }
    }

    /// <exception cref="InvalidDataException">It is damaged, or another run stands there by now.</exception>
    public RunRecord Load(ulong run, IndexEntry entry)
    {
        var source = this[entry.Source];
        var record = source.Load(entry.Place);
        Check(run, record.Outcome, source);
        return record;
    }

    public ReadOnlyMemory<float> LoadLosses(IndexEntry entry) => this[entry.Source].LoadLosses(entry.Place);

    /// <exception cref="InvalidDataException">It is damaged, or another run stands there by now.</exception>
    public RunOutcome LoadOutcome(ulong run, IndexEntry entry)
    {
        var source = this[entry.Source];
        var outcome = source.LoadOutcome(entry.Place);
        Check(run, outcome, source);
        return outcome;
    }

    public void Dispose()
    {
        foreach (var source in _opened.Values)
            source.Dispose();
    }

    // Tables of another sweep whose runs are reused may have been replaced after they were indexed.
    private static void Check(ulong run, RunOutcome found, RunSource source)
    {
        if (RunId.Parse(found.Run) != run)
            throw new InvalidDataException($"'{source.Path}' was changed meanwhile: it has the run {found.Run} in the place of {RunId.Format(run)}.");
    }
}
