using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Extending;

/// <summary>Puts a definition and those that it names in <c>extends</c> together. Every node keeps its place in the file in which it stands.</summary>
internal sealed class BaseDefinitions
{
    /// <summary>The key that names the definitions below.</summary>
    public const string Key = ParameterSet.ExtendsKey;

    /// <summary>The most files that one definition can be made of. Lists of bases that have lists of bases could name a file any number of times.</summary>
    private const int MostFiles = 100;

    private readonly ParameterSet _parameters;
    private readonly DataCatalogue _data;
    private readonly ErrorList _errors;
    private readonly string _target;
    private readonly string _folder;
    private readonly List<string> _read = [];
    private int _count;

    private BaseDefinitions(string folder, string target, ParameterSet parameters, DataCatalogue data, ErrorList errors) =>
        (_folder, _target, _parameters, _data, _errors) = (folder, target, parameters, data, errors);

    /// <summary>The whole definition, without <c>extends</c>.</summary>
    /// <param name="root">The definition as it is written.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="folder">The folder in which it lies.</param>
    /// <param name="errors">What is wrong with a file that it extends.</param>
    /// <returns>The definition and its text; both as given if it extends nothing.</returns>
    public static (MappingNode Root, ReadOnlyMemory<byte> Bytes) Compose(MappingNode root, ReadOnlyMemory<byte> bytes, string file, string folder, ParameterSet parameters, DataCatalogue data, ErrorList errors)
    {
        if (root.Entries.All(entry => entry.Key.Text is not Key))
            return (root, bytes);
        var composer = new BaseDefinitions(folder, FolderOf(root, folder), parameters, data, errors);
        var before = errors.Count;
        var whole = composer.Extend(root, file, folder, [(Path.GetFullPath(file), file)]);
        if (errors.Count > before)
            return (whole, bytes);
        var text = Encoding.UTF8.GetBytes(Head(bytes, composer._read) + NodeWriter.Write(whole));
        if (text.Length > DocumentReader.LargestFile)
            errors.Add(root.Mark, $"with the definitions that it extends, the definition has {text.Length} bytes; at most {DocumentReader.LargestFile} are read");
        return (whole, text);
    }

    /// <param name="path">The files on the way here, which a base must not name again: by full path, and as they are named in messages.</param>
    private MappingNode Extend(MappingNode root, string file, string folder, IReadOnlyList<(string Full, string Shown)> path)
    {
        var own = root with { Entries = [.. root.Entries.Where(entry => entry.Key.Text is not Key)] };
        var whole = new MappingNode(root.Mark, []);
        var hasBase = false;
        foreach (var name in Names(root[Key]))
        {
            if (Read(name, file, folder, path) is not { } lower)
                continue;
            whole = DefinitionMerge.Of(whole, lower, _parameters);
            hasBase = true;
        }

        return hasBase ? DefinitionMerge.Of(whole, own, _parameters) with { Mark = root.Mark } : own;
    }

    private MappingNode? Read(ScalarNode name, string file, string folder, IReadOnlyList<(string Full, string Shown)> path)
    {
        if (++_count > MostFiles)
        {
            if (_count == MostFiles + 1)
                _errors.Add(name.Mark, $"the definition is made of more than {MostFiles} files");
            return null;
        }

        var full = Path.GetFullPath(name.Text, Path.GetFullPath(folder));
        var shown = Path.IsPathRooted(name.Text) ? name.Text : Path.Combine(Path.GetDirectoryName(file) ?? "", name.Text);
        if (path.Any(one => string.Equals(one.Full, full, StringComparison.Ordinal)))
        {
            var circle = path.SkipWhile(one => !string.Equals(one.Full, full, StringComparison.Ordinal)).Select(one => one.Shown);
            _errors.Add(name.Mark, $"{Key} goes in a circle: {string.Join(" extends ", circle.Append(shown).Select(one => Wording.Quote(one)))}");
            return null;
        }

        var (bytes, problem) = DefinitionFile.Read(full);
        if (problem is not null)
        {
            _errors.Add(name.Mark, $"{Key} names {Wording.Quote(name.Text)}, which cannot be read ({full}): {problem}");
            return null;
        }

        _read.Add(Path.GetRelativePath(Path.GetFullPath(_folder), full).Replace(Path.DirectorySeparatorChar, '/'));
        var read = DocumentReader.Read(bytes.Span, shown, _errors);
        if (read is not MappingNode root)
        {
            if (read is not null)
                _errors.Add(read.Mark, $"the definition is {read.Described}; it must be a mapping of keys to values");
            return null;
        }

        var own = Path.GetDirectoryName(full)!;
        var from = FolderOf(root, own);
        root = root with { Entries = [.. root.Entries.Where(entry => entry.Key.Text is not ParameterSet.BaseKey)] };
        // Before its own bases are put in, whose paths are written from the whole definition's folder by then.
        return Extend(new SourcePaths(from, _target, _parameters, _data).Of(root), shown, own, [.. path, (full, shown)]);
    }

    private IReadOnlyList<ScalarNode> Names(Node? node)
    {
        IReadOnlyList<Node> items = node is SequenceNode { Items.Count: > 0 } list ? list.Items : Reading.IsNothing(node) ? [] : [node!];
        var names = new List<ScalarNode>();
        foreach (var item in items)
        {
            if (item is ScalarNode { Text.Length: > 0 } name && Scalars.KindOf(name) is ScalarKind.Text && !name.Text.Any(char.IsControl))
                names.Add(name);
            else
                _errors.Add(item.Mark, $"{Key} is {item.Described}; it must be the path of a definition, or a list of paths: {Key}: base.yaml or {Key}: [base.yaml, more.yaml]");
        }

        return names;
    }

    /// <summary>What relative paths in a file are relative to.</summary>
    private static string FolderOf(MappingNode root, string folder) =>
        Path.GetFullPath(root[ParameterSet.BaseKey] is ScalarNode { Text.Length: > 0 } written && !written.Text.Any(char.IsControl) ? Path.Combine(folder, written.Text) : folder);

    // The comment at the beginning is shown to readers of the results.
    private static string Head(ReadOnlyMemory<byte> bytes, List<string> read)
    {
        var comment = Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').Split('\n')
            .Select(line => line.TrimEnd('\r'))
            .TakeWhile(line => line.StartsWith('#'))
            .Select(line => line + "\n")
            .ToList();
        return string.Concat(comment) + (comment.Count > 0 ? "\n" : "")
            + $"# What 'sweeps' made of the definition and of those that it extends: {string.Join(", ", read.Distinct(StringComparer.Ordinal).Select(file => Texts.Plain(file)))}.\n";
    }
}
