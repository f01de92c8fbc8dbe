using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Definitions.Extending;

/// <summary>Puts one definition on top of another: mappings are merged key by key, at every depth, and everything else is replaced.</summary>
/// <remarks>Keys keep the order of the lower definition, and those that it does not have follow. A key without a value takes the key of the lower definition away.</remarks>
internal static class DefinitionMerge
{
    public static MappingNode Of(MappingNode lower, MappingNode upper, ParameterSet parameters) => Merge(lower, upper, "", parameters);

    private static MappingNode Merge(MappingNode lower, MappingNode upper, string path, ParameterSet parameters)
    {
        var entries = lower.Entries.ToList();
        foreach (var entry in upper.Entries)
        {
            var place = entries.FindIndex(other => AreSame(other.Key.Text, entry.Key.Text, path, parameters));
            if (place < 0)
                entries.Add(entry);
            else if (Reading.IsNothing(entry.Value))
                entries.RemoveAt(place);
            else
                entries[place] = new MappingEntry(entry.Key, Value(entries[place].Value, entry.Value, path.Length == 0 ? entry.Key.Text : $"{path}.{entry.Key.Text}", parameters));
        }

        return upper with { Entries = entries };
    }

    private static Node Value(Node lower, Node upper, string path, ParameterSet parameters)
    {
        if (upper is not MappingNode above || IsOneValue(path, parameters))
            return upper;
        // task: NAME is task: { kind: NAME }.
        if (path is TaskOption.Section && lower is ScalarNode kind && !Reading.IsNothing(lower))
            lower = new MappingNode(kind.Mark, [new MappingEntry(new ScalarNode(kind.Mark, "kind", IsPlain: true, null), kind)]);
        return lower is MappingNode below ? Merge(below, above, path, parameters) : upper;
    }

    /// <summary>Whether a mapping is a value as a whole: an axis, a schedule or a measure. Half of one and half of another would be neither.</summary>
    private static bool IsOneValue(string path, ParameterSet parameters) =>
        path.StartsWith("grid.", StringComparison.Ordinal) || (path.StartsWith("presets.", StringComparison.Ordinal) && path.IndexOf('.', "presets.".Length) > 0) || path.StartsWith("measures.", StringComparison.Ordinal)
        || parameters.All.Any(parameter => string.Equals(parameter.Name, path, StringComparison.Ordinal));

    /// <summary>Whether two keys are the same: where keys name parameters, each of its names is.</summary>
    private static bool AreSame(string one, string other, string path, ParameterSet parameters) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || ((path is "grid" || path.StartsWith("presets.", StringComparison.Ordinal)) && parameters.Find(one) is { } parameter && parameters.Find(other) == parameter);
}
