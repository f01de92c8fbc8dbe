namespace Sweeps.Core.Store;

/// <summary>How many runs are stored, and how they ended.</summary>
/// <param name="Damaged">Places of stored files that are damaged; what they held has to be trained again.</param>
/// <param name="IsComplete">Whether everything stands in the final tables, with nothing in <c>parts/</c>.</param>
/// <param name="InUseBy">Who is working in the folder, or null.</param>
public sealed record StoredStatus(int Completed, int Diverged, int Failed, int Damaged, bool IsComplete, string? InUseBy)
{
    /// <summary>Stored runs that the definition there does not have; none of the others counts them.</summary>
    public int Others { get; init; }

    /// <summary>Runs that are stored, however they ended.</summary>
    public int Done => Completed + Diverged + Failed;
}
