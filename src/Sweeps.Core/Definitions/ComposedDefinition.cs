using System.Text;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Definitions;

/// <summary>Makes a definition with the changes of <c>--set</c> applied: it gives the same cells without <c>--set</c>.</summary>
public static class ComposedDefinition
{
    /// <summary>The key for the folder that relative paths are relative to.</summary>
    internal const string BaseKey = ParameterSet.BaseKey;

    private const string Head = "# What 'sweeps' made of definition.yaml and what was set on the command line.\n";

    /// <param name="bytes">A valid definition.</param>
    /// <param name="set">The <c>KEY=VALUE</c> of each <c>--set</c>, as valid.</param>
    /// <param name="relativeTo">The folder that paths in it are relative to, from where the composed definition will lie; null if it has no such paths.</param>
    /// <param name="parameters">The parameters that it was read with.</param>
    /// <returns>The composed definition; the given bytes if there is nothing to change.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes, IReadOnlyList<string> set, string? relativeTo, ParameterSet parameters)
    {
        var errors = new ErrorList();
        var root = DocumentReader.Read(bytes.Span, "", errors) as MappingNode;
        var overrides = Overrides.Read(set, parameters, errors);
        if (root is null || errors.Count > 0)
            throw new ArgumentException("Only a valid definition can be composed.", nameof(bytes));
        var composed = new Composer(root, parameters);
        if (relativeTo is not null && !IsText(root[BaseKey], relativeTo))
            composed.Put([BaseKey], new ScalarNode(root.Mark, relativeTo, IsPlain: false, null));
        foreach (var key in Overrides.TopKeys)
            if (overrides.Top(key) is { } node)
                composed.Put([key], node);
        foreach (var parameter in parameters.All)
        {
            if (overrides.Value(parameter) is { } value)
                composed.Set(parameter, value);
            if (overrides.Axis(parameter) is { } axis)
                composed.SetAxis(parameter, axis);
        }

        return ReferenceEquals(composed.Root, root) ? bytes : Encoding.UTF8.GetBytes(Head + NodeWriter.Write(composed.Root));
    }

    /// <summary>Whether a composed definition differs from its original in more than the paths of its lists.</summary>
    public static bool IsChanged(ReadOnlySpan<byte> definition, ReadOnlySpan<byte> composed) =>
        Text(definition) is { } before && Text(composed) is { } after && !string.Equals(before, after, StringComparison.Ordinal);

    private static string? Text(ReadOnlySpan<byte> bytes) => DocumentReader.Read(bytes, "", new ErrorList()) is MappingNode root
        ? NodeWriter.Write(root with { Entries = [.. root.Entries.Where(entry => entry.Key.Text is not BaseKey)] })
        : null;

    private static bool IsText(Node? node, string text) => node is ScalarNode scalar && string.Equals(scalar.Text, text, StringComparison.Ordinal);

    private sealed class Composer(MappingNode root, ParameterSet parameters)
    {
        public MappingNode Root { get; private set; } = root;

        /// <summary>Sets the value of a key, which keeps its position if it exists.</summary>
        public void Put(ReadOnlySpan<string> path, Node value) => Root = Put(Root, path, value);

        /// <summary>Sets a value that replaces that of the base and any axis.</summary>
        public void Set(Parameter parameter, Node value)
        {
            WithoutAxis(parameter);
            WithoutPresets(parameter);
            var path = parameter.Name.Split('.');
            // A written split says all; of one that is not written, the other parts are the defaults.
            if (path is ["dataset", "split", _] && (Root["dataset"] as MappingNode)?["split"] is not MappingNode)
                foreach (var part in parameters.All.Where(part => part.Name.StartsWith("dataset.split.", StringComparison.Ordinal)))
                    Put(part.Name.Split('.'), Plain(Convert.ToString(part.Default, System.Globalization.CultureInfo.InvariantCulture)!));
            // task: NAME is task: { kind: NAME }.
            if (path is [TaskOption.Section, _] && Root[TaskOption.Section] is ScalarNode kind)
                Put([TaskOption.Section], new MappingNode(kind.Mark, [new MappingEntry(Plain("kind"), kind)]));
            Put(path, value);
        }

        /// <summary>Sets the values of an axis. A new axis is the last one of the grid.</summary>
        public void SetAxis(Parameter parameter, Node values)
        {
            if (Zip().Any(group => KeyOf(group, parameter) is not null))
                Put(["zip"], new SequenceNode(Root.Mark, [.. Zip().Select(group => KeyOf(group, parameter) is { } key ? Put(group, [key], values) : group)]));
            else
                Put(["grid", (Root["grid"] is MappingNode grid ? KeyOf(grid, parameter) : null) ?? parameter.ShortName], values);
        }

        private void WithoutAxis(Parameter parameter)
        {
            if (Root["grid"] is MappingNode grid && KeyOf(grid, parameter) is { } key)
                Put(["grid"], Without(grid, key));
            if (!Zip().Any(group => KeyOf(group, parameter) is not null))
                return;
            MappingNode[] left = [.. Zip().Select(group => KeyOf(group, parameter) is { } found ? Without(group, found) : group).Where(group => group.Entries.Count > 0)];
            Put(["zip"], new SequenceNode(Root.Mark, left));
        }

        private void WithoutPresets(Parameter parameter)
        {
            if (Root[ParameterSet.PresetsKey] is not MappingNode presets)
                return;
            foreach (var preset in presets.Entries)
                if (preset.Value is MappingNode values && KeyOf(values, parameter) is { } key)
                    Put([ParameterSet.PresetsKey, preset.Key.Text], Without(values, key));
        }

        private IEnumerable<MappingNode> Zip() => (Root["zip"] as SequenceNode)?.Items.OfType<MappingNode>() ?? [];

        private string? KeyOf(MappingNode mapping, Parameter parameter) =>
            mapping.Entries.FirstOrDefault(entry => parameters.Find(entry.Key.Text) == parameter)?.Key.Text;

        private static MappingNode Without(MappingNode mapping, string key) =>
            mapping with { Entries = [.. mapping.Entries.Where(entry => !string.Equals(entry.Key.Text, key, StringComparison.Ordinal))] };

        private static MappingNode Put(MappingNode mapping, ReadOnlySpan<string> path, Node value)
        {
            var key = path[0];
            var entries = mapping.Entries.ToList();
            var place = entries.FindIndex(entry => string.Equals(entry.Key.Text, key, StringComparison.Ordinal));
            var put = path.Length == 1 ? value : Put(place >= 0 && entries[place].Value is MappingNode inner ? inner : new MappingNode(mapping.Mark, []), path[1..], value);
            if (place < 0)
                entries.Add(new MappingEntry(Plain(key), put));
            else
                entries[place] = new MappingEntry(entries[place].Key, put);
            return mapping with { Entries = entries };
        }

        private static ScalarNode Plain(string text) => new(new SourceMark("", 0, 0), text, IsPlain: true, null);
    }
}
