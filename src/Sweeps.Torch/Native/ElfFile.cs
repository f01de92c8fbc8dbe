using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Sweeps.Torch.Native;

/// <summary>Files of native code on Linux (ELF).</summary>
internal static class ElfFile
{
    private const int HeaderLength = 64;
    private const int SegmentLength = 56;
    private const ushort X64 = 62;
    private const ushort Arm64 = 183;

    /// <summary>Why the loader of this process cannot use a file: the rest of a sentence that begins with its name; null if nothing in its header is against it.</summary>
    /// <remarks>
    /// Asked before the loader is, because that says of a file for another processor that there is none (e_machine, 0x12), and maps one that is shorter than its header says: the process ends
    /// with SIGBUS when it reads the rest. Last in a file is the table of sections (from e_shoff, 0x28, e_shnum, 0x3C, entries of e_shentsize, 0x3A, bytes) or, where a tool changed it after it was
    /// linked, a segment (the table from e_phoff, 0x20, has e_phnum, 0x38, entries of 56 bytes with p_offset, 8, and p_filesz, 0x20).
    /// </remarks>
    public static string? WhyUnusable(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("\u007fELF\u0002\u0001"u8))
            return "is damaged: it does not begin as a 64-bit library for Linux does";
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(header[0x12..]);
        if (machine != Expected())
            return string.Create(CultureInfo.InvariantCulture, $"is for another kind of processor ({NameOf(machine)}; this program runs on {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()})");
        var length = Math.Max(
            BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..]) + ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(header[0x3A..]) * BinaryPrimitives.ReadUInt16LittleEndian(header[0x3C..])),
            EndOfSegments(file, BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..]), BinaryPrimitives.ReadUInt16LittleEndian(header[0x38..])));
        return length <= (ulong)file.Length ? null : string.Create(CultureInfo.InvariantCulture, $"is not whole: it has {file.Length} bytes, and its header tells of {length} at least");
    }

    private static ulong EndOfSegments(FileStream file, ulong table, int count)
    {
        Span<byte> entry = stackalloc byte[SegmentLength];
        var end = table + ((ulong)count * SegmentLength);
        if (end > (ulong)file.Length)
            return end;
        file.Position = (long)table;
        for (var i = 0; i < count; i++)
        {
            file.ReadExactly(entry);
            end = Math.Max(end, BinaryPrimitives.ReadUInt64LittleEndian(entry[0x08..]) + BinaryPrimitives.ReadUInt64LittleEndian(entry[0x20..]));
        }

        return end;
    }

    private static int Expected() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        var other => throw new PlatformNotSupportedException($"There is no LibTorch for {other}."),
    };

    private static string NameOf(ushort machine) => machine switch
    {
        X64 => "x64",
        Arm64 => "arm64",
        _ => string.Create(CultureInfo.InvariantCulture, $"number {machine} of the ELF specification"),
    };
}
