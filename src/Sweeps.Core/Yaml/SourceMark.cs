namespace Sweeps.Core.Yaml;

/// <summary>A place in a definition or in an option of the command line.</summary>
/// <param name="File">The file as the user named it, or the option (<c>--set lr=…</c>).</param>
/// <param name="Line">From 1; 0 where the place is the whole of it.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
public sealed record SourceMark(string File, int Line, int Column)
{
    /// <summary>The place of what stands nowhere.</summary>
    internal static SourceMark None { get; } = new("", 0, 0);

    /// <summary><c>file:line:column</c></summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}:{Column}" : File;
}
