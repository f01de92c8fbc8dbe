namespace Sweeps.Core.Running;

/// <summary>Hands events to an observer one at a time.</summary>
internal sealed class EventSink(ISweepObserver observer, TimeProvider time)
{
    private readonly Lock _gate = new();

    public void Send(Func<DateTimeOffset, SweepEvent> happened)
    {
        lock (_gate)
            observer.On(happened(time.GetUtcNow()));
    }

    public void Note(string message) => Send(now => new StorageNoted(now, message));
}
