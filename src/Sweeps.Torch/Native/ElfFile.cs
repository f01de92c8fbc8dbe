using System.Buffers.Binary;

namespace Sweeps.Torch.Native;

/// <summary>Files of native code on Linux (ELF).</summary>
internal static class ElfFile
{
    private const int HeaderLength = 64;

    /// <summary>Whether a file is as long as its header says: the loader maps one that is not, and the process ends with SIGBUS when it reads the rest.</summary>
    /// <remarks>The table of sections, which every linker puts last, starts at e_shoff (0x28) and has e_shnum (0x3C) entries of e_shentsize (0x3A) bytes.</remarks>
    public static bool IsWhole(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("\u007fELF\u0002\u0001"u8))
            return false;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..])
            + ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(header[0x3A..]) * BinaryPrimitives.ReadUInt16LittleEndian(header[0x3C..]));
        return length <= (ulong)file.Length;
    }
}
