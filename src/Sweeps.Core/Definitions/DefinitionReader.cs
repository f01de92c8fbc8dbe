using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Expressions;
using Sweeps.Core.Definitions.Extending;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Definitions;

/// <summary>Reads definitions from YAML to typed records and reports all errors at once, each with its place. Writes and trains nothing.</summary>
public static class DefinitionReader
{
    /// <summary>The greatest length of a title in characters.</summary>
    internal const int LongestTitle = 1000;

    /// <summary>The values of <c>save</c>.</summary>
    internal static readonly NameType Save = new("model", "none")
    {
        Hints = () =>
        [
            new("model", null, [.. ValueHint.Yes, "models", "weights", "all", "best", "last", "checkpoint", "state_dict", "safetensors"]),
            new("none", null, [.. ValueHint.No]),
        ],
    };

    /// <summary>Reads a file and those that it extends; relative paths in each are relative to its folder.</summary>
    public static DefinitionResult Read(string path, DefinitionContext context)
    {
        var (bytes, problem) = DefinitionFile.Read(path);
        return problem is null
            ? Read(bytes, path, Path.GetDirectoryName(Path.GetFullPath(path))!, context)
            : new DefinitionResult(null, [new DefinitionError(path, 0, 0, problem)]);
    }

    /// <summary>Reads the bytes of a definition.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <param name="baseFolder">What relative paths in it are relative to, those of the definitions that it extends included.</param>
    public static DefinitionResult Read(ReadOnlyMemory<byte> bytes, string file, string baseFolder, DefinitionContext context)
    {
        var errors = new ErrorList();
        var document = DocumentReader.Read(bytes.Span, file, errors);
        if (document is MappingNode written)
        {
            var before = errors.Count;
            (document, bytes) = BaseDefinitions.Compose(written, bytes, file, baseFolder, context.Catalogue.Parameters, context.Data, errors);
            // Without a base, what the definition lacks is not known.
            if (errors.Count > before)
                return new DefinitionResult(null, errors.Sorted(file));
        }

        // The engine comes first: which parameters have an effect depends on it.
        var (engine, place) = EngineReader.Read(document as MappingNode, context, new SourceMark(file, 1, 1), errors);
        context = context with { Catalogue = context.Catalogue with { Parameters = context.Catalogue.Parameters.Under(engine) } };
        if (TaskWithoutPlugin(document, context) is { } choice)
        {
            errors.Add(choice.Mark, "task chooses a task of a plugin, and none is loaded that brings one; name its assembly on the command line: --plugin my.dll");
            return new DefinitionResult(null, errors.Sorted(file));
        }

        var overrides = Overrides.Read(context.Set, context.Catalogue.Parameters, errors);
        var commandLine = ReadCommandLineWhere(context, errors);
        var definition = document switch
        {
            null => null,
            MappingNode root => Read(root, new Reading(errors, overrides, context.Catalogue.Parameters), bytes, file, baseFolder, context, engine.Name, place),
            var other => Refuse(other, errors),
        };
        return errors.Count > 0
            ? new DefinitionResult(null, errors.Sorted(file))
            : new DefinitionResult(commandLine is null ? definition : definition! with { Where = [.. definition.Where, commandLine] }, []) { Data = context.Data, Engines = context.Catalogue.Engines };
    }

    /// <summary>The key that chooses a plugin's task while nothing brings any: then nobody knows what the options of the task are, and each of them would be reported as a mistake.</summary>
    private static ScalarNode? TaskWithoutPlugin(Node? document, DefinitionContext context) => context.Catalogue.Parameters.TopKeys.Contains(TaskOption.Section, StringComparer.Ordinal)
        ? null
        : (document as MappingNode)?.Entries.Select(entry => entry.Key).FirstOrDefault(key => key.Text is TaskOption.Section);

