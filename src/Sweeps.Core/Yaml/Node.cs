using Sweeps.Core.Text;

namespace Sweeps.Core.Yaml;

/// <summary>A node of a YAML document with its place. Aliases are the node they stand for.</summary>
internal abstract record Node(SourceMark Mark)
{
    /// <summary>For messages: <c>a list</c>, <c>the number 3.5</c>.</summary>
    public abstract string Described { get; }
}

/// <summary>A scalar as written, escapes resolved.</summary>
/// <param name="IsPlain">Whether it stands without quotes and so may be a number, a boolean or null.</param>
/// <param name="TextOffset">Where in the source its text begins after <see cref="Node.Mark"/>; null if its characters do not map one to one onto one line.</param>
internal sealed record ScalarNode(SourceMark Mark, string Text, bool IsPlain, int? TextOffset) : Node(Mark)
{
    public override string Described => Scalars.KindOf(this) switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => Text.ToLowerInvariant(),
        ScalarKind.Integer or ScalarKind.Float => $"the number {Wording.Quote(Text)[1..^1]}",
        _ => $"the text {Wording.Quote(Text)}",
    };
}

internal sealed record SequenceNode(SourceMark Mark, IReadOnlyList<Node> Items) : Node(Mark)
{
    public override string Described => Items.Count == 0 ? "an empty list" : "a list";
}

/// <summary>Keys are texts, none twice.</summary>
internal sealed record MappingNode(SourceMark Mark, IReadOnlyList<MappingEntry> Entries) : Node(Mark)
{
    public override string Described => "a mapping";

    public Node? this[string key] => Entries.FirstOrDefault(entry => string.Equals(entry.Key.Text, key, StringComparison.Ordinal))?.Value;
}

internal sealed record MappingEntry(ScalarNode Key, Node Value);
