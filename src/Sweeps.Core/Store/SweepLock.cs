using System.Globalization;
using System.Text.Json;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Core.Store;

/// <summary>Who works in a folder.</summary>
/// <param name="Host">Name of the machine.</param>
/// <param name="Machine">Tells machines and containers of one name apart.</param>
/// <param name="ProcessId">Of the process.</param>
/// <param name="ProcessStart">Start of the process in UTC ticks: a later process may get the same number.</param>
/// <param name="Session">Of this execution.</param>
/// <param name="Since">When it began, UTC.</param>
internal sealed record LockOwner(string Host, string Machine, int ProcessId, long ProcessStart, string Session, DateTimeOffset Since)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Wording.Quote(Host ?? "").Trim('\'')}, since {Since:yyyy-MM-dd HH:mm:ss} UTC");
}

/// <summary>An advisory lock that works on network file systems: a file that only one can create, and whose time its owner keeps renewing.</summary>
internal sealed class SweepLock : IDisposable
{
    /// <summary>How often the owner renews it.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A lock of another machine that was not renewed for so long is stale.</summary>
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromSeconds(45);

    /// <summary>A lock that names nobody is stale by then: whoever fills it in place, where there are no hard links, does so in a moment.</summary>
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

    /// <summary>Whether another process has taken it over, because this one did not renew it in time.</summary>
    public bool IsLost => _lost;

    /// <param name="note">Is told when a stale lock is taken over.</param>
    /// <exception cref="StorageException">Somebody else holds it, or the folder cannot be written.</exception>
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

    /// <summary>Who holds a lock, or null if nobody does.</summary>
    public static LockHolder? Holder(string path)
    {
        if (!TryRead(path, out var owner))
            return null;
        var age = FileFailure.Guard("Cannot read", path, () => Age(path, new FileInfo(path)));
        return new(owner, age, IsStale(owner, age));
    }

    /// <summary>Who holds a lock, when whoever created it has had the time to say so.</summary>
    public static LockHolder? SettledHolder(string path)
    {
        // Twice as long: some file systems stamp files by the second.
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
        // A renewal under way must not come after the file is gone. One that takes longer signals an event that is still open.
        var ended = new ManualResetEvent(false);
        if (!_heartbeat.Dispose(ended) || ended.WaitOne(s_lastHeartbeat))
            ended.Dispose();
        if (!_lost && IsOurs() is true)
            FileActions.TryDelete(_path);
    }

    /// <summary>Finds out now whether it is still held.</summary>
    /// <exception cref="StorageException">It was taken over, or that cannot be told.</exception>
    public void Check()
    {
        var isThere = TryRead(_path, out var owner);
        if (isThere && owner == _owner && !_lost)
            return;
        var why = !isThere ? $"The lock '{_path}' was removed while this process held it."
            : owner is null || owner == _owner ? $"The lock '{_path}' was replaced by something that names nobody while this process held it."
            : $"The lock '{_path}' is now that of {owner}: it was removed, or taken over because this process did not answer for {StaleAfter.TotalSeconds} s.";
        throw new StorageException($"{why} Nothing more is written here, so that two do not write into '{Path.GetDirectoryName(_path)}'; what was committed is safe, and the same command goes on.");
    }

    /// <summary>Whether a file is what a process left that was killed while it looked at a lock or made one.</summary>
    internal static bool IsLeftover(string file)
    {
        const int Guid = 32;
        return file.StartsWith(".lock-", StringComparison.Ordinal)
            && (file.Contains("-stale-", StringComparison.Ordinal)
                || (file.Length > Guid && file[^(Guid + 1)] == '-' && !file.AsSpan(file.Length - Guid).ContainsAnyExcept("0123456789abcdef")));
    }

    /// <summary>Creates it whole: a kill leaves a lock that says whose it was, or none.</summary>
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
            // A file server whose answer got lost finds the name taken when it is asked again: by us.
            return TryRead(path, out var there) && there == owner;
        }
        finally
        {
            FileActions.TryDelete(temporary);
        }
    }

    /// <summary>Creates it where there are no hard links: it is empty for a moment, and may be taken for stale if that moment is a long one. Whose it is has to be read afterwards.</summary>
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
            // Somebody else was quicker.
        }
    }

    private static string Beside(string path) => path + "-" + Guid.NewGuid().ToString("n");

    /// <param name="owner">Null if the lock does not say whose it is.</param>
    /// <returns>Whether there is a lock.</returns>
    /// <exception cref="StorageException">It cannot be told.</exception>
    private static bool TryRead(string path, out LockOwner? owner)
    {
        owner = null;
        using var stream = FileReading.OpenIfThere(path);
        if (stream is null)
            return false;
        try
        {
            // Line breaks of the heartbeat follow; what is longer is no lock.
            var content = new byte[LongestOwner];
            var length = FileFailure.Guard("Cannot read", path, () => stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
            owner = JsonSerializer.Deserialize(content.AsSpan(0, length), StoreJson.Default.LockOwner);
        }
        catch (JsonException)
        {
            // Somebody else's file, or a lock that is being filled.
        }

        return true;
    }

    /// <summary>Time since it was renewed, by the clock of the file system: machines may disagree about the time.</summary>
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
            // A reader that may not write here has only its own clock.
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
        // Its owner would have had it stamped by the same clock: one from the future is as old as one from the past.
        return age.Duration() > (owner is null ? FilledAfter : StaleAfter);
    }

    /// <summary>Removes a stale lock, if it is still the one that was found stale.</summary>
    internal static void TakeAway(string path, LockHolder holder, string session, Action<string> note)
    {
        // Of several that find it stale, one renames it; the others find it gone and try again.
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

    /// <summary>What the heartbeat does.</summary>
    internal void Renew()
    {
        try
        {
            if (IsOurs() is false)
            {
                _lost = true;
                return;
            }

            // A line more: the file server gives the file its own time, and what a reader reads stays the same.
            using var file = DurableFile.Open(_path);
            file.Append("\n"u8);
            file.Sync();
        }
        catch (StorageException)
        {
            // A file server that does not answer now may answer in time.
        }
    }

    /// <returns>Null if it cannot be told.</returns>
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

/// <summary>What a lock says.</summary>
/// <param name="Owner">Null if the file is unreadable.</param>
/// <param name="Age">Since it was renewed.</param>
internal sealed record LockHolder(LockOwner? Owner, TimeSpan Age, bool IsStale)
{
    public string Text => Owner?.ToString() ?? "an unknown process";
}
