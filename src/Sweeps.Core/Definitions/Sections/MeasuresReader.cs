using System.Text.RegularExpressions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>measures</c>: a mapping from names to the options of each measure.</summary>
internal sealed partial class MeasuresReader
{
    /// <summary>The name of the losses as a series.</summary>
    public const string Loss = "loss";

    public static readonly IReadOnlyList<string> SeriesKeys = ["of", "take", "over_layers", "tensor", "modules", "layers"];
    public static readonly IReadOnlyList<string> LabelKeys = ["unit", "better", "description"];
    public static readonly NameType Better = new("lower", "higher");
    public static readonly NameType Tensor = new([.. TensorNames.All]);
    public static readonly NameType OverLayers = new([.. Aggregates.OverLayers.Select(one => one.Name)]);
    public static readonly IntegerType Layer = new(-256, 256);
    private static readonly NumberType s_number = new(double.MinValue, double.MaxValue);
    private const string Example = "{ of: loss, take: { mean_first: 50 } }";

    private readonly IReadOnlyList<HandlerDefinition>? _handlers;
    private readonly IReadOnlyList<IMeasure> _kinds;
    private readonly Reading _reading;
    private readonly List<DefinedMeasure> _measures = [];

    private MeasuresReader(IReadOnlyList<HandlerDefinition>? handlers, IReadOnlyList<IMeasure> kinds, Reading reading) =>
        (_handlers, _kinds, _reading) = (handlers, kinds, reading);

    /// <summary>Every key that the options of a measure can have.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. SeriesKeys, .. PairKind.All.Select(kind => kind.Name), "kind", .. LabelKeys];

    /// <summary>What one is made of: one of these keys.</summary>
    private static IReadOnlyList<string> MainKeys { get; } = ["of", .. PairKind.All.Select(kind => kind.Name), "kind"];

    /// <summary>The names of all measures, also of those that cannot be read.</summary>
    public static IReadOnlyList<string> Names(Node? node) => node is MappingNode mapping ? [.. mapping.Entries.Select(entry => entry.Key.Text)] : [];

    /// <param name="handlers">The handlers of the definition; null if they are not known, and tables are not checked.</param>
    /// <param name="kinds">The measures of plugins.</param>
    public static IReadOnlyList<DefinedMeasure> Read(Node? node, IReadOnlyList<HandlerDefinition>? handlers, IReadOnlyList<IMeasure> kinds, Reading reading)
    {
        if (reading.Mapping(node, "measures") is not { } mapping)
            return [];
        var reader = new MeasuresReader(handlers, kinds, reading);
        foreach (var entry in mapping.Entries)
            reader.ReadMeasure(entry.Key, entry.Value);
        return reader._measures;
    }

    private void ReadMeasure(ScalarNode key, Node value)
    {
        var name = key.Text;
        var before = _reading.Errors.Count;
        if (Problem(name) is { } problem)
            _reading.Errors.Add(key.Mark, problem);
        var path = $"measures.{name}";
        if (value is not MappingNode mapping)
        {
            _reading.Errors.Add(value.Mark, $"{path} is {value.Described}; it must be a mapping such as {Example}");
            return;
        }

        var meant = _reading.CheckKeys(mapping, path, KeyScope.Measure, Keys);
        var label = new MeasureLabel(name, Text(mapping["unit"], $"{path}.unit") ?? "", Text(mapping["description"], $"{path}.description") ?? "", ReadBetter(mapping, path));
        var main = mapping.Entries.Where(entry => MainKeys.Contains(entry.Key.Text, StringComparer.Ordinal)).ToList();
        if (main.Count == 0 && !meant.Intersect(MainKeys, StringComparer.Ordinal).Any())
            _reading.Errors.Add(key.Mark, $"{path} does not say what it is made of: one of {string.Join(", ", MainKeys)}, such as {Example}");
        if (main.Count > 1)
            _reading.Errors.Add(main[1].Key.Mark, $"{path} has {main[0].Key.Text} and {main[1].Key.Text}; a measure is made of one of {string.Join(", ", MainKeys)}");
        if (main.Count != 1)
            return;
        foreach (var extra in mapping.Entries.Where(entry => main[0].Key.Text is not "of" && entry.Key.Text is not "of" && SeriesKeys.Contains(entry.Key.Text, StringComparer.Ordinal)))
            _reading.Errors.Add(extra.Key.Mark, $"{path} has {extra.Key.Text}, which goes with of alone");
        var measure = main[0].Key.Text switch
        {
            "of" => ReadSeries(mapping, main[0].Value, label, path),
            "kind" => ReadKind(main[0].Value, label, path),
            var pair => ReadPair(PairKind.All.First(kind => string.Equals(kind.Name, pair, StringComparison.Ordinal)), main[0].Value, label, path),
        };
        if (measure is not null && _reading.Errors.Count == before)
            _measures.Add(measure);
    }