    private static SweepDefinition? Refuse(Node root, ErrorList errors)
    {
        var hint = root is not ScalarNode { Text: var text } ? ""
            : text.Contains('=', StringComparison.Ordinal) ? "; keys and values are joined by a colon and a space: lr: 0.1"
            : text.Contains(':', StringComparison.Ordinal) ? "; a colon needs a space after it: lr: 0.1"
            : "";
        errors.Add(root.Mark, $"the definition is {root.Described}; it must be a mapping that begins with name:{hint}");
        return null;
    }

    private static CellFilter? ReadCommandLineWhere(DefinitionContext context, ErrorList errors) =>
        context.Where is { } where ? PatternReader.Parse(where, new SourceMark("--where", 1, 1), 0, context.Catalogue.Parameters, errors) : null;

    private static SweepDefinition Read(MappingNode root, Reading reading, ReadOnlyMemory<byte> bytes, string file, string baseFolder, DefinitionContext context, string engine, SourceMark enginePlace)
    {
        var errors = reading.Errors;
        var meant = CheckKeys(root, context.Catalogue.Parameters, errors);
        Node? Top(string key) => reading.Overrides.Top(key) ?? root[key];

        var name = Top("name") is null && meant.Contains("name", StringComparer.Ordinal) ? null : NameRules.ReadSweep(Top("name"), root.Mark, errors);
        var maxCells = Top("max_cells") is { } maxNode ? new IntegerType(1, int.MaxValue).Read(maxNode, "max_cells", errors) : SweepDefinition.DefaultMaxCells;
        var presets = PresetReader.Read(root[ParameterSet.PresetsKey], reading);
        var sections = BaseReader.Read(root, reading);
        var written = GridReader.Read(root, reading);
        var included = PatternReader.Read(root["include"], "include", reading);
        PresetReader.CheckNames(presets, reading);
        reading.Warnings.AddRange(presets.Covered(written));
        var values = presets.Base(sections);
        var axes = written.ConvertAll(axis => presets.On(axis, sections, written));
        var include = included.ConvertAll(cell => presets.In(cell, sections));
        var exclude = PatternReader.Read(root["exclude"], "exclude", reading);
        var where = PatternReader.ReadWhere(root["where"], reading);
        var hasGrid = axes.Count > 0 || include.Count == 0;
        var varied = axes.SelectMany(axis => axis.Set).Concat(include.SelectMany(cell => cell.Values.Select(value => value.Parameter))).ToHashSet();
        var folder = context.BaseFolder ?? ReadBase(root[ComposedDefinition.BaseKey], baseFolder, errors);
        var lists = DataSection.FindLists(values, root, folder, context.Data, reading);
        DataSection.CheckBatches(values, varied, lists, root.Mark, reading);
        if (maxCells is int limit)
            CheckCount(axes, include.Count, hasGrid, limit, root, errors);
        var before = errors.Count;
        var handlers = HandlerReader.Read(root["handlers"], context.Catalogue.Handlers, reading);
        // If a handler cannot be read, every measure of its table would report another error.
        var measures = MeasuresReader.Read(root["measures"], errors.Count == before ? handlers : null, context.Catalogue.Measures, reading);
        // Which tasks cells have is known when values are read.
        var tasks = context.Catalogue.Parameters.Tasks.Where(task => Chooses(task, values, reading)).ToList();
        var metrics = TaskMetric.Of(tasks);
        var definition = new SweepDefinition
        {
            Parameters = context.Catalogue.Parameters,
            Name = name ?? "",
            Title = ReadTitle(Top("title"), errors) ?? name ?? "",
            File = file,
            Bytes = bytes,
            Engine = engine,
            EnginePlace = enginePlace,
            Axes = axes,
            Handlers = handlers,
            Evaluation = EvaluateReader.Read(root[EvaluateReader.Key], tasks, handlers, reading),
            EvaluationPlace = root.Entries.FirstOrDefault(entry => entry.Key.Text is EvaluateReader.Key)?.Key.Mark ?? root.Mark,
            Measures = [.. measures, .. metrics],
            Findings = FindingsReader.Read(root["findings"], reading),
            Summary = SummaryReader.Read(root["summary"], axes, [.. MeasuresReader.Names(root["measures"]), .. metrics.Select(metric => metric.Name)], reading, out var report),
            SaveModel = Top("save") is { } save && Save.Read(save, "save", errors) is "model",
            MaxCells = maxCells as int? ?? SweepDefinition.DefaultMaxCells,
            Overrides = [.. context.Set.Select(set => $"--set {set}"), .. context.Where is null ? Array.Empty<string>() : [$"--where {context.Where}"]],
            Lists = lists,
            BaseFolder = folder,
            Base = values,
            HasGrid = hasGrid,
            Include = include,
            Exclude = exclude,
            Where = where is null ? [] : [where],
            Varied = varied,
            Places = reading.Places,
            Presets = presets,
        };
        // Not after `||`: errors in this section must always be reported.
        var asked = ReportSection.Read(Top("report"), reading, out var detail);
        return definition with { Report = report || asked, Detail = detail, HandlerPlaces = reading.HandlerPlaces, Warnings = reading.Warnings };
    }

