using Sweeps.Core.Files;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Files;

public sealed class FileProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Kind(TestKind.Process)]
    [Fact]
    public void Every_kind_is_told_by_its_name_and_by_what_it_leads_to()
    {
        var file = At("file");
        File.WriteAllText(file, "12345");
        Directory.CreateDirectory(At("folder"));
        Assert.Equal((FileKind.File, FileKind.File), Kinds("file"));
        Assert.Equal(5, FileProbe.Look(file, follow: false).Length);
        Assert.Equal((FileKind.Folder, FileKind.Folder), Kinds("folder"));
        Assert.Equal((FileKind.Missing, FileKind.Missing), Kinds("nothing"));
        Assert.Equal((FileKind.Missing, FileKind.Missing), Kinds("no-folder/nothing"));
        Assert.Equal((FileKind.Missing, FileKind.Missing), Kinds("file/nothing"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows, and there are no pipes in folders.");
        File.CreateSymbolicLink(At("to-file"), file);
        File.CreateSymbolicLink(At("to-folder"), At("folder"));
        File.CreateSymbolicLink(At("to-nothing"), At("nothing"));
        using (var made = TestProcess.Start("mkfifo", [At("pipe")]))
            made.WaitForExit();
        Assert.Equal((FileKind.Link, FileKind.File), Kinds("to-file"));
        Assert.Equal((FileKind.Link, FileKind.Folder), Kinds("to-folder"));
        Assert.Equal((FileKind.Link, FileKind.Missing), Kinds("to-nothing"));
        Assert.Equal((FileKind.Other, FileKind.Other), Kinds("pipe"));
        Assert.Equal(FileKind.Other, FileProbe.Kind("/dev/null"));
    }

    [Fact]
    public void What_cannot_be_told_is_an_error_and_not_an_absence()
    {
        var tooLong = At(new string('a', 5000));
        Assert.Contains(tooLong, Assert.Throws<StorageException>(() => FileProbe.IsThere(tooLong)).Message, StringComparison.Ordinal);
        Assert.Equal(FileKind.Missing, FileProbe.Apparent(tooLong));
        Assert.Throws<StorageException>(() => FileProbe.IsThere("a\0b"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(At("circle"), At("circle"));
        Assert.Equal(FileKind.Link, FileProbe.Kind(At("circle")));
        Assert.Throws<StorageException>(() => FileProbe.Target(At("circle")));
        Assert.Throws<StorageException>(() => FileProbe.IsThere(At("circle/file")));
    }

    [Fact]
    public void Two_folders_of_one_file_system_have_one_volume()
    {
        Directory.CreateDirectory(At("a"));
        Assert.Equal(FileProbe.Look(_folder.Path, follow: false).Volume, FileProbe.Look(At("a"), follow: false).Volume);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is a file system of Linux.");
        Assert.NotEqual(FileProbe.Look("/proc", follow: false).Volume, FileProbe.Look(At("a"), follow: false).Volume);
    }

    [Kind(TestKind.Process)]
    [Fact]
    public void A_pipe_or_a_folder_is_not_read()
    {
        Assert.Null(FileReading.BytesIfThere(At("nothing")));
        Assert.Contains("no such file", Assert.Throws<StorageException>(() => FileReading.Bytes(At("nothing"))).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<StorageException>(() => FileReading.BytesIfThere(_folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(At("file"), "abc");
        Assert.Equal("abc"u8.ToArray(), FileReading.BytesIfThere(At("file")));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders.");
        using (var made = TestProcess.Start("mkfifo", [At("pipe")]))
            made.WaitForExit();
        Assert.Contains("pipe", Assert.Throws<StorageException>(() => FileReading.BytesIfThere(At("pipe"))).Message, StringComparison.Ordinal);
    }

    private (FileKind, FileKind) Kinds(string name) => (FileProbe.Kind(At(name)), FileProbe.Target(At(name)));

    private string At(string name) => Path.Combine(_folder.Path, name);
}
