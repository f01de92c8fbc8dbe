using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>handlers</c>: a list of names, or of mappings from a name to its options.</summary>
internal sealed class HandlerReader
{
    /// <summary>When a handler looks; an option of the handler's own goes before one of these names.</summary>
    public static readonly IReadOnlyList<string> ScheduleKeys = ["every", "at", "first", "last"];

    private static readonly IntegerType Positive = new(1, 1_000_000_000);
    private static readonly IntegerType Step = new(-1_000_000_000, 1_000_000_000);

    private readonly Reading _reading;
    private readonly HandlerCatalogue _catalogue;
    private readonly List<HandlerDefinition> _handlers = [];

    private HandlerReader(Reading reading, HandlerCatalogue catalogue)
    {
        _reading = reading;
        _catalogue = catalogue;
    }

    public static List<HandlerDefinition> Read(Node? node, HandlerCatalogue catalogue, Reading reading)
    {
        var reader = new HandlerReader(reading, catalogue);
        foreach (var item in reading.Sequence(node, "handlers", "handlers, such as - rank_collapse: { every: 10 }")?.Items ?? [])
            reader.ReadItem(item);
        return reader._handlers;
    }

    private void ReadItem(Node item)
    {
        var (key, value) = item switch
        {
            ScalarNode { Text.Length: > 0 } scalar => (scalar, null),
            MappingNode { Entries: [var entry] } => (entry.Key, entry.Value),
            _ => (null, null),
        };
        if (key is null)
        {
            _reading.Errors.Add(item.Mark, $"an entry of handlers is {item.Described}; it must be one handler, such as rank_collapse or rank_collapse: {{ every: 10 }}{Unindented(item)}");
            return;
        }

        if (_catalogue.Kinds.FirstOrDefault(kind => string.Equals(kind.Name, key.Text, StringComparison.Ordinal)) is not { } known)
        {
            _reading.Errors.Add(key.Mark, Unknown(key.Text));
            return;
        }

        ReadHandler(known, _reading.Mapping(value, known.Name) ?? new MappingNode(key.Mark, []), key.Mark);
    }

    // "- rank_collapse:" and below it "every: 10" in the same column.
    private string Unindented(Node item)
    {
        if (item is not MappingNode mapping || mapping.Entries is not [{ Value: ScalarNode { Text: "" } } first, _, ..]
            || _catalogue.Kinds.All(kind => !string.Equals(kind.Name, first.Key.Text, StringComparison.Ordinal)))
            return "";
        return $"; indent the options further than the name, or write {first.Key.Text}: {FlowText.Of(mapping with { Entries = [.. mapping.Entries.Skip(1)] })}";
    }

    private string Unknown(string name)
    {
        var names = _catalogue.Kinds.Select(kind => kind.Name).ToList();
        if (_catalogue.Broken.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal)) is { } broken)
            return $"{broken.Problem.TrimEnd('.')}; it is of the plugin {Wording.Quote(broken.Plugin)}";
        if (name is "plugin" or "plugins" || name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            return $"{Wording.Quote(name)}: a definition cannot load a plugin, because running a file from elsewhere would run its code; name the assembly on the command line: --plugin my.dll";
        if (name.Contains(" - ", StringComparison.Ordinal))
            return $"there is no handler {Wording.Quote(name)}; the dashes of a list stand in one column";
        return $"there is no handler {Wording.Quote(name)}; there are {string.Join(", ", names)}{KeyAdvice.For(_reading.Parameters, KeyScope.Handlers, name, names).Text}"
            + string.Concat(_catalogue.Broken.Select(kind => $"; of the plugin {Wording.Quote(kind.Plugin)}, {kind.Problem.TrimEnd('.')}"));
    }

    private void ReadHandler(IHandlerKind kind, MappingNode mapping, SourceMark mark)
    {
        var before = _reading.Errors.Count;
        var own = kind.Options.ToDictionary(option => option.Name, StringComparer.Ordinal);
        _reading.CheckKeys(mapping, kind.Name, KeyScope.Handler, [.. own.Keys, .. ScheduleKeys.Except(own.Keys, StringComparer.Ordinal), "name"]);
        var values = kind.Options.ToDictionary(
            option => option.Name,
            option => mapping[option.Name] is { } node ? OptionReader.Read(option, $"{kind.Name}.{option.Name}", node, _reading.Errors) : option.Default,
            StringComparer.Ordinal);
        var schedule = ReadSchedule(mapping, own, kind.Name);
        var name = mapping["name"] is { } nameNode && !own.ContainsKey("name") ? NameRules.ReadTable(nameNode, _reading.Errors) : kind.Name;
        if (_reading.Errors.Count > before)
            return;
        var options = new HandlerOptions(values!);
        if (Problem(kind, options) is { } problem)
            _reading.Errors.Add(mapping.Mark, problem.TrimEnd('.'));
        else if (NameRules.IsTable(name!))
            _reading.Errors.Add(mark, $"{Wording.Quote(name!)} is a table of the sweep; give the handler's another name with name:");
        else if (_handlers.Exists(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
            _reading.Errors.Add(mapping["name"]?.Mark ?? mark, $"a handler named {Wording.Quote(name!)} stands above; tell them apart with name:");
        else
        {
            _handlers.Add(new HandlerDefinition(name!, kind, options, schedule));
            _reading.HandlerPlaces.Add(mark);
        }
    }

    private static string? Problem(IHandlerKind kind, HandlerOptions options)
    {
        try
        {
            return kind.Problem(options) is { } problem ? $"{kind.Name}: {problem}" : KindCheck.ColumnProblem(kind, options);
        }
        catch (PluginException exception)
        {
            return exception.Message;
        }
    }

    private HandlerSchedule ReadSchedule(MappingNode mapping, Dictionary<string, HandlerOption> own, string kind)
    {
        var every = Number("every");
        var first = Number("first");
        var last = Number("last");
        var at = new List<int>();
        if (Scheduled("at") is { } node)
        {
            foreach (var item in node is SequenceNode sequence ? sequence.Items : [node])
                if (Step.Read(item, $"{kind}.at", _reading.Errors) is int step)
                    at.Add(step);
            if (node is SequenceNode { Items.Count: 0 })
                _reading.Errors.Add(node.Mark, $"{kind}.at is an empty list; it must be steps, the last one being -1");
        }

        return every is null && first is null && last is null && at.Count == 0
            ? HandlerSchedule.Always
            : new HandlerSchedule(every, at, first ?? 0, last ?? 0);

        Node? Scheduled(string key) => own.ContainsKey(key) ? null : mapping[key];

        int? Number(string key) => Scheduled(key) is { } value && Positive.Read(value, $"{kind}.{key}", _reading.Errors) is int number ? number : null;
    }
}
