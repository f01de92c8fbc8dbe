using Sweeps.Core.Files;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Store;

/// <summary>Checks that final tables are as they were written.</summary>
internal static class TablesCheck
{
    /// <summary>The tables that cannot be trusted, with messages.</summary>
    /// <remarks>Files are compared with the checksums in <c>provenance.json</c>. A file without a checksum there is read completely instead.</remarks>
    public static IReadOnlyList<(StoredTable Table, string Problem, bool Located)> Check(SweepPaths paths, StoredTables tables)
    {
        var stated = Provenance.Checksums(FileReading.BytesIfThere(paths.Provenance));
        var problems = new List<(StoredTable, string, bool)>();
        foreach (var table in tables.All)
        {
            var hasChecksum = stated.TryGetValue(Path.GetFileName(table.Path), out var expected);
            if (hasChecksum && string.Equals(FileReading.Sha256(table.Path), expected, StringComparison.Ordinal))
                continue;
            if (ReadThrough(table) is { } problem)
                problems.Add((table, problem, true));
            else if (hasChecksum)
                problems.Add((table, $"'{table.Path}' is not the file whose checksum stands in provenance.json.", false));
        }

        return problems;
    }

    private static string? ReadThrough(StoredTable table)
    {
        for (var group = 0; group < table.Groups; group++)
        {
            try
            {
                table.Group(group);
            }
            catch (InvalidDataException e)
            {
                return e.Message;
            }
        }

        return null;
    }
}
