namespace Sweeps.Core.Results;

/// <summary>The places that an index refers to by number. Thread-safe; each reader opens them for itself.</summary>
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

/// <summary>One thread's view of all sources, each opened when it is first needed.</summary>
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

    public RunRecord Load(IndexEntry entry) => this[entry.Source].Load(entry.Place);

    public ReadOnlyMemory<float> LoadLosses(IndexEntry entry) => this[entry.Source].LoadLosses(entry.Place);

    public RunOutcome LoadOutcome(IndexEntry entry) => this[entry.Source].LoadOutcome(entry.Place);

    public void Dispose()
    {
        foreach (var source in _opened.Values)
            source.Dispose();
    }
}
