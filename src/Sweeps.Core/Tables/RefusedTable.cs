using Sweeps.Core.Files;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>
/// Refuses table files that this version of sweeps did not write. Unlike damaged files, they are not moved aside: they may be the only copy of results,
/// and no run is trained again before their owner has decided.
/// </summary>
internal static class RefusedTable
{
    /// <summary>The refusal; null if the file is damaged.</summary>
    public static StorageException? Of(string path, TableFileException failure) => failure.Problem switch
    {
        TableFileProblem.Damaged => null,
        TableFileProblem.NotSealed => Because(path, "it has no seal of checksums, so another program or an earlier version wrote it", failure),
        TableFileProblem.OtherVersion => Because(path, "it has the seal of another version", failure),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Problem, "Unknown problem."),
    };

    /// <param name="why">The reason, as part of a sentence.</param>
    public static StorageException Because(string path, string why, Exception? cause = null)
    {
        var message = $"'{path}' was not written by this version of sweeps: {why}. "
            + "The results in its folder are left as they are. Read and continue them with the version that wrote them, choose another results folder with --out, or let 'sweeps run' with --fresh move them aside and begin anew.";
        return cause is null ? new StorageException(message) : new StorageException(message, cause);
    }
}