    /// <returns>The keys that are meant by those that are not allowed.</returns>
    private static List<string> CheckKeys(MappingNode root, ParameterSet parameters, ErrorList errors)
    {
        var meant = new List<string>();
        foreach (var key in root.Entries.Select(entry => entry.Key).Where(key => !parameters.TopKeys.Contains(key.Text, StringComparer.Ordinal)))
        {
            if (key.Text is "plugin" or "plugins")
            {
                errors.Add(key.Mark, "a definition cannot load a plugin, because running a file from elsewhere would run its code; name the assembly on the command line: --plugin my.dll");
                continue;
            }

            var advice = KeyAdvice.For(parameters, KeyScope.Top, key.Text, parameters.TopKeys);
            if (advice.Meant is { } allowed)
                meant.Add(allowed);
            errors.Add(key.Mark, $"a definition has no key {Wording.Quote(key.Text)}; allowed: {string.Join(", ", parameters.TopKeys)}{advice.Text}");
        }

        return meant;
    }

    private static bool Chooses(IPluginTask task, object[] values, Reading reading)
    {
        var kind = reading.Parameters.Task.Kind;
        return task.Name.Equals(values[kind.Index]) || reading.Seen(kind).Any(seen => task.Name.Equals(seen.Value));
    }

    private static string? ReadTitle(Node? node, ErrorList errors)
    {
        if (Reading.IsNothing(node))
            return null;
        if (node is ScalarNode { Text.Length: <= LongestTitle } scalar && !scalar.Text.Any(char.IsControl))
            return scalar.Text;
        errors.Add(node!.Mark, $"title is {node.Described}; it must be a text of at most {LongestTitle} characters on one line");
        return null;
    }

    private static string ReadBase(Node? node, string baseFolder, ErrorList errors)
    {
        if (node is null)
            return baseFolder;
        if (node is ScalarNode { Text.Length: > 0 } scalar && !scalar.Text.Any(char.IsControl))
            return Path.Combine(baseFolder, scalar.Text);
        errors.Add(node.Mark, $"{ComposedDefinition.BaseKey} is {node.Described}; it must be a folder, which paths in the definition are relative to");
        return baseFolder;
    }

    private static void CheckCount(List<SweepAxis> axes, int included, bool hasGrid, int limit, MappingNode root, ErrorList errors)
    {
        var cells = axes.Aggregate(hasGrid ? System.Numerics.BigInteger.One : 0, (count, axis) => count * axis.Count) + included;
        if (cells <= limit)
            return;
        var mark = (root.Entries.FirstOrDefault(entry => entry.Key.Text is "grid") ?? root.Entries.FirstOrDefault(entry => entry.Key.Text is "zip" or "include"))?.Key.Mark ?? root.Mark;
        var parts = new List<string>();
        if (axes.Count > 0)
            parts.Add($"the product of {string.Join(" × ", axes.Select(axis => axis.Count))}");
        if (included > 0)
            parts.Add($"{included} included");
        errors.Add(mark, $"the sweep has {(cells <= long.MaxValue ? cells : $"more than {long.MaxValue}")} cells before exclude and where; max_cells allows {limit} ({string.Join(" and ", parts)})");
    }
}