    private string? Problem(string name)
    {
        if (!NamePattern().IsMatch(name))
            return $"the name {Wording.Quote(name)} of a measure cannot be that of a column: allowed are letters, digits and '_', at most 100, beginning with a letter";
        if (name is "cell" or "run" || MeasureCatalogue.Find(name) is not null)
            return $"every run has a column {Wording.Quote(name)}; give the measure another name";
        if (_reading.Parameters.Find(name) is { } parameter)
            return $"{Wording.Quote(name)} is a parameter ({parameter.Name}); give the measure another name";
        return null;
    }

    private DefinedMeasure? ReadSeries(MappingNode mapping, Node of, MeasureLabel label, string path)
    {
        var take = mapping["take"] is { } takeNode ? ReadTake(takeNode, $"{path}.take") : new Take(TakeKind.Last, 0);
        if (of is ScalarNode { Text: Loss })
        {
            foreach (var extra in mapping.Entries.Where(entry => SeriesKeys.Skip(2).Contains(entry.Key.Text, StringComparer.Ordinal)))
                _reading.Errors.Add(extra.Key.Mark, $"{path} has {extra.Key.Text}, and the loss is one number per step, of no layer");
            return take is null ? null : Defined(new SeriesMeasure(Described(label, take, Loss) with { Unit = label.Unit.Length > 0 ? label.Unit : "nats" }, take, SeriesMeasure.LossesOf), $"of {Loss} take {take}");
        }

        var column = ReadColumn(of, $"{path}.of");
        var overName = mapping["over_layers"] is { } overNode ? OverLayers.Read(overNode, $"{path}.over_layers", _reading.Errors) as string : "mean";
        var filter = new RowFilter(
            ReadList(mapping["tensor"], $"{path}.tensor", Tensor).OfType<string>().ToList(),
            ReadModules(mapping["modules"], $"{path}.modules"),
            ReadList(mapping["layers"], $"{path}.layers", Layer).OfType<int>().ToList());
        if (take is null || column is not { } found || overName is null)
            return null;
        var over = Aggregates.OverLayers.First(one => string.Equals(one.Name, overName, StringComparison.Ordinal)).Of;
        return Defined(
            new SeriesMeasure(Described(label, take, $"{found.Table}.{found.Column}"), take, run => SeriesMeasure.ColumnOf(run, found.Table, found.Column, filter, over)),
            $"of {found.Table}.{found.Column} take {take} over_layers {overName} {filter}");
    }

    private static MeasureLabel Described(MeasureLabel label, Take take, string of) => label.Description.Length > 0 ? label : label with { Description = $"{take} of {of}." };

    private DefinedMeasure Defined(IMeasure measure, string signature) => new(measure.Name, measure, signature);

