using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>The locks of a sweep's folder. Either one execution may write into it, or several that train different shares.</summary>
internal static class FolderLocks
{
    /// <summary>Locks the folder, exclusively or for a share.</summary>
    /// <exception cref="StorageException">Another process has locked the folder.</exception>
    public static SweepLock Acquire(SweepPaths paths, (int Index, int Count)? shard, LockOwner owner, Action<string> note)
    {
        // Each process creates its own lock before it checks the locks of others: two may both give up, but never do both continue.
        var held = SweepLock.Acquire(shard is var (index, count) ? paths.ShardLock(index, count) : paths.Lock, owner, note);
        try
        {
            foreach (var other in shard is null ? ShardLocks(paths) : [paths.Lock])
            {
                if (SweepLock.SettledHolder(other) is not { } holder)
                    continue;
                if (!holder.IsStale)
                    throw StorageException.InUse(paths.Folder, holder.Text, other);
                SweepLock.TakeAway(other, holder, owner.Session, note);
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Waits until no other process has locked the folder, then locks it.</summary>
    /// <exception cref="OperationCanceledException">Waiting was canceled.</exception>
    /// <inheritdoc cref="Acquire" path="/exception"/>
    public static SweepLock AcquireInTurn(SweepPaths paths, (int Index, int Count)? shard, LockOwner owner, Action<string> note, CancellationToken stop)
    {
        // Waiting processes check at different instants, so that they do not give way to each other for ever.
        var pause = TimeSpan.FromMilliseconds(500 + (owner.ProcessId % 500));
        for (var isTold = false; ; isTold = true)
        {
            try
            {
                return Acquire(paths, shard, owner, note);
            }
            catch (StorageException others) when (others.InUseBy is not null)
            {
                if (!isTold)
                    note($"'{paths.Folder}' is in use by {others.InUseBy}; waiting for it.");
            }

            if (stop.WaitHandle.WaitOne(pause))
                throw new OperationCanceledException(stop);
        }
    }

    /// <summary>The process that works in a folder, as text; null if there is none.</summary>
    public static string? Holder(SweepPaths paths)
    {
        string[] owners = [.. new[] { paths.Lock }.Concat(ShardLocks(paths)).Select(SweepLock.Holder).Where(holder => holder is { IsStale: false }).Select(holder => holder!.Text)];
        return owners.Length == 0 ? null : string.Join("; ", owners);
    }

    private static IEnumerable<string> ShardLocks(SweepPaths paths) => Folders.Files(paths.Folder).Where(file => IsShardLock(Path.GetFileName(file)));

    private static bool IsShardLock(string name) =>
        name.StartsWith(".lock-", StringComparison.Ordinal)
        && name.Contains("-of-", StringComparison.Ordinal)
        && !name.Contains("stale", StringComparison.Ordinal)
        && name.Count(c => c == '-') == 3;
}
