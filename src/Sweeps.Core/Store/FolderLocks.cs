using Sweeps.Core.Files;

namespace Sweeps.Core.Store;

/// <summary>Who may write into a sweep's folder: one execution alone, or several that train different shares.</summary>
internal static class FolderLocks
{
    /// <summary>Takes the folder, alone or for a share.</summary>
    /// <exception cref="StorageException">Somebody else has it.</exception>
    public static SweepLock Acquire(SweepPaths paths, (int Index, int Count)? shard, LockOwner owner, Action<string> note)
    {
        // Each creates its own lock first and looks at the others' afterwards: two may both give way, but never both go on.
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

    /// <summary>Takes the folder as soon as nobody else has it.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while it waited.</exception>
    /// <inheritdoc cref="Acquire" path="/exception"/>
    public static SweepLock AcquireInTurn(SweepPaths paths, (int Index, int Count)? shard, LockOwner owner, Action<string> note, CancellationToken stop)
    {
        // Several that wait look at different instants, so that they do not give way to each other for ever.
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

    /// <summary>Who is working in a folder, or null if nobody is.</summary>
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
