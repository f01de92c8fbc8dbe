using System.Globalization;
using System.Security.Cryptography;
using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets;

/// <summary>Reads a table of numbers: comma-separated values, the columns named in the first line, no quotes.</summary>
internal static class TableReader
{
    /// <summary>Bytes of a table.</summary>
    public const int LargestFile = 64 << 20;

    /// <summary>The table, or what is wrong with it.</summary>
    public static (NumberTable? Table, string? Problem) Read(ReadOnlySpan<byte> bytes, string name, string? path)
    {
        if (bytes.Length > LargestFile)
            return (null, $"it is larger than {LargestFile} bytes");
        if (Utf8Text.Decode(bytes, out var fault) is not { } text)
            return (null, $"it is not UTF-8: the byte at offset {fault.Offset}, in line {fault.Line}, is wrong; save it as UTF-8");
        string[]? columns = null;
        var numbers = new List<float>();
        var line = 0;
        foreach (var row in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            line++;
            if (row.IsWhiteSpace())
                continue;
            if (columns is null)
            {
                columns = [.. row.ToString().Split(',').Select(column => column.Trim())];
                if (Names(columns) is { } wrong)
                    return (null, wrong);
            }
            else if (ReadRow(row, line, columns, numbers) is { } problem)
            {
                return (null, problem);
            }
        }

        return columns is null || numbers.Count == 0
            ? (null, "it has no rows below the line that names its columns")
            : (new NumberTable(name, path, Convert.ToHexStringLower(SHA256.HashData(bytes)), columns, [.. numbers]), null);
    }

    private static string? Names(string[] columns)
    {
        if (columns.Length < 2)
            return "it has one column; a table has one for the class and at least one to predict it from, separated by commas";
        if (Array.Exists(columns, column => column.Length == 0 || column.Contains('"', StringComparison.Ordinal)))
            return "its first line must name every column, without quotes";
        if (Array.TrueForAll(columns, column => double.TryParse(column, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            return "its first line has numbers; it must name the columns";
        var twice = columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
        return twice is null ? null : $"two of its columns are called {Wording.Quote(twice)}";
    }

    private static string? ReadRow(ReadOnlySpan<char> row, int line, string[] columns, List<float> numbers)
    {
        var column = 0;
        foreach (var range in row.Split(','))
        {
            if (column == columns.Length)
                return $"line {line} has more fields than the {columns.Length} columns";
            var field = row[range].Trim();
            if (!float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !float.IsFinite(number))
                return $"line {line} has {Wording.Quote(field.ToString())} in the column {Wording.Quote(columns[column])}, where a finite number with a decimal point is needed";
            numbers.Add(number);
            column++;
        }

        return column == columns.Length ? null : $"line {line} has {column} fields, and there are {columns.Length} columns";
    }
}
