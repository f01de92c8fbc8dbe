using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Where the program writes: results to <see cref="Out"/>, everything about them to <see cref="Error"/>.</summary>
/// <param name="IsInteractive">Whether <see cref="Out"/> is a terminal that understands escape sequences.</param>
/// <param name="HasColours">Whether it may use colours.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, bool HasColours)
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    /// <summary>Where escape sequences are obeyed: <see cref="Out"/> carries none but colours.</summary>
    public TextWriter Screen { get; init; } = Out;

    /// <summary>Asks for the columns and lines of the terminal that <see cref="Out"/> is. Null if it is none: a table may be as wide as it likes there.</summary>
    public Func<(int Width, int Height)>? Size { get; init; }

    /// <summary>Whether it shows characters beyond ASCII.</summary>
    public bool HasUnicode => Out.Encoding.WebName is "utf-8" or "utf-16" or "utf-16BE" or "utf-32";

    /// <summary>Columns for tables and sentences; null for as many as they need.</summary>
    public int? Width => Size?.Invoke().Width;

    /// <summary>The terminal of this process. Where the terminal decides, NO_COLOR (no-color.org) turns colours off, and TERM=dumb everything that moves.</summary>
    /// <param name="hasColours">Whether the user wants colours; null if the terminal decides.</param>
    public static Terminal OfProcess(bool? hasColours = null)
    {
        var understandsEscapes = OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        var isTerminal = !Console.IsOutputRedirected;
        var interactive = isTerminal && understandsEscapes;
        var output = Console.Out;
        // A terminal that is gone has nobody who misses what cannot be written; a file or a device that is full has.
        var guarded = new StandardStream(output, mayBeLost: isTerminal, StreamText.Plain);
        Console.SetOut(guarded);
        return new(guarded, new StandardStream(Console.Error, mayBeLost: true, StreamText.Plain), interactive, hasColours ?? (interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))))
        {
            Screen = new StandardStream(output, mayBeLost: isTerminal, StreamText.Any),
            Size = isTerminal ? ConsoleSize : null,
        };
    }

    /// <summary>The text in a colour, where there are colours.</summary>
    public string Paint(string text, Colour colour) => HasColours ? StandardStream.Painted(text, colour) : text;

    /// <summary>An error, for the user.</summary>
    public void Fail(string message) => Error.WriteLine($"error: {Printable.Line(message)}");

    /// <summary>Something the user should know.</summary>
    public void Warn(string message) => Error.WriteLine($"warning: {Printable.Line(message)}");

    /// <summary>Something that a user may want to know.</summary>
    public void Note(string message) => Error.WriteLine($"note: {Printable.Line(message)}");

    private static (int Width, int Height) ConsoleSize()
    {
        try
        {
            return (Console.WindowWidth is > 0 and var width ? width : UsualWidth, Console.WindowHeight is > 0 and var height ? height : UsualHeight);
        }
        catch (IOException)
        {
            return (UsualWidth, UsualHeight);
        }
    }
}
