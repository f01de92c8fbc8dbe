namespace Sweeps.Reports.Exports;

/// <summary>The file by which an export is told from a folder of the user's own, which must not be replaced.</summary>
internal static class ExportMark
{
    private const string FileName = "EXPORT.txt";

    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    public static void Write(string folder, ExportFormat format) => File.WriteAllText(
        Path.Combine(folder, FileName),
        $"Written by 'sweeps export' ({format}). The next export replaces this folder.\n");
}
