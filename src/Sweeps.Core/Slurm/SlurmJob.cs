using Sweeps.Core.Files;

namespace Sweeps.Core.Slurm;

/// <summary>A sweep as it is to be submitted.</summary>
public sealed record SlurmJob
{
    /// <summary>The results folder and the files in it.</summary>
    public required SweepPaths Paths { get; init; }

    /// <summary>Shares that the sweep is dealt to.</summary>
    public required int Tasks { get; init; }

    /// <summary>What starts the program: <c>sweeps</c>, or <c>dotnet</c> and its assembly; absolute.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>What a task gets besides its share: <c>run FILE --out DIR …</c>, with absolute paths.</summary>
    public required IReadOnlyList<string> RunArguments { get; init; }

    /// <summary>What the merge gets: <c>merge DIR …</c>.</summary>
    public required IReadOnlyList<string> MergeArguments { get; init; }

    /// <summary>Runs that a task trains at once, and processors that it asks for. <value>Default 1.</value></summary>
    public int Workers { get; init; } = 1;

    /// <summary>Tasks that may run at the same time; null for as many as the cluster allows.</summary>
    public int? Throttle { get; init; }

    /// <summary>Time limit of a task as Slurm writes it; null for the partition's.</summary>
    public string? Time { get; init; }

    /// <summary>The partition; null for the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Further options of sbatch, each as one word: <c>--account=x</c>.</summary>
    public IReadOnlyList<string> SbatchArguments { get; init; } = [];

    /// <summary>Folders of lists (SWEEPS_DATA), absolute; null if there are none.</summary>
    public string? DataFolders { get; init; }
}
