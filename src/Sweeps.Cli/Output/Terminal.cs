namespace Sweeps.Cli.Output;

/// <summary>Where the program writes: results to <see cref="Out"/>, everything about them to <see cref="Error"/>.</summary>
/// <param name="IsInteractive">Whether <see cref="Out"/> is a terminal that understands escape sequences.</param>
/// <param name="HasColours">Whether it may use colours.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, bool HasColours)
{
    /// <summary>The terminal of this process. NO_COLOR (no-color.org) turns colours off, and TERM=dumb everything that moves.</summary>
    public static Terminal OfProcess()
    {
        var understandsEscapes = OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        var interactive = !Console.IsOutputRedirected && understandsEscapes;
        // What draws the live table recognises a terminal by its being the console's own writer.
        Console.SetOut(new StandardStream(Console.Out, mayBeLost: false));
        return new(Console.Out, new StandardStream(Console.Error, mayBeLost: true), interactive, interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
    }

    /// <summary>The text in a colour, where there are colours.</summary>
    public string Paint(string text, Colour colour) => HasColours ? $"\u001b[{(int)colour}m{text}\u001b[0m" : text;

    /// <summary>An error, for the user.</summary>
    public void Fail(string message) => Error.WriteLine($"error: {message}");

    /// <summary>Something the user should know.</summary>
    public void Warn(string message) => Error.WriteLine($"warning: {message}");
}
