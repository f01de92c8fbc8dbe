using Sweeps.Core.Plans;

namespace Sweeps.Core.Running;

/// <summary>The options for executing a sweep. No option changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>The number of runs trained at once. <value>Default: the processors that the process may use.</value></summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The greatest number of runs to train before the tables are written; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The share of the cells to train, without writing final tables, which a merge does; null for all cells.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether to move earlier results aside first.</summary>
    public bool Fresh { get; init; }

    /// <summary>Whether to train failed runs again. Diverged runs are results and are not trained again.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>The memory in bytes that the process may use, which limits the number of runs trained at once; null for no limit.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>Whether to wait for other processes that use the folder, instead of failing.</summary>
    public bool Waits { get; init; }

    /// <summary>Selects the cells to train; null for all. The tables also contain other cells that are done.</summary>
    public Predicate<PlannedCell>? Select { get; init; }

    /// <summary>The folders of other sweeps whose runs may be reused instead of trained.</summary>
    public IReadOnlyList<string> Reuse { get; init; } = [];

    /// <summary>The command line of this execution, for <c>provenance.json</c>. <value>Default: empty.</value></summary>
    public string CommandLine { get; init; } = "";

    /// <summary>The interval at which a long run saves its state. <value>Default 3 minutes.</value></summary>
    public TimeSpan SaveStateEvery { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The training time from which on a run saves its state when it is stopped. <value>Default 5 seconds.</value></summary>
    public TimeSpan SaveStateOnStopAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest time until a finished run is made durable. <value>Default 200 ms.</value></summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The time until the first preliminary tables are written to <c>parts/</c> while the sweep runs. Writing later ones takes at most a hundredth of the time. <value>Default 5 s.</value></summary>
    public TimeSpan FirstView { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The interval at which a run reports its progress. <value>Default 250 ms.</value></summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromMilliseconds(250);
}

/// <summary>A share of a sweep's cells, dealt by expected cost. Every task that deals the same cells gets the same shares.</summary>
/// <param name="Index">The number of the share, from 1.</param>
/// <param name="Count">The number of shares.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Reads <c>I/N</c>.</summary>
    /// <exception cref="FormatException">The text has another form, or I is not in 1…N.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count
            ? new Shard(index, count)
            : throw new FormatException($"'{text}' is no share: I/N with I from 1 to N is allowed, for example 1/4.");
    }
}
