using Sweeps.Core;
using Sweeps.Core.Store;

namespace Sweeps.Cli.Verbs;

/// <summary>What was stored of a sweep before an execution. Its files stay open, so that they can be read after they have been replaced.</summary>
internal sealed class RunsBefore : IDisposable
{
    private readonly Sweep _sweep;
    private readonly ResultsReader _reader;
    private readonly long? _atMost;
    private readonly int? _count;

    public RunsBefore(Sweep sweep, ResultsReader reader)
    {
        (_sweep, _reader) = (sweep, reader);
        // Which of the runs in the tables the sweep has takes as long to find as the execution, and mostly it has all of them.
        if ((_atMost = reader.CountOfTablesOnly) is null)
            _count = sweep.Status(reader).Done;
    }

    /// <summary>How many of the sweep's runs are stored no more.</summary>
    /// <param name="now">How many there are now.</param>
    public int Lost(int now) => now >= _atMost ? 0 : (_count ?? _sweep.CountIfComplete(_reader) ?? _sweep.Status(_reader).Done) - now;

    public void Dispose() => _reader.Dispose();
}
