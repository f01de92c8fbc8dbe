namespace Sweeps.Core.Yaml;

/// <summary>An error in a definition, with its place and a message that says what is allowed.</summary>
/// <param name="Line">From 1; 0 if the place is the whole file or option.</param>
/// <param name="Column">From 1.</param>
public sealed record DefinitionError(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, on one line.</summary>
    public override string ToString() => $"{new SourceMark(File, Line, Column)}: {Message}";
}
