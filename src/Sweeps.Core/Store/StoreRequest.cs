using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>What a store is opened for.</summary>
internal sealed record StoreRequest
{
    public required SweepPaths Paths { get; init; }

    /// <summary>The handlers whose rows a run must have to count as done, with their tables.</summary>
    public required IReadOnlyList<HandlerSpec> Handlers { get; init; }

    /// <summary>Whether a run belongs to the plan.</summary>
    public required Predicate<ulong> IsPlanned { get; init; }

    /// <summary>Whether a run counts as done only with its weights saved.</summary>
    public bool SaveModels { get; init; }

    /// <summary>Index and count of the share that is trained here while others train theirs; null to have the folder alone.</summary>
    public (int Index, int Count)? Shard { get; init; }

    /// <summary>Whether to wait for others who work in the folder instead of giving up.</summary>
    public bool Waits { get; init; }

    /// <summary>Ends the waiting.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Folders of sweeps whose runs may be taken over.</summary>
    public IReadOnlyList<string> Reuse { get; init; } = [];

    /// <summary>Names this execution in file names: sorts by time, unique.</summary>
    public required string Session { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>Is told what a user should know.</summary>
    public required Action<string> Note { get; init; }
}
