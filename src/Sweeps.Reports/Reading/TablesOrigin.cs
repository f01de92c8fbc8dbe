using Sweeps.Core.Files;
using Sweeps.Core.Tables;
using Sweeps.Reports.Model;
using Sweeps.Tables;

namespace Sweeps.Reports.Reading;

/// <summary>Checks every byte of the final tables before they are used, and returns their checksums.</summary>
internal static class TablesOrigin
{
    /// <param name="names">Of the tables.</param>
    /// <exception cref="StorageException">A table is damaged or cannot be read.</exception>
    public static ReportOrigin Read(SweepPaths paths, IEnumerable<string> names, bool isComplete)
    {
        var tables = new List<KeyValuePair<string, string>>();
        foreach (var file in names.Select(paths.Table).Where(FileProbe.IsThere))
        {
            Verify(file);
            var sha256 = FileReading.Sha256(file);
            if (isComplete)
                tables.Add(new(Path.GetFileName(file), sha256));
        }

        return new ReportOrigin("", [], tables);
    }

    private static void Verify(string file)
    {
        try
        {
            using var table = TableFiles.Format.Open(file);
            table.Verify();
        }
        catch (TableFileException damaged)
        {
            throw new StorageException($"No report was made: {damaged.Message}", damaged);
        }
        catch (Exception failed) when (FileFailure.Is(failed))
        {
            throw FileFailure.Of("Cannot read", file, failed);
        }
    }
}
