namespace Sweeps.Core.Running;

/// <summary>Passes events on, one at a time.</summary>
internal sealed class EventSink(IProgress<SweepEvent> progress, TimeProvider time)
{
    private readonly Lock _gate = new();

    public void Send(Func<DateTimeOffset, SweepEvent> happened)
    {
        lock (_gate)
            progress.Report(happened(time.GetUtcNow()));
    }

    public void Note(string message) => Send(now => new StorageNoted(now, message));
}

/// <summary>A receiver that ignores all events.</summary>
internal sealed class NoProgress : IProgress<SweepEvent>
{
    public static NoProgress Instance { get; } = new();

    public void Report(SweepEvent value)
    {
        // Events are ignored.
    }
}
