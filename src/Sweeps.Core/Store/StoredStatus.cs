namespace Sweeps.Core.Store;

/// <summary>The numbers of stored runs by how they ended.</summary>
/// <param name="Damaged">The number of damaged places in stored files. The runs there have to be trained again.</param>
/// <param name="IsComplete">Whether all runs are in the final tables and none in <c>parts/</c>.</param>
/// <param name="InUseBy">The process that works in the folder, or null.</param>
public sealed record StoredStatus(int Completed, int Diverged, int Failed, int Damaged, bool IsComplete, string? InUseBy)
{
    /// <summary>The number of stored runs that the definition in the folder does not have. The other numbers do not include them.</summary>
    public int Others { get; init; }

    /// <summary>The number of all stored runs of the definition.</summary>
    public int Done => Completed + Diverged + Failed;
}
