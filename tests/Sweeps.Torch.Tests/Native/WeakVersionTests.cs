using Sweeps.Tests;
using Sweeps.Torch.Native;

namespace Sweeps.Torch.Tests.Native;

/// <summary>The flag that lets TorchSharp's library load beside an older libstdc++.</summary>
[Kind(TestKind.Torch)]
public sealed class WeakVersionTests
{
    [Fact]
    public void One_bit_of_the_file_is_another()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The flag is one of ELF files.");
        _ = Engines.Torch;
        var original = File.ReadAllBytes(NativeFiles.Find().Bridge);
        var flagged = original.ToArray();
        WeakVersion.Flag(flagged);
        var place = Assert.Single(Enumerable.Range(0, original.Length), i => original[i] != flagged[i]);
        Assert.Equal(original[place] | 2, flagged[place]);
        // Elf64_Vernaux: the hash of the name before the flags is that of the System V ABI.
        Assert.Equal(Hash(WeakVersion.Name), BitConverter.ToUInt32(original, place - 4));
    }

    [Fact]
    public void What_is_not_such_a_file_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => WeakVersion.Flag(new byte[100]));
        var cut = new byte[80];
        "\u007fELF\u0002\u0001"u8.CopyTo(cut);
        cut.AsSpan(0x28, 24).Fill(0x7f);
        Assert.Throws<InvalidDataException>(() => WeakVersion.Flag(cut));
    }

    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var character in name)
        {
            hash = (hash << 4) + character;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
