using System.Globalization;
using System.Text.Json;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Core.Store;

/// <summary>The owner of a lock: a process that works in a folder.</summary>
/// <param name="Host">The name of the machine.</param>
/// <param name="Machine">A text that distinguishes machines and containers with the same name.</param>
/// <param name="ProcessId">The number of the process.</param>
/// <param name="ProcessStart">The start of the process in UTC ticks, since a later process may get the same number.</param>
/// <param name="Session">The name of the execution.</param>
/// <param name="Since">The start of the execution in UTC.</param>
internal sealed record LockOwner(string Host, string Machine, int ProcessId, long ProcessStart, string Session, DateTimeOffset Since)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Wording.Quote(Host ?? "").Trim('\'')}, since {Since:yyyy-MM-dd HH:mm:ss} UTC");
}

/// <summary>An advisory lock that works on network file systems: a file that only one process can create, and whose modification time the owner renews regularly.</summary>
internal sealed class SweepLock : IDisposable
{
    /// <summary>The interval at which the owner renews the lock.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The time without renewal after which a lock of another machine is stale.</summary>
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromSeconds(45);

    /// <summary>The time after which a lock without an owner is stale. Without hard links, a new lock is empty only for a moment.</summary>
    public static TimeSpan FilledAfter { get; } = TimeSpan.FromSeconds(2);

    private const int LongestOwner = 1 << 14;

    private static readonly TimeSpan s_lastHeartbeat = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly string _path;
    private readonly LockOwner _owner;
    private readonly Timer _heartbeat;
    private volatile bool _lost;

    private SweepLock(string path, LockOwner owner)
    {
        _path = path;
        _owner = owner;
        _heartbeat = new Timer(_ => Renew(), null, Heartbeat, Heartbeat);
    }

    /// <summary>Whether another process has taken the lock over, because this one did not renew it in time.</summary>
    public bool IsLost => _lost;

