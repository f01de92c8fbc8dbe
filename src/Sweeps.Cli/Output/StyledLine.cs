using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Sweeps.Cli.Output;

/// <summary>A line for a <see cref="LiveRegion"/>, made of pieces that may have colours. Widths are counted in cells: a wide character takes two.</summary>
internal sealed class StyledLine
{
    private readonly List<(string Text, Colour? Colour)> _pieces = [];

    /// <summary>Cells.</summary>
    public int Width => _pieces.Sum(piece => WidthOf(piece.Text));

    /// <summary>How many cells a text takes.</summary>
    public static int WidthOf(string text) => text.Length == 0 ? 0 : new Segment(text).CellCount();

    public StyledLine Add(string text, Colour? colour = null)
    {
        if (text.Length > 0)
            _pieces.Add((text, colour));
        return this;
    }

    public StyledLine Add(StyledLine line)
    {
        _pieces.AddRange(line._pieces);
        return this;
    }

    /// <summary>Adds a text, cut where it is longer than a width.</summary>
    public StyledLine AddCut(string text, int width, string ellipsis, Colour? colour = null) =>
        Add(WidthOf(text) <= width ? text : Beginning(text, width - WidthOf(ellipsis)) + (width < WidthOf(ellipsis) ? "" : ellipsis), colour);

    /// <summary>Adds spaces up to a width.</summary>
    public StyledLine PadTo(int width) => Add(new string(' ', Math.Max(0, width - Width)));

    /// <summary>The line, cut where it is longer than a width.</summary>
    public StyledLine Fit(int width, string ellipsis)
    {
        if (Width <= width)
            return this;
        var fitting = new StyledLine();
        var room = width - WidthOf(ellipsis);
        foreach (var (text, colour) in _pieces)
        {
            fitting.Add(Beginning(text, room), colour);
            room -= WidthOf(text);
            if (room <= 0)
                break;
        }

        return width < WidthOf(ellipsis) ? fitting : fitting.Add(ellipsis);
    }

    /// <summary>The line as a terminal takes it.</summary>
    public string Render(bool hasColours)
    {
        var line = new StringBuilder();
        foreach (var (text, colour) in _pieces)
            line.Append(hasColours && colour is { } code ? string.Create(CultureInfo.InvariantCulture, $"\u001b[{(int)code}m{text}\u001b[0m") : text);
        return line.ToString();
    }

    /// <summary>The line without colours.</summary>
    public override string ToString() => Render(hasColours: false);

    private static string Beginning(string text, int width) =>
        width <= 0 ? "" : WidthOf(text) <= width ? text : string.Concat(Segment.Truncate([new Segment(text)], width).Select(piece => piece.Text));
}
