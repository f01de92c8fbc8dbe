using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>Shows a sweep while it is executed. Disposing of it leaves the terminal as it was.</summary>
internal interface ISweepDisplay : IProgress<SweepEvent>, IDisposable;

/// <summary>Shows nothing.</summary>
internal sealed class NoDisplay : ISweepDisplay
{
    public void Report(SweepEvent value)
    {
        // Quiet.
    }

    public void Dispose()
    {
        // Nothing to restore.
    }
}

/// <summary>Shows events as lines of JSON.</summary>
internal sealed class JsonDisplay(TextWriter writer) : ISweepDisplay
{
    private readonly EventJson _events = new(writer);

    public void Report(SweepEvent value) => _events.Report(value);

    public void Dispose()
    {
        // Nothing to restore.
    }
}

/// <summary>Tells several observers, in order.</summary>
internal sealed class FanOut(params IReadOnlyList<IProgress<SweepEvent>> observers) : IProgress<SweepEvent>
{
    public void Report(SweepEvent value)
    {
        foreach (var observer in observers)
            observer.Report(value);
    }
}
