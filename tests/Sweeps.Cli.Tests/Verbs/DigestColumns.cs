using System.Text.Json;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>What <c>sweeps digest --json</c> says of each column.</summary>
internal static class DigestColumns
{
    /// <summary>The hashes by <c>table.column</c>.</summary>
    public static SortedDictionary<string, string> Of(string json)
    {
        using var digest = JsonDocument.Parse(json);
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in digest.RootElement.GetProperty("tables").EnumerateArray())
            foreach (var column in table.GetProperty("columns").EnumerateArray())
                columns[$"{table.GetProperty("name")}.{column.GetProperty("name")}"] = column.GetProperty("sha256").GetString()!;
        return columns;
    }
}
