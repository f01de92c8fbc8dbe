using Sweeps.Tests;
using Sweeps.Torch.Native;

namespace Sweeps.Torch.Tests.Native;

/// <summary>Files that the system's loader must not be given: it would end the process.</summary>
[Kind(TestKind.Torch)]
public sealed class ElfFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void One_that_was_cut_is_told(int length)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The files of other systems have another format.");
        _ = Engines.Torch;
        var whole = NativeFiles.Find().Bridge;
        Assert.Null(ElfFile.WhyUnusable(whole));
        var bytes = File.ReadAllBytes(whole);
        var cut = Path.GetTempFileName();
        File.WriteAllBytes(cut, bytes[..(length < 0 ? bytes.Length + length : length)]);
        Assert.StartsWith(length is 0 or 63 ? "is damaged: " : "is not whole: it has ", ElfFile.WhyUnusable(cut), StringComparison.Ordinal);
        File.Delete(cut);
    }
}
