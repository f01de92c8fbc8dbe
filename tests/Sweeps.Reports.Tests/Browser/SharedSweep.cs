namespace Sweeps.Reports.Tests.Browser;

/// <summary>A sweep that is trained once for all tests of a class, when the first of them asks for it.</summary>
public abstract class SharedSweep : IDisposable
{
    private readonly Lazy<TestSweep> _sweep;

    private protected SharedSweep(Func<TestSweep> train) => _sweep = new(train);

    internal TestSweep Sweep => _sweep.Value;

    public void Dispose()
    {
        if (_sweep.IsValueCreated)
            _sweep.Value.Dispose();
        GC.SuppressFinalize(this);
    }
}
