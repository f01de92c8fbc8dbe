using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using nietras.SeparatedValues;
using Sweeps.Core.Datasets.Columns;
using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets;

/// <summary>Reads a table: the columns named in the first line, fields separated by commas, semicolons, tabs or bars, in double quotes where they hold a separator. Only the values are kept in memory.</summary>
internal static class TableReader
{
    /// <summary>Fields of a table.</summary>
    public const long MostFields = 1 << 28;

    /// <summary>Stands for bytes that are not UTF-8.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>The table, or what is wrong with it.</summary>
    /// <param name="sha256">Of the file that the text was made of; null if the text is the file.</param>
    public static (TableDataset? Table, string? Problem) Read(Stream stream, string name, string? path, string? sha256 = null)
    {
        using var hash = SHA256.Create();
        using var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Read, leaveOpen: true);
        using var text = new StreamReader(hashing, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        var (columns, problem) = Read(text, name);
        if (columns is null)
            return (null, problem);
        // The hash is complete once the end was read.
        hashing.CopyTo(Stream.Null);
        return (new TableDataset(name, path, sha256 ?? Convert.ToHexStringLower(hash.Hash!), columns), null);
    }

    private static (IReadOnlyList<TableColumn>? Columns, string? Problem) Read(TextReader text, string name)
    {
        Sep? separator = name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? new Sep('\t') : null;
        ColumnBuilder[]? columns = null;
        string[] names = [];
        var rows = 0L;
        try
        {
            using var reader = Sep.Reader(options => options with { Sep = separator, HasHeader = false, DisableColCountCheck = true, Unescape = true }).From(text);
            foreach (var row in reader)
            {
                if (row.ColCount == 1 && row[0].Span.IsWhiteSpace())
                    continue;
                // The rest of the file would be one field.
                if (row.LineNumberToExcl - row.LineNumberFrom > 1 && int.IsOddInteger(row.Span.Count('"')))
                    return (null, $"a quote in the row that begins in line {row.LineNumberFrom} is not closed");
                if (columns is null)
                {
                    names = new string[row.ColCount];
                    for (var i = 0; i < names.Length; i++)
                        names[i] = row[i].Span.Trim().ToString();
                    if (NamesProblem(names) is { } wrong)
                        return (null, wrong);
                    columns = [.. names.Select(column => new ColumnBuilder(column))];
                    continue;
                }

                if (row.ColCount != columns.Length)
                    return (null, $"line {row.LineNumberFrom} has {row.ColCount} {(row.ColCount == 1 ? "field" : "fields")}, and there are {columns.Length} columns");
                if (++rows * columns.Length > MostFields)
                    return (null, $"it has more than {MostFields} fields by line {row.LineNumberFrom}; no more can be held in memory");
                for (var i = 0; i < columns.Length; i++)
                {
                    var field = row[i].Span.Trim();
                    if (field.Contains(Replacement))
                        return (null, $"it is not UTF-8: line {row.LineNumberFrom} has wrong bytes in the column {Wording.Quote(names[i])}; save it as UTF-8");
                    columns[i].Add(field, row.LineNumberFrom);
                }
            }
        }
        catch (NotSupportedException)
        {
            return (null, $"the row after {rows} others is longer than any that can be read; perhaps a quote is not closed");
        }

        return rows == 0 ? (null, "it has no rows below the line that names its columns") : ([.. columns!.Select(column => column.Build())], null);
    }

    private static string? NamesProblem(string[] names)
    {
        if (Array.Exists(names, name => name.Contains(Replacement, StringComparison.Ordinal)))
            return "it is not UTF-8: line 1 has wrong bytes; save it as UTF-8";
        if (names is [['s', 'e', 'p', '=', ..], ..])
            return $"its first line is {Wording.Quote(names[0])}, which tells a spreadsheet the separator; take the line out";
        if (names.Length < 2)
            return "it has one column; a table has one for the target and at least one to predict it from, separated by commas";
        if (Array.IndexOf(names, "") is >= 0 and var unnamed)
            return $"its first line must name every column, and column {unnamed + 1} has no name";
        if (Array.TrueForAll(names, name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            return "its first line has numbers; it must name the columns";
        if (Array.FindIndex(names, NumberForm.IsNumber) is >= 0 and var number)
            return $"its first line must name every column, and column {number + 1} has {Wording.Quote(names[number])}; perhaps the line with the names is missing";
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, name) in names.Index())
            if (!seen.TryAdd(name, place))
                return $"two of its columns are called {Wording.Quote(name)}, column {seen[name] + 1} and column {place + 1}";
        return null;
    }
}
