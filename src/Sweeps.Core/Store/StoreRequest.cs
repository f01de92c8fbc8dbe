using Sweeps.Core.Files;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Store;

/// <summary>The settings with which a store is opened.</summary>
internal sealed record StoreRequest
{
    public required SweepPaths Paths { get; init; }

    /// <summary>The parameters that runs have.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The handlers whose rows a run must have to count as done, with their tables.</summary>
    public required IReadOnlyList<HandlerSpec> Handlers { get; init; }

    /// <summary>Whether a run belongs to the plan.</summary>
    public required Predicate<ulong> IsPlanned { get; init; }

    /// <summary>Whether a run counts as done only if its weights are saved.</summary>
    public bool SaveModels { get; init; }

    /// <summary>The index and count of the share that this process trains while others train theirs; null for an exclusive lock.</summary>
    public (int Index, int Count)? Shard { get; init; }

    /// <summary>Whether to wait for other processes that work in the folder instead of failing.</summary>
    public bool Waits { get; init; }

    /// <summary>Cancels the waiting.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The folders of sweeps whose runs may be reused.</summary>
    public IReadOnlyList<string> Reuse { get; init; } = [];

    /// <summary>The name of this execution in file names. It is unique and sorts by time.</summary>
    public required string Session { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Called with messages for the user.</summary>
    public required Action<string> Note { get; init; }
}
