using Sweeps.Core.Files;
using Sweeps.Core.Tests.Definitions;

namespace Sweeps.Core.Tests.Files;

public sealed class FoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_created_with_those_above_it_and_listed_in_order()
    {
        var deep = At("a/b/c");
        Folders.Create(deep);
        Folders.Create(deep);
        foreach (var name in new[] { "B.x", "a.x", "C.y" })
            File.WriteAllText(Path.Combine(deep, name), "");
        Directory.CreateDirectory(Path.Combine(deep, "d.x"));
        Assert.Equal(["B.x", "a.x"], Folders.Files(deep, ".x").Select(Path.GetFileName));
        Assert.Equal(3, Folders.AllFiles(_folder.Path).Count);
        Assert.Empty(Folders.Files(At("nothing")));
        Assert.True(Folders.IsEmpty(At("nothing")));
        Assert.False(Folders.IsEmpty(deep));
        Folders.RemoveIfEmpty(deep);
        Assert.True(FileProbe.IsFolder(deep));
        Folders.Delete(At("a"));
        Folders.Delete(At("a"));
        Assert.Equal(FileKind.Missing, FileProbe.Kind(At("a")));
    }

    [Fact]
    public void What_is_in_the_way_is_told()
    {
        File.WriteAllText(At("file"), "");
        Assert.Contains(At("file"), Assert.Throws<StorageException>(() => Folders.Create(At("file"))).Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => Folders.Create(At("file/a")));
        Assert.Throws<StorageException>(() => Folders.Files(At("file")));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders are not synced on Windows.");
        Assert.Throws<StorageException>(() => Folders.Sync(At("nothing")));
    }

    [Fact]
    public void A_folder_of_a_file_system_that_cannot_sync_folders_is_no_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is a file system of Linux.");
        Folders.Sync("/proc/self");
        Folders.Sync(_folder.Path);
    }

    [Fact]
    public void A_rename_replaces_and_says_why_not()
    {
        File.WriteAllText(At("a"), "new");
        File.WriteAllText(At("b"), "old");
        FileActions.Rename(At("a"), At("b"));
        Assert.Equal("new", File.ReadAllText(At("b")));
        Assert.Contains(At("a"), Assert.Throws<StorageException>(() => FileActions.Rename(At("a"), At("b"))).Message, StringComparison.Ordinal);
        Assert.Equal("new", File.ReadAllText(At("b")));
        Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/dev/shm"), "Another file system is needed.");
        Assert.True(Assert.Throws<StorageException>(() => FileActions.Rename(At("b"), $"/dev/shm/{Guid.NewGuid():n}")).IsAcrossFileSystems);
        Assert.Equal("new", File.ReadAllText(At("b")));
    }

    [Fact]
    public void A_name_that_is_taken_is_not_given()
    {
        File.WriteAllText(At("mine"), "mine");
        File.WriteAllText(At("taken"), "theirs");
        Assert.False(FileActions.TryPlace(At("mine"), At("taken")));
        Assert.Equal("theirs", File.ReadAllText(At("taken")));
        Assert.True(FileActions.TryPlace(At("mine"), At("free")));
        Assert.Equal("mine", File.ReadAllText(At("free")));
        FileActions.Delete(At("free"));
        FileActions.Delete(At("free"));
        FileActions.Delete(At("nowhere/free"));
        Directory.CreateDirectory(At("folder"));
        Assert.Throws<StorageException>(() => FileActions.Delete(At("folder")));
        FileActions.TryDelete(At("folder"));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);
}
