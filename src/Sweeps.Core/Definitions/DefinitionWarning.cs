using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>A warning about a part of a valid definition that has no effect, or another effect than it seems.</summary>
public sealed record DefinitionWarning(SourceMark Place, string Message)
{
    /// <summary><c>file:line:column: message</c>, on one line.</summary>
    public override string ToString() => $"{Place}: {Message}";
}
