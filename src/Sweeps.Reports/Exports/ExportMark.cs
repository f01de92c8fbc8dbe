using System.Text;
using Sweeps.Core.Files;

namespace Sweeps.Reports.Exports;

/// <summary>The file that marks a folder as an export. A folder without it belongs to the user and must not be replaced.</summary>
internal static class ExportMark
{
    public const string FileName = "EXPORT.txt";

    private static ReadOnlySpan<byte> Beginning => "Written by 'sweeps export' ("u8;

    /// <summary>Whether a folder is an export, or is empty, or has a part of the mark alone, as a kill leaves it.</summary>
    public static bool IsIn(string folder)
    {
        var mark = Path.Combine(folder, FileName);
        if (FileProbe.Look(mark, follow: false) is not { Kind: FileKind.File, Length: < 1024 })
            return Folders.IsEmpty(folder);
        var content = FileReading.Bytes(mark);
        return content.AsSpan().StartsWith(Beginning) || (Beginning.StartsWith(content) && Folders.Entries(folder).Count == 1);
    }

    public static bool IsMark(string file) => string.Equals(Path.GetFileName(file), FileName, StringComparison.Ordinal);

    /// <summary>Durably, before there is anything else that would have to be known.</summary>
    public static void Write(string folder, ExportKind kind)
    {
        AtomicFile.WriteNew(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(Beginning)}{kind.Name}). The next export replaces this folder.\n"));
        Folders.Sync(folder);
    }
}
