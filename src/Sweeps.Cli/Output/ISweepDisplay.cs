using Sweeps.Core.Running;

namespace Sweeps.Cli.Output;

/// <summary>Shows a sweep while it is executed. Disposing of it leaves the terminal as it was.</summary>
internal interface ISweepDisplay : ISweepObserver, IDisposable;

/// <summary>Shows nothing.</summary>
internal sealed class NoDisplay : ISweepDisplay
{
    public void On(SweepEvent happened)
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

    public void On(SweepEvent happened) => _events.On(happened);

    public void Dispose()
    {
        // Nothing to restore.
    }
}

/// <summary>Tells several observers, in order.</summary>
internal sealed class FanOut(params IReadOnlyList<ISweepObserver> observers) : ISweepObserver
{
    public void On(SweepEvent happened)
    {
        foreach (var observer in observers)
            observer.On(happened);
    }
}
