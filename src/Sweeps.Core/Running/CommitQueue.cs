using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;

namespace Sweeps.Core.Running;

/// <summary>Makes finished runs durable, many at once. Workers write runs and continue; one thread flushes several times a second and reports the runs that are durable.</summary>
internal sealed class CommitQueue : IDisposable
{
    private readonly SweepStore _store;
    private readonly TimeSpan _every;
    private readonly Action<RunOutcome> _durable;
    private readonly Action<Exception> _failed;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ManualResetEventSlim _hurry = new(initialState: false);
    private readonly Thread _thread;
    private List<RunOutcome> _pending = [];
    private volatile bool _closing;

    /// <param name="durable">Called for each run once it is durable, by one thread.</param>
    /// <param name="failed">Called if the disk reports an error. No more runs are made durable after that.</param>
    public CommitQueue(SweepStore store, TimeSpan every, Action<RunOutcome> durable, Action<Exception> failed)
    {
        _store = store;
        _every = every;
        _durable = durable;
        _failed = failed;
        _thread = new Thread(Work) { IsBackground = true, Name = "commit" };
        _thread.Start();
    }

    /// <summary>Writes a run without waiting until it is durable.</summary>
    /// <exception cref="StorageException">The run cannot be written.</exception>
    public void Add(RunRecord record)
    {
        _store.Append(record);
        lock (_gate)
            _pending.Add(record.Outcome);
        _wake.Set();
    }

    /// <summary>Makes all written runs durable and ends the thread.</summary>
    public void Dispose()
    {
        if (_closing)
            return;
        _closing = true;
        _hurry.Set();
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        _hurry.Dispose();
    }

    private void Work()
    {
        try
        {
            while (true)
            {
                _wake.WaitOne();
                if (!_closing)
                    _hurry.Wait(_every);
                if (!Flush() && _closing)
                    return;
                if (_closing)
                    _wake.Set();
            }
        }
        catch (Exception e)
        {
            _failed(e);
        }
    }

    private bool Flush()
    {
        List<RunOutcome> batch;
        lock (_gate)
        {
            batch = _pending;
            if (batch.Count == 0)
                return false;
            _pending = [];
        }

        _store.Sync();
        foreach (var outcome in batch)
            _durable(outcome);
        return true;
    }
}