    /// <param name="note">Called with a message when a stale lock is taken over.</param>
    /// <exception cref="StorageException">Another process holds the lock, or the folder cannot be written.</exception>
    public static SweepLock Acquire(string path, LockOwner owner, Action<string> note)
    {
        const int Attempts = 5;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryCreate(path, owner))
                return new SweepLock(path, owner);
            if (new FileInfo(path).LinkTarget is not null)
                throw new StorageException($"'{path}' is a symbolic link and no lock: nothing is written here. Remove it.");
            if (SettledHolder(path) is not { } holder)
                continue;
            if (!holder.IsStale)
                throw StorageException.InUse(Path.GetDirectoryName(path)!, holder.Text, path);
            TakeAway(path, holder, owner.Session, note);
        }

        throw new StorageException($"'{path}' changes hands all the time; nothing was done.");
    }

    /// <summary>The holder of a lock; null if nobody holds it.</summary>
    public static LockHolder? Holder(string path)
    {
        if (!TryRead(path, out var owner))
            return null;
        var age = FileFailure.Guard("Cannot read", path, () => Age(path, new FileInfo(path)));
        return new(owner, age, IsStale(owner, age));
    }

    /// <summary>The holder of a lock, after waiting until a new lock can name its owner.</summary>
    public static LockHolder? SettledHolder(string path)
    {
        // The time is doubled, since some file systems store times in whole seconds.
        var holder = Holder(path);
        for (var waited = TimeSpan.Zero; holder is { Owner: null, IsStale: false } && waited < 2 * FilledAfter; waited += s_betweenLooks)
        {
            Thread.Sleep(s_betweenLooks);
            holder = Holder(path);
        }

        return holder;
    }

    public void Dispose()
    {
        // A running renewal must end before the file is deleted. If it takes longer than we wait, it signals an event that is still open.
        var ended = new ManualResetEvent(false);
        if (!_heartbeat.Dispose(ended) || ended.WaitOne(s_lastHeartbeat))
            ended.Dispose();
        if (!_lost && IsOurs() is true)
            FileActions.TryDelete(_path);
    }

    /// <summary>Checks that the lock is still held.</summary>
    /// <exception cref="StorageException">The lock was taken over, or this is not known.</exception>
    public void Check()
    {
        var isThere = TryRead(_path, out var owner);
        if (isThere && owner == _owner && !_lost)
            return;
        var why = !isThere ? $"The lock '{_path}' was removed while this process held it."
            : owner is null || owner == _owner ? $"The lock '{_path}' was replaced by a file that names no owner while this process held it."
            : $"The lock '{_path}' now belongs to {owner}: it was removed, or taken over because this process did not answer for {StaleAfter.TotalSeconds} s.";
        throw new StorageException($"{why} Nothing more is written here, so that two do not write into '{Path.GetDirectoryName(_path)}'; what was committed is safe, and the same command goes on.");
    }

    /// <summary>Whether a file is left over from a process that was killed while it checked or created a lock.</summary>
    internal static bool IsLeftover(string file)
    {
        const int Guid = 32;
        return file.StartsWith(".lock-", StringComparison.Ordinal)
            && (file.Contains("-stale-", StringComparison.Ordinal)
                || (file.Length > Guid && file[^(Guid + 1)] == '-' && !file.AsSpan(file.Length - Guid).ContainsAnyExcept("0123456789abcdef")));
    }

    /// <summary>Creates the lock in one step: a kill leaves either a lock that names its owner or no lock.</summary>
    private static bool TryCreate(string path, LockOwner owner)
    {
        var temporary = Beside(path);
        var content = JsonSerializer.SerializeToUtf8Bytes(owner, StoreJson.Default.LockOwner);
        try
        {
            AtomicFile.WriteNew(temporary, content);
            var isPlaced = FileActions.TryPlace(temporary, path);
            if (isPlaced is true)
                return true;
            if (isPlaced is null)
                TryFill(path, content);
            // If a file server's answer is lost and the request is repeated, the name is taken by our own lock.
            return TryRead(path, out var there) && there == owner;
        }
        finally
        {
            FileActions.TryDelete(temporary);
        }
    }

    /// <summary>Creates the lock on file systems without hard links. The file is empty for a moment and is taken for stale if that takes too long, so the owner has to be read afterwards.</summary>
    internal static void TryFill(string path, byte[] content)
    {
        try
        {
            using var file = DurableFile.CreateNew(path, FileShare.ReadWrite | FileShare.Delete);
            try
            {
                file.Append(content);
                file.Sync();
            }
            catch
            {
                FileActions.TryDelete(path);
                throw;
            }
        }
        catch (StorageException) when (FileProbe.IsThere(path))
        {
            // Another process created the lock first.
        }
    }

    private static string Beside(string path) => path + "-" + Guid.NewGuid().ToString("n");

    /// <param name="owner">The owner; null if the lock names none.</param>
    /// <returns>Whether there is a lock.</returns>
    /// <exception cref="StorageException">It is not known whether there is a lock.</exception>
    private static bool TryRead(string path, out LockOwner? owner)
    {
        owner = null;
        using var stream = FileReading.OpenIfThere(path);
        if (stream is null)
            return false;
        try
        {
            // The renewals append line breaks. A longer file is no lock.
            var content = new byte[LongestOwner];
            var length = FileFailure.Guard("Cannot read", path, () => stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
            owner = JsonSerializer.Deserialize(content.AsSpan(0, length), StoreJson.Default.LockOwner);
        }
        catch (JsonException)
        {
            // The file belongs to another program, or is a lock that is being filled.
        }

        return true;
    }

    /// <summary>The time since the last renewal, by the clock of the file system, since the clocks of machines may differ.</summary>
    private static TimeSpan Age(string path, FileInfo info)
    {
        var probe = Beside(path);
        try
        {
            DurableFile.CreateNew(probe).Dispose();
            return new FileInfo(probe).LastWriteTimeUtc - info.LastWriteTimeUtc;
        }
        catch (StorageException)
        {
            // A reader without write access has only its own clock.
            return TimeProvider.System.GetUtcNow().UtcDateTime - info.LastWriteTimeUtc;
        }
        finally
        {
            FileActions.TryDelete(probe);
        }
    }

    private static bool IsStale(LockOwner? owner, TimeSpan age)
    {
        if (owner is not null && string.Equals(owner.Machine, HostIdentity.Machine, StringComparison.Ordinal))
            return HostIdentity.StartOf(owner.ProcessId) is not { } start || start != owner.ProcessStart;
        // The owner's renewals use the same clock, so a time in the future is treated like one in the past.
        return age.Duration() > (owner is null ? FilledAfter : StaleAfter);
    }

    /// <summary>Removes a stale lock if it was not replaced since it was found stale.</summary>
    internal static void TakeAway(string path, LockHolder holder, string session, Action<string> note)
    {
        // Of several processes that find the lock stale, one renames it; the others find no file and try again.
        var aside = path + "-stale-" + session;
        if (!FileActions.RenameIfThere(path, aside))
            return;
        _ = TryRead(aside, out var moved);
        if (moved == holder.Owner)
            note($"The lock of {holder.Text} was stale and is taken over.");
        else if (FileActions.TryPlace(aside, path) is null && !FileProbe.IsThere(path))
            FileActions.Rename(aside, path);
        FileActions.TryDelete(aside);
    }

    /// <summary>Renews the lock. Called at every heartbeat.</summary>
    internal void Renew()
    {
        try
        {
            if (IsOurs() is false)
            {
                _lost = true;
                return;
            }

            // A line break is appended: the file server then sets the time by its own clock, and the content means the same.
            using var file = DurableFile.Open(_path);
            file.Append("\n"u8);
            file.Sync();
        }
        catch (StorageException)
        {
            // A file server that does not answer now may answer before the lock is stale.
        }
    }

    /// <returns>Null if it is not known.</returns>
    private bool? IsOurs()
    {
        try
        {
            return TryRead(_path, out var owner) && owner == _owner;
        }
        catch (StorageException)
        {
            return null;
        }
    }
}

/// <summary>The content of a lock.</summary>
/// <param name="Owner">The owner; null if the file is unreadable.</param>
/// <param name="Age">The time since the last renewal.</param>
internal sealed record LockHolder(LockOwner? Owner, TimeSpan Age, bool IsStale)
{
    public string Text => Owner?.ToString() ?? "an unknown process";
}
