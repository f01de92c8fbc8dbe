using System.Diagnostics;
using Sweeps.Core.Files;
using Sweeps.Core.Results;
using Sweeps.Core.Running;

namespace Sweeps.Core.Tests.Running;

/// <summary>A disk that is full or read-only: a small file system in memory, which needs Linux and root.</summary>
public sealed class StorageFailureTests : IDisposable
{
    private readonly FakeSweep _sweep = new() { Options = new RunOptions { Workers = 2, SyncEvery = TimeSpan.FromMilliseconds(5) } };
    private bool _mounted;

    public void Dispose()
    {
        if (_mounted)
            Assert.True(Mount("umount", _sweep.Root));
        _sweep.Dispose();
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(900)]
    public void A_full_disk_ends_the_sweep_and_loses_nothing_that_was_committed(int kilobytes)
    {
        var cells = FakeSweep.Cells([0.1, 0.2, 0.3], 100, steps: 100);
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        MountOrSkip(kilobytes);
        var events = new Events();

        var failure = Assert.Throws<StorageException>(() => _sweep.Run(cells, events: events));

        Assert.Contains(_sweep.Root, failure.Message, StringComparison.Ordinal);
        Assert.Contains("space", failure.Message, StringComparison.OrdinalIgnoreCase);
        var committed = events.All.OfType<RunFinished>().Count();
        Assert.True(Mount("mount", "-o", "remount,size=100m", _sweep.Root));
        var resumed = _sweep.Run(cells);
        Assert.InRange(resumed.Trained, 0, cells.Count - committed);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    /// <summary>Of two workers the second may be the one whose failure ends the sweep.</summary>
    [Fact]
    public void Whoever_writes_after_a_failure_is_told_what_it_was()
    {
        MountOrSkip(64);
        using var journal = Journal.Create(Path.Combine(_sweep.Root, "a.journal"));
        for (var i = 0; i < 2; i++)
            Assert.Contains("space", Assert.Throws<StorageException>(() => { journal.Append(new byte[1 << 20]); }).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("space", Assert.Throws<StorageException>(journal.Sync).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_read_only_folder_is_told_and_can_still_be_read()
    {
        MountOrSkip(10_000);
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Run(cells);
        Assert.True(Mount("mount", "-o", "remount,ro", _sweep.Root));
        foreach (var options in new[] { _sweep.Options, _sweep.Options with { Fresh = true }, _sweep.Options with { Shard = new Shard(1, 2) } })
        {
            _sweep.Options = options;
            Assert.Contains(_sweep.Root, Assert.Throws<StorageException>(() => _sweep.Run(cells)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<StorageException>(() => _sweep.Run(cells, "another"));
        Assert.Equal(2, _sweep.Status().Completed);
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_told()
    {
        var cells = FakeSweep.Cells([0.1], 1);
        File.WriteAllText(Path.Combine(_sweep.Root, "x"), "a file");
        Assert.Contains("'" + _sweep.Paths().Folder, Assert.Throws<StorageException>(() => _sweep.Run(cells)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_sweep.Paths("y").Folder);
        File.WriteAllText(_sweep.Paths("y").Parts, "a file");
        Assert.Contains("'" + _sweep.Paths("y").Parts, Assert.Throws<StorageException>(() => _sweep.Run(cells, "y")).Message, StringComparison.Ordinal);
    }

    private void MountOrSkip(int kilobytes)
    {
        _mounted = OperatingSystem.IsLinux() && Mount("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", _sweep.Root);
        Assert.SkipUnless(_mounted, "Mounting a small file system needs Linux and root.");
    }

    private static bool Mount(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
