namespace Sweeps.Core.Definitions;

/// <summary>Something in a valid definition that does nothing, or not what it seems to.</summary>
public sealed record DefinitionWarning(SourceMark Place, string Message)
{
    /// <summary><c>file:line:column: message</c>, on one line.</summary>
    public override string ToString() => $"{Place}: {Message}";
}
