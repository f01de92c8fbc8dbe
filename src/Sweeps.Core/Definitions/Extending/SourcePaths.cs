using Sweeps.Core.Datasets;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Extending;

/// <summary>Writes the relative paths of datasets in one folder's definition as they are from another folder.</summary>
/// <param name="from">What they are relative to.</param>
/// <param name="to">What they shall be relative to.</param>
internal sealed class SourcePaths(string from, string to, ParameterSet parameters, DataCatalogue data)
{
    public MappingNode Of(MappingNode root)
    {
        if (string.Equals(from, to, StringComparison.Ordinal))
            return root;
        return Map(root, (key, value) => key switch
        {
            "dataset" => InSection(value),
            "grid" => InKeys(value),
            ParameterSet.PresetsKey => value is MappingNode presets ? Map(presets, (_, preset) => InKeys(preset)) : value,
            "zip" or "include" or "exclude" => InList(value),
            "report" => value is MappingNode report ? Map(report, (_, detail) => InList(detail)) : value,
            _ => value,
        });
    }

    private Node InSection(Node node) => node is MappingNode section ? Map(section, (key, value) => key is "source" ? Written(value) : value) : node;

    private Node InList(Node node) => node is SequenceNode list ? list with { Items = [.. list.Items.Select(InKeys)] } : node;

    private Node InKeys(Node node) => node is MappingNode mapping ? Map(mapping, (key, value) => parameters.Find(key) == parameters.Dataset.Source ? Written(value) : value) : node;

    private Node Written(Node node) => node switch
    {
        SequenceNode list => list with { Items = [.. list.Items.Select(Written)] },
        ScalarNode scalar when Scalars.KindOf(scalar) is ScalarKind.Text && IsPath(scalar.Text) =>
            new ScalarNode(scalar.Mark, Path.GetRelativePath(to, Path.GetFullPath(scalar.Text, from)).Replace(Path.DirectorySeparatorChar, '/'), IsPlain: false, null),
        _ => node,
    };

    /// <summary>Whether a source is a path from the definition's folder, and no shipped dataset and no file in a folder of datasets.</summary>
    private bool IsPath(string source)
    {
        if (source.Length == 0 || source.Any(char.IsControl) || Path.IsPathRooted(source) || DatasetKinds.All.Any(kind => kind.Shipped.Any(one => string.Equals(one.Name, source, StringComparison.Ordinal))))
            return false;
        return FileProbe.SeemsReadable(Path.GetFullPath(source, from))
            || (source.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.HasExtension(source)) && !IsInFolders(source);
    }

    private bool IsInFolders(string source) => data.Folders.Any(folder =>
        DatasetKinds.All.Select(kind => kind.Extension).Append("").Any(extension => FileProbe.SeemsReadable(Path.GetFullPath(source + extension, Path.GetFullPath(folder)))));

    private static MappingNode Map(MappingNode mapping, Func<string, Node, Node> value) =>
        mapping with { Entries = [.. mapping.Entries.Select(entry => entry with { Value = value(entry.Key.Text, entry.Value) })] };
}
