using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sweeps.Torch.Native;

/// <summary>
/// Makes the one version of libstdc++ that an ELF file needs for no code (its only symbol, <c>_ZSt21ios_base_library_initv</c>, has no relocation) a wish
/// instead of a condition: the flag VER_FLG_WEAK in its entry of the section .gnu.version_r, in a copy of the file.
/// </summary>
internal static class WeakVersion
{
    /// <summary>The version: libstdc++ has it from GCC 13 on; Debian 12 has an older one.</summary>
    public const string Name = "GLIBCXX_3.4.32";

    private const uint SectionOfNeededVersions = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>A copy of the file with the flag, in the user's data or, if that cannot be written, in a temporary folder.</summary>
    /// <exception cref="InvalidDataException">The file is no 64-bit ELF file that needs the version.</exception>
    public static LibraryCopy CopyOf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Flag(bytes);
        // By its content, so that every version of TorchSharp has a copy of its own and an existing one is known to be whole.
        var name = $"libLibTorchSharp-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.so";
        try
        {
            var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "sweeps", "torch", "copies");
            Directory.CreateDirectory(folder);
            return Place(bytes, folder, name, isTemporary: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Place(bytes, Directory.CreateTempSubdirectory("sweeps-torch-").FullName, name, isTemporary: true);
        }
    }

    /// <summary>Sets the flag.</summary>
    /// <exception cref="InvalidDataException">The file is no 64-bit ELF file that needs the version.</exception>
    public static void Flag(Span<byte> file)
    {
        try
        {
            var sections = Sections(file);
            foreach (var needed in sections.Where(section => section.Type == SectionOfNeededVersions))
                if (TryFlag(file, needed, sections[(int)needed.Link]))
                    return;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("TorchSharp's library is not an ELF file as it should be.", e);
        }

        throw new InvalidDataException($"TorchSharp's library does not need {Name}.");
    }

    private static LibraryCopy Place(byte[] bytes, string folder, string name, bool isTemporary)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return new(path, IsNew: false, isTemporary);
        // In one step, since another process may do the same.
        var temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
        return new(path, IsNew: true, isTemporary);
    }

    // Elf64_Ehdr: e_shoff at 0x28; e_shentsize and e_shnum at 0x3A. Elf64_Shdr: sh_type 4, sh_offset 0x18, sh_link 0x28, sh_info 0x2C.
    private static List<Section> Sections(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("\u007fELF\u0002\u0001"u8))
            throw new InvalidDataException("TorchSharp's library is not a 64-bit ELF file.");
        var start = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[0x28..]));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3A..]), count = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3C..]);
        var sections = new List<Section>();
        for (var i = 0; i < count; i++)
        {
            var header = file.Slice(start + (i * size), size);
            sections.Add(new(
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]), checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..])),
                BinaryPrimitives.ReadUInt32LittleEndian(header[0x28..]), BinaryPrimitives.ReadUInt32LittleEndian(header[0x2C..])));
        }

        return sections;
    }

    // Elf64_Verneed: vn_cnt 2, vn_aux 8, vn_next 12. Elf64_Vernaux: vna_flags 4, vna_name 8, vna_next 12.
    private static bool TryFlag(Span<byte> file, Section needed, Section names)
    {
        var entry = needed.Offset;
        for (var left = needed.Info; left > 0; left--)
        {
            var version = entry + checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[(entry + 8)..]));
            for (int more = BinaryPrimitives.ReadUInt16LittleEndian(file[(entry + 2)..]); more > 0; more--)
            {
                var name = file[(names.Offset + checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[(version + 8)..])))..];
                if (name[..name.IndexOf((byte)0)].SequenceEqual(Encoding.ASCII.GetBytes(Name)))
                {
                    var flags = file[(version + 4)..];
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
                    return true;
                }

                version += checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[(version + 12)..]));
            }

            entry += checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[(entry + 12)..]));
        }

        return false;
    }

    private readonly record struct Section(uint Type, int Offset, uint Link, uint Info);
}
