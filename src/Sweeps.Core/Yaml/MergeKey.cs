namespace Sweeps.Core.Yaml;

/// <summary>The merge key <c>&lt;&lt;</c> of YAML 1.1 (yaml.org/type/merge.html): the entries of a mapping, or of several, as far as the mapping that has the key does not have them itself.</summary>
/// <param name="Value">What is merged.</param>
/// <param name="Position">How many entries stand before the key: the merged ones follow them, which matters where order does, as that of axes.</param>
internal sealed record MergeKey(Node Value, int Position)
{
    public static bool Is(ScalarNode key) => key is { IsPlain: true, Text: "<<" };

    /// <summary>Adds what is merged. Of several mappings the earlier goes before the later, and every entry keeps its place in the file.</summary>
    /// <param name="entries">The mapping's own, which go before all others.</param>
    public void Into(List<MappingEntry> entries, ErrorList errors)
    {
        var known = entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        var merged = new List<MappingEntry>();
        foreach (var node in Value is SequenceNode sequence ? sequence.Items : [Value])
        {
            if (node is MappingNode mapping)
                merged.AddRange(mapping.Entries.Where(entry => known.Add(entry.Key.Text)));
            else
                errors.Add(node.Mark, $"<< merges {node.Described}; it takes a mapping, or a list of mappings: <<: *base or <<: [*one, *two]");
        }

        entries.InsertRange(Position, merged);
    }
}
