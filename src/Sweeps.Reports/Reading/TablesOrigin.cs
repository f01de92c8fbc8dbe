using System.Security.Cryptography;
using Sweeps.Core.Files;
using Sweeps.Core.Results;
using Sweeps.Parquet;
using Sweeps.Reports.Model;

namespace Sweeps.Reports.Reading;

/// <summary>Checks the final tables byte for byte before anything of them is believed, and tells their checksums.</summary>
internal static class TablesOrigin
{
    /// <param name="names">Of the tables.</param>
    /// <exception cref="StorageException">A table is damaged or cannot be read.</exception>
    public static ReportOrigin Read(SweepPaths paths, IEnumerable<string> names, bool isComplete)
    {
        var tables = new List<KeyValuePair<string, string>>();
        foreach (var file in names.Select(paths.Table).Where(FileProbe.IsThere))
        {
            var sha256 = Reading(file, () =>
            {
                using (var table = ParquetReader.Open(file))
                    _ = table.Verify();
                using var stream = FileReading.Open(file);
                return Convert.ToHexStringLower(SHA256.HashData(stream));
            });
            if (isComplete)
                tables.Add(new(Path.GetFileName(file), sha256));
        }

        return new ReportOrigin("", [], tables);
    }

    /// <summary>The content of a file; null if there is none.</summary>
    public static byte[]? Bytes(string file) => Reading(file, () => FileReading.BytesIfThere(file));

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ParquetException damaged)
        {
            throw new StorageException($"No report was made: {damaged.Message}", damaged);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Cannot read '{path}': {failed.Message}", failed);
        }
    }
}
