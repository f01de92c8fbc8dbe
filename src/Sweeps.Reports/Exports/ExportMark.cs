namespace Sweeps.Reports.Exports;

/// <summary>The file by which an export is told from a folder of the user's own, which must not be replaced.</summary>
internal static class ExportMark
{
    public const string FileName = "EXPORT.txt";

    private const string Beginning = "Written by 'sweeps export' (";

    public static bool IsIn(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        return file is { Exists: true, Length: > 0 and < 1024 } && File.ReadAllText(file.FullName).StartsWith(Beginning, StringComparison.Ordinal);
    }

    public static void Write(string folder, ExportFormat format) => File.WriteAllText(
        Path.Combine(folder, FileName),
        $"{Beginning}{format}). The next export replaces this folder.\n");
}
