using System.Text;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Aligned columns as plain text.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const string Cut = "…";
    private readonly List<string[]> _rows = [];
    private readonly HashSet<int> _rightAligned = [];
    private readonly Dictionary<string[], Func<string, string>> _paints = [];

    public TextTable(params string[] header)
    {
        if (header.Length > 0)
            Add(header);
    }

    /// <summary>Aligns columns of numbers to the right.</summary>
    public TextTable Right(params int[] columns)
    {
        _rightAligned.UnionWith(columns);
        return this;
    }

    /// <summary>A row; a line break in a text does not begin another.</summary>
    public TextTable Add(params string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Printable.Line(cells[i]);
        _rows.Add(cells);
        return this;
    }

    /// <param name="paint">Colours the first cell.</param>
    public TextTable Add(Func<string, string> paint, params string[] cells)
    {
        _paints.Add(cells, paint);
        return Add(cells);
    }

    /// <param name="width">The most characters of a line: cells of the last column are cut if they do not fit. Null for as many as they need.</param>
    public void WriteTo(TextWriter writer, string indent = "", int? width = null)
    {
        var widths = new int[_rows.Count == 0 ? 0 : _rows.Max(row => row.Length)];
        foreach (var row in _rows)
            for (var i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        if (width is { } most && widths.Length > 0)
            widths[^1] = Math.Clamp(most - indent.Length - widths[..^1].Sum(column => column + Gap.Length), 1, widths[^1]);
        foreach (var row in _rows)
        {
            var line = new StringBuilder(indent);
            for (var i = 0; i < row.Length; i++)
            {
                var text = row[i].Length <= widths[i] ? row[i] : row[i][..(widths[i] - 1)] + Cut;
                var cell = _rightAligned.Contains(i) ? text.PadLeft(widths[i]) : text.PadRight(widths[i]);
                line.Append(i == 0 ? "" : Gap).Append(i == 0 && _paints.TryGetValue(row, out var paint) ? paint(cell) : cell);
            }

            writer.WriteLine(line.ToString().TrimEnd());
        }
    }
}
