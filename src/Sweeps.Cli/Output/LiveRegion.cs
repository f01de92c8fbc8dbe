using System.Globalization;
using System.Text;

namespace Sweeps.Cli.Output;

/// <summary>
/// The lines below everything else on a terminal, drawn again in their own place. What stands above them is never touched:
/// to draw again, the cursor moves up by as many lines as were ended when they were drawn last. A line that was ended takes at least one line of the
/// screen, whatever its width has become, since none filled the screen's width and so none is joined with the next when the screen grows;
/// and other programs' output only moves the cursor further down. So the cursor can end up too low, which leaves a copy of old lines, but not too high.
/// </summary>
/// <remarks>The screen itself is never asked where the cursor is: the answer would arrive among what the user types. Not thread-safe.</remarks>
internal sealed class LiveRegion(TextWriter screen)
{
    private const string EraseToEndOfLine = "\u001b[K";
    private const string EraseBelow = "\u001b[J";
    private int _lines;

    /// <param name="lines">Each narrower than the screen, without line breaks; they may have colours.</param>
    public void Draw(IReadOnlyList<string> lines)
    {
        var text = Up();
        foreach (var line in lines)
            text.Append(line).Append(EraseToEndOfLine).Append('\n');
        Write(text.Append(EraseBelow));
        _lines = lines.Count;
    }

    /// <summary>Removes the lines; the cursor stands where they began.</summary>
    public void Clear()
    {
        if (_lines > 0)
            Write(Up().Append(EraseBelow));
        _lines = 0;
    }

    /// <summary>Leaves the lines where they are: something else was written below them, and what is drawn next begins where the cursor is.</summary>
    public void Forget() => _lines = 0;

    private StringBuilder Up()
    {
        var text = new StringBuilder();
        // 0 would mean 1.
        if (_lines > 0)
            text.Append(CultureInfo.InvariantCulture, $"\r\u001b[{_lines}A");
        return text;
    }

    // In one go, so that nothing comes between.
    private void Write(StringBuilder text)
    {
        screen.Write(text.ToString());
        screen.Flush();
    }
}
