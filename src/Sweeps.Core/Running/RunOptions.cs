using Sweeps.Core.Plans;

namespace Sweeps.Core.Running;

/// <summary>How a sweep is executed. Nothing of it changes a result.</summary>
public sealed record RunOptions
{
    /// <summary>Runs trained at once. <value>Default: the processors that the process may use.</value></summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Train at most so many runs, then write the tables of what there is; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Train this share of the cells alone and leave the tables to a merge; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Move earlier results aside first.</summary>
    public bool Fresh { get; init; }

    /// <summary>Train failed runs again. Diverged ones are results and are not.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>Bytes of memory that the process may use: as many runs are trained at once as fit; null for no limit.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>Wait for other processes that use the folder, instead of giving up.</summary>
    public bool Waits { get; init; }

    /// <summary>Train only the cells it accepts; the tables keep the others that are done. Null for all.</summary>
    public Predicate<PlannedCell>? Select { get; init; }

    /// <summary>Folders of other sweeps whose runs may be taken over instead of trained.</summary>
    public IReadOnlyList<string> Reuse { get; init; } = [];

    /// <summary>How this execution was begun, for <c>provenance.json</c>. <value>Default: nothing.</value></summary>
    public string CommandLine { get; init; } = "";

    /// <summary>How often a long run saves its state. <value>Default 3 minutes.</value></summary>
    public TimeSpan SaveStateEvery { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A stopped run that has trained at least so long saves its state. <value>Default 5 seconds.</value></summary>
    public TimeSpan SaveStateOnStopAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Finished runs are made durable at most so much later. <value>Default 200 ms.</value></summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>When <c>parts/</c> gets its first Parquet tables to look at while the sweep runs; later ones take at most a hundredth of the time. <value>Default 5 s.</value></summary>
    public TimeSpan FirstView { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a run under way reports its progress. <value>Default 250 ms.</value></summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromMilliseconds(250);
}

/// <summary>A share of a sweep's cells, dealt by expected cost; the same for every task that deals the same cells.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Count">How many shares there are.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Reads <c>I/N</c>.</summary>
    /// <exception cref="FormatException">It is not that, or I is not in 1…N.</exception>
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
