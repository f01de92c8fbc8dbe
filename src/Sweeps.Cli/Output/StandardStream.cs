using System.Buffers;
using System.Globalization;
using System.Text;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>What a standard stream carries.</summary>
internal enum StreamText
{
    /// <summary>Text, tabs, line breaks and our own colours. A terminal would obey other control characters: names of folders, words of lists and messages of exceptions can have them.</summary>
    Plain,

    /// <summary>Anything, escape sequences included.</summary>
    Any,
}

/// <summary>
/// Standard output or standard error. Output that cannot be written is a failure of storage like any other: an exception of the file system
/// would pass for a mistake of the program, and where an event is told for a failure of the run. A closed pipe is no failure: the framework leaves out what nobody reads.
/// </summary>
/// <param name="mayBeLost">Whether what cannot be written is left out: of standard error, there is nowhere to tell it.</param>
/// <param name="carries">What it lets through; everything else is shown as an escape.</param>
internal sealed class StandardStream(TextWriter writer, bool mayBeLost, StreamText carries = StreamText.Plain) : TextWriter
{
    /// <summary>A character for private use stands for each colour until it is written: text that somebody else wrote has none.</summary>
    private const char NoColour = '\uE100';
    private const char LastColour = '\uE1FF';

    private static readonly SearchValues<char> s_ordinary = SearchValues.Create(
        "\n\t !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public override Encoding Encoding => writer.Encoding;

    /// <summary>The text in a colour, for a stream that carries plain text.</summary>
    public static string Painted(string text, Colour colour) => $"{(char)(NoColour + (int)colour)}{text}{NoColour}";

    public override void Write(char value) => Write([value], 0, 1);

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => Guard(() => writer.Write(Carried(value)));

    public override void WriteLine() => Guard(writer.WriteLine);

    // In one go: lines of several threads would mix otherwise.
    public override void WriteLine(string? value) => Guard(() => writer.WriteLine(Carried(value)));

    public override void Flush() => Guard(writer.Flush);

    private string? Carried(string? text)
    {
        if (text is null || carries == StreamText.Any || text.AsSpan().IndexOfAnyExcept(s_ordinary) < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var colour = text.AsSpan(start).IndexOfAnyInRange(NoColour, LastColour);
            var end = colour < 0 ? text.Length : start + colour;
            plain.Append(Printable.Of(text[start..end].Replace("\r\n", "\n", StringComparison.Ordinal)));
            if (colour >= 0)
                plain.Append(CultureInfo.InvariantCulture, $"\u001b[{text[end] - NoColour}m");
            start = end + 1;
        }

        return plain.ToString();
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            if (!mayBeLost)
                throw new StorageException($"Cannot write to standard output: {(failed.InnerException ?? failed).Message.TrimEnd('.')}.", failed);
        }
    }
}
