using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Published;

/// <summary>Reads <c>*.figures.yaml</c>: the published figures of the definition beside it.</summary>
public static class FigureReader
{
    private static readonly NameType Kinds = new("stable", "pytorch", "chaotic", "target", "claim", "unchecked");
    private static readonly NameType Measures = new("mean", "max", "min", "rise");
    private static readonly NumberType Number = new(double.MinValue, double.MaxValue);
    private static readonly IntegerType Whole = new(0, int.MaxValue);
    private static readonly string[] Values = ["loss", .. MeasureCatalogue.Numbers.Select(measure => measure.Name)];

    /// <summary>The path of the file of figures that belongs to a definition.</summary>
    public static string PathBeside(string definition) => Path.ChangeExtension(definition, ".figures.yaml");

    /// <summary>Reads the content of a file of figures.</summary>
    /// <param name="parameters">The parameters by which figures choose their run.</param>
    /// <returns>The figures, or all mistakes of the file.</returns>
    public static (FigureSet? Figures, IReadOnlyList<DefinitionError> Errors) Read(ReadOnlySpan<byte> bytes, string file, ParameterSet parameters)
    {
        var errors = new ErrorList();
        var reading = new Reading(errors, Overrides.Read([], parameters, errors), parameters);
        var root = reading.Mapping(DocumentReader.Read(bytes, file, errors), "the file");
        var figures = new List<PublishedFigure>();
        if (root is not null)
        {
            reading.CheckKeys(root, "a file of figures", "figures", "document", "figures");
            foreach (var item in reading.Sequence(root["figures"], "figures", "mappings")?.Items ?? [])
                if (reading.Mapping(item, "a figure") is { } mapping && ReadFigure(mapping, reading) is { } figure)
                    figures.Add(figure);
            if (figures.Count == 0 && errors.Count == 0)
                errors.Add(root.Mark, "there are no figures");
        }

        return errors.Count > 0 ? (null, errors.Sorted(file)) : (new FigureSet(Text(root!["document"]) ?? "", figures), []);
    }

    private static PublishedFigure? ReadFigure(MappingNode node, Reading reading)
    {
        reading.CheckKeys(node, "a figure", "figures", "cell", "kind", "title", "value", "step", "table", "published", "decimals", "pytorch", "tolerance", "least", "most", "note");
        var before = reading.Errors.Count;
        var kind = Enum.Parse<FigureKind>(Read(node, "kind", Kinds, reading) as string ?? "stable", ignoreCase: true);
        var source = new FigureSource(
            node["table"] is null ? Read(node, "value", new NameType(Values), reading) as string ?? "loss_end" : null,
            Read(node, "step", Whole, reading) as int? ?? 0,
            reading.Mapping(node["table"], "table") is { } table ? ReadMeasure(table, reading) : null);
        var figure = new PublishedFigure
        {
            Cell = ReadCell(node["cell"], reading),
            Kind = kind,
            Source = source,
            Title = Text(node["title"]) ?? source switch
            {
                { Value: "loss" } => $"loss at step {source.Step}",
                { Value: { } value } => value,
                _ => $"{source.Table!.Measure} of {source.Table.Table}.{source.Table.Column}",
            },
            Published = Read(node, "published", Number, reading) as double?,
            Decimals = Math.Min(15, Read(node, "decimals", Whole, reading) as int? ?? Decimals(node["published"])),
            PyTorch = Read(node, "pytorch", Number, reading) as double?,
            PyTorchDecimals = Math.Min(15, Decimals(node["pytorch"])),
            Tolerance = Read(node, "tolerance", Number, reading) as double? ?? (kind == FigureKind.Target ? 0.01 : source.Value is "loss_start" ? 0.0005 : 0.03),
            Least = Read(node, "least", Number, reading) as double? ?? double.NegativeInfinity,
            Most = Read(node, "most", Number, reading) as double? ?? double.PositiveInfinity,
            Note = Text(node["note"]),
        };
        if (kind is not FigureKind.Claim && figure.Published is null && figure.PyTorch is null)
            reading.Errors.Add(node.Mark, "a figure needs published or pytorch");
        if (kind is FigureKind.Stable && figure.Published is null)
            reading.Errors.Add(node.Mark, "a stable figure needs published");
        if (kind is FigureKind.PyTorch && figure.PyTorch is null)
            reading.Errors.Add(node.Mark, "a figure of kind pytorch needs pytorch");
        if (kind is FigureKind.Claim && double.IsInfinity(figure.Least) && double.IsInfinity(figure.Most))
            reading.Errors.Add(node.Mark, "a claim needs least or most");
        return reading.Errors.Count == before ? figure : null;
    }

    private static List<(string Name, object Value)> ReadCell(Node? node, Reading reading)
    {
        var cell = new List<(string, object)>();
        foreach (var entry in reading.Mapping(node, "cell")?.Entries ?? [])
            if (reading.Parameter(entry.Key) is { } parameter && parameter.Read(entry.Value, reading.Errors) is { } value)
                cell.Add((parameter.ShortName, value));
        return cell;
    }

    private static TableMeasure ReadMeasure(MappingNode node, Reading reading)
    {
        reading.CheckKeys(node, "table", "figures", "name", "column", "measure", "module", "tensor", "layers", "steps");
        return new TableMeasure(
            Text(node["name"]) ?? "",
            Text(node["column"]) ?? "",
            Read(node, "measure", Measures, reading) as string ?? "mean",
            Text(node["module"]) ?? "",
            Text(node["tensor"]) ?? "",
            ReadRange(node["layers"], "layers", reading),
            ReadRange(node["steps"], "steps", reading));
    }

    private static (int First, int Last)? ReadRange(Node? node, string name, Reading reading)
    {
        if (Reading.IsNothing(node))
            return null;
        if (node is SequenceNode { Items: [var first, var last] }
            && Whole.Read(first, name, reading.Errors) is int one && Whole.Read(last, name, reading.Errors) is int other)
            return (one, other);
        reading.Errors.Add(node!.Mark, $"{name} is {node.Described}; it must be two whole numbers, the first and the last");
        return null;
    }

    private static object? Read(MappingNode node, string key, ParameterType type, Reading reading) =>
        Reading.IsNothing(node[key]) ? null : type.Read(node[key]!, key, reading.Errors);

    private static int Decimals(Node? printed) =>
        Text(printed) is { } text && text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? text.Length - point - 1 : 0;

    private static string? Text(Node? node) => node is ScalarNode scalar ? scalar.Text : null;
}
