using System.Globalization;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Plans;

/// <summary>Writes what a cell comes to as a definition that can be run by itself: every parameter that acts in the cell has its value there, and the run has the same id.</summary>
public static class ResolvedDefinition
{
    private const string Inherit = "inherit";

    // What the one cell does not need: its values stand in the sections.
    private static readonly string[] s_dropped =
        ["name", "title", ParameterSet.ExtendsKey, ParameterSet.PresetsKey, "grid", "zip", "include", "exclude", "where", "max_cells", "report", ComposedDefinition.BaseKey];

    /// <summary>The definition of a cell in YAML. Its name is that of the sweep with the number of the cell.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">A cell of it.</param>
    public static string Of(Sweep sweep, PlannedCell cell)
    {
        var definition = sweep.Plan.Definition;
        var composed = ComposedDefinition.Of(definition.Bytes, sweep.IsComposed ? [] : sweep.Source.Set, null, definition.Parameters);
        var root = (MappingNode)DocumentReader.Read(composed.Span, "", new ErrorList())!;
        var entries = new List<MappingEntry> { new(Plain("name"), Text(NameOf(definition.Name, cell.Cell))) };
        if (root["title"] is { } title)
            entries.Add(new(Plain("title"), title));
        if (definition.Lists.Find(cell.Data.Kind, cell.Data.Source) is { Path: not null } && !Path.IsPathRooted(cell.Data.Source))
            entries.Add(new(Plain(ComposedDefinition.BaseKey), Text(Path.GetFullPath(definition.BaseFolder))));
        if (root[ParameterSet.EngineKey] is { } engine)
            entries.Add(new(Plain(ParameterSet.EngineKey), engine));
        entries.AddRange(Sections(sweep.Plan.ValuesAt(cell.Cell), (root["dataset"] as MappingNode)?["sha256"]));
        entries.AddRange(root.Entries.Where(entry => !s_dropped.Contains(entry.Key.Text, StringComparer.Ordinal)
            && entry.Key.Text is not ParameterSet.EngineKey && !definition.Parameters.Sections.Contains(entry.Key.Text, StringComparer.Ordinal)));
        if (definition.Report)
            entries.Add(new(Plain("report"), Plain("true")));
        var preset = cell.Parameters.Of(definition.Parameters.Preset) is string name ? $", with the preset {name}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"# Cell {cell.Cell} of the sweep {definition.Name}{preset}: the run {cell.Run}.\n")
            + NodeWriter.Write(new MappingNode(SourceMark.None, entries));
    }

    private static IEnumerable<MappingEntry> Sections(CellValues given, Node? sha256)
    {
        var root = new SortedDictionary<string, object>(StringComparer.Ordinal);
        // The steps say how long the run is.
        foreach (var parameter in given.Parameters.All.Where(parameter => parameter.Name is not PresetParameter.Key && parameter != given.Parameters.Train.Epochs && Belongs(parameter, given)))
            Put(root, parameter.Name.Split('.'), parameter.Type.Write(given[parameter]));
        if (sha256 is not null)
            Put(root, ["dataset", "sha256"], sha256);
        return ((MappingNode)Node(root)).Entries;
    }

    // What is inherited follows from what it is inherited from. That may have an effect through others alone.
    private static bool Belongs(Parameter parameter, CellValues given) => given.IsInert(parameter)
        ? !parameter.Identifies && given.Sets(parameter) && !given[parameter].Equals(parameter.Default)
        : parameter.AutoWord is not Inherit || given.Sets(parameter);

    private static void Put(SortedDictionary<string, object> section, ReadOnlySpan<string> path, Node value)
    {
        if (path.Length == 1)
        {
            section[path[0]] = value;
            return;
        }

        if (!section.TryGetValue(path[0], out var inner))
            section.Add(path[0], inner = new SortedDictionary<string, object>(StringComparer.Ordinal));
        Put((SortedDictionary<string, object>)inner, path[1..], value);
    }

    private static Node Node(object item) => item switch
    {
        SortedDictionary<string, object> section => new MappingNode(SourceMark.None, [.. section.Select(pair => new MappingEntry(Plain(pair.Key), Node(pair.Value)))]),
        _ => (Node)item,
    };

    // A long name is cut, so that the number of the cell fits behind it.
    private static string NameOf(string sweep, int cell)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"-cell-{cell}");
        return sweep[..Math.Min(sweep.Length, NameRules.Longest - end.Length)] + end;
    }

    private static ScalarNode Plain(string text) => new(SourceMark.None, text, IsPlain: true, null);

    private static ScalarNode Text(string text) => new(SourceMark.None, text, IsPlain: false, null);
}
