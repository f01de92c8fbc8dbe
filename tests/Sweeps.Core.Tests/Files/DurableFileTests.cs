using Sweeps.Core.Files;
using Sweeps.Core.Tests.Definitions;

namespace Sweeps.Core.Tests.Files;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_appended_stands_one_after_the_other()
    {
        using (var file = DurableFile.CreateNew(At("a")))
        {
            Assert.Equal(0, file.Append("one "u8));
            file.Sync();
            Assert.Equal(4, file.Append("two"u8));
            file.Sync();
        }

        using (var file = DurableFile.Open(At("a")))
            Assert.Equal(7, file.Append("!"u8));
        Assert.Equal("one two!", File.ReadAllText(At("a")));
        Assert.Throws<StorageException>(() => DurableFile.CreateNew(At("a")));
    }

    [Fact]
    public void After_a_failed_write_nothing_is_written_and_the_first_reason_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is a device of Linux.");
        using var full = DurableFile.Open("/dev/full");
        for (var i = 0; i < 2; i++)
            Assert.Contains("space", Assert.Throws<StorageException>(() => full.Append("a"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("space", Assert.Throws<StorageException>(full.Sync).Message, StringComparison.Ordinal);
    }

    /// <summary>.NET's own flush succeeds here.</summary>
    [Fact]
    public void After_a_failed_sync_nothing_is_written_and_the_first_reason_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "fsync(2) of /dev/null fails on Linux.");
        using var device = DurableFile.Open("/dev/null");
        device.Append("a"u8);
        var first = Assert.Throws<StorageException>(device.Sync).Message;
        Assert.Contains("/dev/null", first, StringComparison.Ordinal);
        Assert.Equal(first, Assert.Throws<StorageException>(() => device.Append("a"u8)).Message);
        Assert.Equal(first, Assert.Throws<StorageException>(device.Sync).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(200_000)]
    public void A_stream_writes_every_byte_whatever_the_pieces(int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
            content[i] = (byte)(i * 31 >> 3);
        foreach (var piece in new[] { 1, 1000, 65536, 100_000 })
        {
            using (var stream = DurableStream.Create(At("b")))
            {
                for (var i = 0; i < length; i += piece)
                    stream.Write(content.AsSpan(i, Math.Min(piece, length - i)));
                Assert.Equal(length, stream.Position);
                stream.Sync();
            }

            Assert.Equal(content, File.ReadAllBytes(At("b")));
        }
    }

    [Fact]
    public void A_file_replaces_another_whole_or_leaves_it()
    {
        AtomicFile.Write(At("c"), At("c.tmp"), "first"u8.ToArray());
        AtomicFile.Write(At("c"), At("c.tmp"), "second"u8.ToArray());
        Assert.Equal("second", File.ReadAllText(At("c")));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(At("c"), At("c.tmp"), stream =>
        {
            stream.Write("third"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("second", File.ReadAllText(At("c")));
        Assert.Equal([At("c")], Folders.Files(_folder.Path));
    }

    [Fact]
    public void A_link_is_replaced_and_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.WriteAllText(At("victim"), "untouched");
        File.CreateSymbolicLink(At("d.tmp"), At("victim"));
        File.CreateSymbolicLink(At("d"), At("victim"));
        AtomicFile.Write(At("d"), At("d.tmp"), "mine"u8.ToArray());
        Assert.Equal("untouched", File.ReadAllText(At("victim")));
        Assert.Equal("mine", File.ReadAllText(At("d")));
        Assert.Equal(FileKind.File, FileProbe.Kind(At("d")));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);
}