    private (string Table, string Column)? ReadColumn(Node node, string path)
    {
        var tables = _handlers?.Select(handler => handler.Name).ToList();
        var allowed = tables is null ? "" : $"; it must be {Loss} or a column of a handler's table{(tables.Count == 0 ? ", and the definition has no handlers" : $" such as {Sample()}")}";
        if (node is not ScalarNode { Text: { Length: > 0 } text } || text.Split('.') is not [{ Length: > 0 } table, { Length: > 0 } column])
        {
            var advice = node is ScalarNode scalar && tables is not null && !tables.Contains(scalar.Text, StringComparer.Ordinal) ? KeyAdvice.For(_reading.Parameters, KeyScope.Tables, scalar.Text, [Loss, .. tables]).Text : "";
            _reading.Errors.Add(node.Mark, $"{path} is {node.Described}{(allowed.Length > 0 ? allowed : $"; it must be {Loss} or TABLE.COLUMN")}{advice}");
            return null;
        }

        if (_handlers is null)
            return (table, column);
        if (_handlers.FirstOrDefault(handler => string.Equals(handler.Name, table, StringComparison.Ordinal)) is not { } found)
        {
            _reading.Errors.Add(node.Mark, $"{path} is {Wording.Quote(text)}, and the definition has no handler with a table {Wording.Quote(table)}{(tables!.Count == 0 ? "" : $"; there are {string.Join(", ", tables)}")}{KeyAdvice.For(_reading.Parameters, KeyScope.Tables, table, tables).Text}");
            return null;
        }

        var columns = NumbersOf(found);
        if (columns.Contains(column, StringComparer.Ordinal))
            return (table, column);
        _reading.Errors.Add(node.Mark, $"{path} is {Wording.Quote(text)}, and the table {table} has no column of numbers {Wording.Quote(column)}; there are {string.Join(", ", columns)}{KeyAdvice.For(_reading.Parameters, KeyScope.Tables, column, columns).Text}");
        return null;
    }

    private string Sample() => _handlers!.Select(handler => (handler.Name, Columns: NumbersOf(handler))).FirstOrDefault(table => table.Columns.Count > 0) is { Name: { } name, Columns: var columns } ? $"{name}.{columns[0]}" : "TABLE.COLUMN";

    private static List<string> NumbersOf(HandlerDefinition handler) =>
        [.. handler.Kind.Columns(handler.Options).Where(column => column.Type is ColumnType.Float or ColumnType.Double or ColumnType.Int32 or ColumnType.Int64).Select(column => column.Name)];

    private Take? ReadTake(Node node, string path)
    {
        var (key, value) = node switch
        {
            ScalarNode { Text.Length: > 0 } scalar => (scalar, null),
            MappingNode { Entries: [var entry] } => (entry.Key, entry.Value),
            _ => (null, null),
        };
        var forms = string.Join(", ", TakeKind.All.Select(kind => kind.Least is null ? kind.Name : $"{{ {kind.Name}: K }}"));
        if (key is null || TakeKind.All.FirstOrDefault(kind => string.Equals(kind.Name, key.Text, StringComparison.Ordinal)) is not { } found)
        {
            var advice = key is null ? "" : KeyAdvice.For(_reading.Parameters, KeyScope.Take, key.Text, [.. TakeKind.All.Select(kind => kind.Name)]).Text;
            _reading.Errors.Add((key ?? node).Mark, $"{path} is {node.Described}; it must be one of {forms}{advice}");
            return null;
        }

        if (found.Least is not { } least)
        {
            if (value is null)
                return new Take(found, 0);
            _reading.Errors.Add(value.Mark, $"{path}.{found.Name} takes no number; write take: {found.Name}");
            return null;
        }

        if (value is null)
        {
            _reading.Errors.Add(node.Mark, $"{path}.{found.Name} needs a number; write take: {{ {found.Name}: 100 }}");
            return null;
        }

        return new IntegerType(least, 1_000_000_000).Read(value, $"{path}.{found.Name}", _reading.Errors) is int number ? new Take(found, number) : null;
    }

    private DefinedMeasure? ReadPair(PairKind kind, Node node, MeasureLabel label, string path)
    {
        if (node is not SequenceNode { Items: [var left, var right] })
        {
            _reading.Errors.Add(node.Mark, $"{path}.{kind.Name} is {node.Described}; it must be a list of two, each a measure or a number: [loss_end, loss_start]");
            return null;
        }

        var (one, other) = (ReadSide(left, $"{path}.{kind.Name}"), ReadSide(right, $"{path}.{kind.Name}"));
        if (one is null || other is null)
            return null;
        var described = label.Description.Length > 0 ? label : label with { Description = $"{kind.Name} of {one} and {other}." };
        // What a pair is made of may change under the same name.
        var signature = $"{kind.Name} {Signature(one)} {Signature(other)}";
        return Defined(new PairMeasure(described, kind, one, other), signature);
    }

