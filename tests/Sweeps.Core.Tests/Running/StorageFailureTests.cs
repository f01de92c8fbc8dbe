using System.Diagnostics;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Running;

/// <summary>A disk that is full or read-only: a small file system in memory, which needs Linux and root.</summary>
[Kind(TestKind.Process)]
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

    /// <summary>Files are put in place by renames, which no mount point lets through, not even one of the same disk.</summary>
    [Theory]
    [InlineData("parts", false)]
    [InlineData("parts", true)]
    [InlineData("models", false)]
    [InlineData("kept", true)]
    [InlineData("damaged", false)]
    public void A_folder_on_a_mount_of_its_own_is_refused_before_anything_is_done(string name, bool ofTheSameDisk)
    {
        var cells = FakeSweep.Cells([0.1], 2);
        var folder = Path.Combine(_sweep.Paths().Folder, name);
        Directory.CreateDirectory(folder);
        var other = Directory.CreateDirectory(Path.Combine(_sweep.Root, "other")).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && (ofTheSameDisk ? Mount("mount", "--bind", other, folder) : Mount("mount", "-t", "tmpfs", "tmpfs", folder)), "Mounting needs Linux and root.");
        try
        {
            var message = Assert.Throws<StorageException>(() => _sweep.Run(cells)).Message;
            Assert.Contains(folder, message, StringComparison.Ordinal);
            Assert.Contains("another file system", message, StringComparison.Ordinal);
            Assert.Equal([folder], Directory.EnumerateFileSystemEntries(_sweep.Paths().Folder));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Assert.True(Mount("umount", folder));
        }

        Assert.Equal(2, _sweep.Run(cells).Completed);
    }

    [Fact]
    public void Results_in_an_image_that_cannot_be_moved_aside_say_what_to_do()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Run(cells);
        var before = _sweep.Deterministic();
        var upper = Directory.CreateTempSubdirectory("sweeps-upper-").FullName;
        var isMounted = OperatingSystem.IsLinux() && Mount("mount", "-t", "tmpfs", "tmpfs", upper);
        Assert.SkipUnless(isMounted, "Mounting needs Linux and root.");
        try
        {
            Directory.CreateDirectory(Path.Combine(upper, "files"));
            Directory.CreateDirectory(Path.Combine(upper, "work"));
            _mounted = Mount("mount", "-t", "overlay", "overlay", "-o", $"redirect_dir=off,lowerdir={_sweep.Root},upperdir={upper}/files,workdir={upper}/work", _sweep.Root);
            Assert.SkipUnless(_mounted, "This machine has no overlay file system.");
            _sweep.Options = _sweep.Options with { Fresh = true };

            var message = Assert.Throws<StorageException>(() => _sweep.Run(cells)).Message;

            Assert.Contains("--out", message, StringComparison.Ordinal);
            Assert.Contains("overlay", message, StringComparison.Ordinal);
            Assert.Equal(before, _sweep.Deterministic());
        }
        finally
        {
            if (_mounted)
                Assert.True(Mount("umount", _sweep.Root));
            _mounted = false;
            Assert.True(Mount("umount", upper));
            Directory.Delete(upper);
        }
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
        using var process = TestProcess.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
