using System.Diagnostics;
using System.Text.Json;
using Sweeps.Core.Files;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Tests.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class SweepLockTests : IDisposable
{
    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_second_execution_is_told_who_works_there_and_since_when()
    {
        StorageException? refused = null;
        StoredStatus? status = null;
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is not SweepStarted || refused is not null)
                    return;
                status = _sweep.Status();
                refused = Assert.Throws<StorageException>(() => _sweep.Run(FakeSweep.Cells([0.1], 1)));
            },
        };

        _sweep.Run(FakeSweep.Cells([0.1], 1), events: events);

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}, since 20", refused!.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", status!.InUseBy, StringComparison.Ordinal);
        Assert.Null(_sweep.Status().InUseBy);
        Assert.False(File.Exists(_sweep.Paths().Lock));
    }

    [Fact]
    public async Task A_second_execution_that_waits_goes_on_when_the_first_is_done()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        using var waits = new ManualResetEventSlim();
        Task<SweepResult>? second = null;
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is not SweepStarted || second is not null)
                    return;
                var told = new Events { Also = also => { if (also is StorageNoted { Message: var note } && note.EndsWith("waiting for it.", StringComparison.Ordinal)) waits.Set(); } };
                second = new SweepRunner(_sweep.Engine).RunAsync(_sweep.Job(cells), _sweep.Options with { Waits = true }, told, CancellationToken.None);
                Assert.True(waits.Wait(TimeSpan.FromSeconds(60)));
            },
        };
        Assert.Equal(2, _sweep.Run(cells, events: events).Trained);
        var result = await second!;
        Assert.Equal((0, 2, true), (result.Trained, result.Completed, result.TablesWritten));
        Assert.Equal(2, _sweep.Engine.Started);
    }

    [Fact]
    public void Who_waits_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        Task<SweepResult>? second = null;
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is not SweepStarted || second is not null)
                    return;
                var told = new Events { Also = _ => stop.Cancel() };
                second = new SweepRunner(_sweep.Engine).RunAsync(_sweep.Job(FakeSweep.Cells([0.1], 1)), _sweep.Options with { Waits = true }, told, stop.Token);
                Assert.ThrowsAny<OperationCanceledException>(() => second.GetAwaiter().GetResult());
            },
        };
        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 1), events: events).Trained);
        Assert.NotNull(second);
    }

    [Kind(TestKind.Process)]
    [Fact]
    public void The_lock_of_a_process_that_is_gone_is_taken_over_at_once()
    {
        using var gone = TestProcess.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        var start = HostIdentity.StartOf(gone.Id) ?? 1;
        gone.WaitForExit();
        Assert.Contains(Held(HostIdentity.Current("s", DateTimeOffset.UnixEpoch) with { ProcessId = gone.Id, ProcessStart = start }), note => note.Contains($"process {gone.Id}", StringComparison.Ordinal));
        // A later process with the same number is another one.
        Assert.NotEmpty(Held(HostIdentity.Current("s", DateTimeOffset.UnixEpoch) with { ProcessStart = 1 }));
    }

    [Fact]
    public void The_lock_of_another_machine_is_taken_over_when_it_is_no_longer_renewed()
    {
        var elsewhere = HostIdentity.Current("s", DateTimeOffset.UnixEpoch) with { Host = "elsewhere", Machine = "elsewhere" };
        var refused = Assert.Throws<StorageException>(() => Held(elsewhere));
        Assert.Contains("on elsewhere, since 1970-01-01 00:00:00 UTC", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Held(elsewhere, age: SweepLock.StaleAfter + TimeSpan.FromSeconds(5)));
    }

    [Kind(TestKind.Long)]
    [Theory]
    [InlineData("", ".lock")]
    [InlineData("null", ".lock")]
    [InlineData("{\"Host\":", ".lock-1-of-2")]
    public void A_lock_that_names_nobody_is_taken_over_when_there_was_time_to_fill_it(string content, string name)
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        File.WriteAllText(_sweep.Paths().In(name), content);
        Assert.False(SweepLock.Holder(_sweep.Paths().In(name))!.IsStale);
        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 1)).Completed);
    }

    [Kind(TestKind.Long)]
    [Fact]
    public void A_lock_that_is_just_being_filled_counts()
    {
        var path = _sweep.Paths().Lock;
        Directory.CreateDirectory(_sweep.Paths().Folder);
        File.WriteAllText(path, "");
        // Who fills it takes longer than the other waits.
        using var filling = new Timer(_ => File.SetLastWriteTimeUtc(path, DateTime.UtcNow), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        Assert.Contains("an unknown process", Assert.Throws<StorageException>(() => _sweep.Run(FakeSweep.Cells([0.1], 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_says_whose_it_is_from_the_first_instant_and_is_one_owners_alone()
    {
        const int Rounds = 40;
        var path = _sweep.Paths().Lock;
        Directory.CreateDirectory(_sweep.Paths().Folder);
        var (holders, overlaps, nameless, isOver) = (0, 0, 0, false);
        void Take(string session)
        {
            for (var round = 0; round < Rounds;)
            {
                try
                {
                    using var held = SweepLock.Acquire(path, HostIdentity.Current(session, DateTimeOffset.UnixEpoch), _ => { });
                    overlaps += Interlocked.Increment(ref holders) - 1;
                    held.Check();
                    Interlocked.Decrement(ref holders);
                    round++;
                }
                catch (StorageException others) when (others.InUseBy is not null || others.Message.Contains("changes hands", StringComparison.Ordinal))
                {
                    Thread.Yield();
                }
            }
        }

        var looking = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver))
                nameless += SweepLock.Holder(path) is { Owner: null } ? 1 : 0;
        });
        await Task.WhenAll(Task.Run(() => Take("a")), Task.Run(() => Take("b")));
        Volatile.Write(ref isOver, true);
        await looking;
        Assert.Equal((0, 0), (overlaps, nameless));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_sweep.Paths().Folder));
    }

    [Fact]
    public void Where_there_are_no_hard_links_a_lock_is_filled_in_place_and_never_overwritten()
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        var path = _sweep.Paths().Lock;
        SweepLock.TryFill(path, "first"u8.ToArray());
        SweepLock.TryFill(path, "second"u8.ToArray());
        Assert.Equal("first", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(".lock", true)]
    [InlineData(".lock-1-of-2", true)]
    [InlineData("theirs", false)]
    public void What_a_kill_leaves_of_a_lock_in_the_making_is_tidied_up(string name, bool isOurs)
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        var left = _sweep.Paths().In(name) + "-" + Guid.NewGuid().ToString("n");
        File.WriteAllText(left, "{");
        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 1)).Completed);
        Assert.Equal(!isOurs, File.Exists(left));
    }

    [Fact]
    public void Shares_work_side_by_side_but_not_beside_a_whole_sweep()
    {
        var cells = FakeSweep.Cells([0.1], 6);
        var refusals = new List<string>();
        var nested = false;
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is not SweepStarted || nested)
                    return;
                nested = true;
                var options = _sweep.Options;
                _sweep.Options = options with { Shard = new Shard(2, 2) };
                Assert.Equal(3, _sweep.Run(cells).Trained);
                foreach (var shard in new[] { null, new Shard(1, 2) })
                {
                    _sweep.Options = options with { Shard = shard };
                    refusals.Add(Assert.Throws<StorageException>(() => _sweep.Run(cells)).Message);
                }
            },
        };
        _sweep.Options = _sweep.Options with { Shard = new Shard(1, 2) };

        Assert.Equal(3, _sweep.Run(cells, events: events).Trained);

        Assert.All(refusals, message => Assert.Contains("is in use by process", message, StringComparison.Ordinal));
        Assert.Equal(2, refusals.Count);
        _sweep.Options = _sweep.Options with { Shard = null };
        Assert.Equal(0, _sweep.Run(cells).Trained);
    }

    [Fact]
    public void A_share_that_ends_leaves_others_the_folder_that_they_are_about_to_write_to()
    {
        bool? isThere = null;
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is not RunStarted || isThere is not null)
                    return;
                isThere = false;
                _sweep.Options = _sweep.Options with { Shard = new Shard(2, 2) };
                Assert.Equal(0, _sweep.Run(FakeSweep.Cells([0.1], 1)).Trained);
                isThere = Directory.Exists(_sweep.Paths().Parts);
            },
        };
        _sweep.SaveModels = true;
        _sweep.Options = _sweep.Options with { Shard = new Shard(1, 2) };

        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 1), events: events).Trained);

        Assert.True(isThere);
    }

    [Fact]
    public void Who_loses_the_lock_writes_nothing_more()
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        using var held = SweepLock.Acquire(_sweep.Paths().Lock, HostIdentity.Current("mine", DateTimeOffset.UnixEpoch), _ => { });
        held.Check();
        File.WriteAllText(_sweep.Paths().Lock, JsonSerializer.Serialize(HostIdentity.Current("theirs", DateTimeOffset.UnixEpoch)));
        Assert.Throws<StorageException>(held.Check);
        held.Dispose();
        // It is not ours to remove.
        Assert.True(File.Exists(_sweep.Paths().Lock));
    }

    [Fact]
    public void A_heartbeat_makes_the_lock_young_and_notices_when_it_is_gone()
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        var path = _sweep.Paths().Lock;
        using var held = SweepLock.Acquire(path, HostIdentity.Current("mine", DateTimeOffset.UnixEpoch), _ => { });
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - TimeSpan.FromMinutes(10));
        Assert.True(SweepLock.Holder(path)!.Age > SweepLock.StaleAfter);
        held.Renew();
        Assert.True(SweepLock.Holder(path)!.Age < SweepLock.StaleAfter);
        held.Check();
        Assert.False(held.IsLost);
        File.Delete(path);
        held.Renew();
        Assert.True(held.IsLost);
        Assert.False(File.Exists(path));
        Assert.Null(SweepLock.Holder(path));
    }

    private List<string> Held(LockOwner owner, TimeSpan age = default)
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        File.WriteAllText(_sweep.Paths().Lock, JsonSerializer.Serialize(owner));
        File.SetLastWriteTimeUtc(_sweep.Paths().Lock, DateTime.UtcNow - age);
        try
        {
            var events = new Events();
            Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 1), events: events).Completed);
            return [.. events.Notes];
        }
        finally
        {
            File.Delete(_sweep.Paths().Lock);
        }
    }
}