    private string Signature(PairSide side) => _measures.Find(measure => string.Equals(measure.Name, side.Measure, StringComparison.Ordinal)) is { } above ? $"({above.Signature})" : side.ToString();

    private PairSide? ReadSide(Node node, string path)
    {
        if (node is ScalarNode scalar && Scalars.KindOf(scalar) is ScalarKind.Text)
        {
            var known = MeasureCatalogue.All.Where(measure => measure.Type is ColumnType.Double or ColumnType.Int32 or ColumnType.Int64).Select(measure => measure.Name)
                .Concat(_measures.Where(measure => measure.Measure.Type is ColumnType.Double).Select(measure => measure.Name)).ToList();
            if (known.Contains(scalar.Text, StringComparer.Ordinal))
                return new PairSide(scalar.Text, 0);
            _reading.Errors.Add(node.Mark, $"{path} has {Wording.Quote(scalar.Text)}, which is no number and no measure that is a number and stands above it; there are {string.Join(", ", known)}{KeyAdvice.For(_reading.Parameters, KeyScope.Outcomes, scalar.Text, known).Text}");
            return null;
        }

        return s_number.Read(node, path, _reading.Errors) is double number ? new PairSide(null, number) : null;
    }

    private DefinedMeasure? ReadKind(Node node, MeasureLabel label, string path)
    {
        if (node is ScalarNode scalar && _kinds.FirstOrDefault(kind => string.Equals(kind.Name, scalar.Text, StringComparison.Ordinal)) is { } found)
            return Defined(new PluginMeasure(label, found), $"kind {found.Name} {found.Revision}");
        var names = _kinds.Select(kind => kind.Name).ToList();
        var there = names.Count == 0 ? "no plugin with measures is loaded: name the assembly on the command line, --plugin my.dll" : $"there are {string.Join(", ", names)}";
        _reading.Errors.Add(node.Mark, $"{path}.kind is {node.Described}; it must be a measure of a plugin, and {there}{(node is ScalarNode text ? KeyAdvice.For(_reading.Parameters, KeyScope.Tables, text.Text, names).Text : "")}");
        return null;
    }

    private MeasureDirection ReadBetter(MappingNode mapping, string path) => mapping["better"] is { } node
        ? Better.Read(node, $"{path}.better", _reading.Errors) is "higher" ? MeasureDirection.Higher : MeasureDirection.Lower
        : MeasureDirection.None;

    private List<object?> ReadList(Node? node, string path, ParameterType type)
    {
        if (Reading.IsNothing(node))
            return [];
        IReadOnlyList<Node> items = node is SequenceNode sequence ? sequence.Items : [node!];
        if (items.Count == 0)
            _reading.Errors.Add(node!.Mark, $"{path} is an empty list; it needs at least one value, each {type.Description}");
        return [.. items.Select(item => type.Read(item, path, _reading.Errors))];
    }

    private List<string> ReadModules(Node? node, string path)
    {
        if (Reading.IsNothing(node))
            return [];
        var patterns = new List<string>();
        foreach (var item in node is SequenceNode { Items.Count: > 0 } sequence ? sequence.Items : [node!])
        {
            if (item is ScalarNode { Text: var text } && ModulePattern().IsMatch(text))
                patterns.Add(text);
            else
                _reading.Errors.Add(item.Mark, $"{path} has {item.Described}; it must be the name of a module as the tables have it, where * stands for any text: Linear.*, ReLU.3");
        }

        return patterns;
    }

    private string? Text(Node? node, string path)
    {
        if (Reading.IsNothing(node))
            return null;
        if (node is ScalarNode { Text.Length: <= 200 } scalar && !scalar.Text.Any(char.IsControl))
            return scalar.Text;
        _reading.Errors.Add(node!.Mark, $"{path} is {node.Described}; it must be a text of at most 200 characters on one line");
        return null;
    }

    [GeneratedRegex(MeasuresSchema.Name, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9_.*]{1,100}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ModulePattern();
}
