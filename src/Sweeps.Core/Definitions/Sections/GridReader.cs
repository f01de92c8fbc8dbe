using Sweeps.Core.Axes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>grid</c> and <c>zip</c>, and the axes that options replace or add.</summary>
internal sealed class GridReader
{
    private readonly Reading _reading;
    private readonly List<SweepAxis> _axes = [];
    private readonly Dictionary<Parameter, SourceMark> _places = [];

    private GridReader(Reading reading) => _reading = reading;

    public static List<SweepAxis> Read(MappingNode root, Reading reading)
    {
        var reader = new GridReader(reading);
        reader.ReadGrid(root["grid"]);
        var zip = reader.ReadZip(root["zip"]);
        foreach (var parameter in reading.Overrides.WithAxis)
            if (!reader._places.ContainsKey(parameter))
                reader.AddAxis(parameter, reading.Overrides.Axis(parameter)!);
        reader._axes.AddRange(zip);
        return reader._axes;
    }

    private void ReadGrid(Node? node)
    {
        if (_reading.Mapping(node, "grid") is not { } grid)
            return;
        foreach (var entry in grid.Entries)
            if (Claim(entry.Key) is { } parameter && _reading.Overrides.Value(parameter) is null)
                AddAxis(parameter, _reading.Overrides.Axis(parameter) ?? entry.Value);
    }

    private List<SweepAxis> ReadZip(Node? node)
    {
        var axes = new List<SweepAxis>();
        foreach (var item in _reading.Sequence(node, "zip", "mappings such as { lr: [0.1, 0.2], steps: [2000, 1000] }")?.Items ?? [])
        {
            if (item is not MappingNode { Entries: [_, ..] } group)
                _reading.Errors.Add(item.Mark, $"an entry of zip is {item.Described}; it must be a mapping such as {{ lr: [0.1, 0.2], steps: [2000, 1000] }}");
            else if (ReadGroup(group) is { } axis)
                axes.Add(axis);
        }

        return axes;
    }

    private SweepAxis? ReadGroup(MappingNode group)
    {
        var before = _reading.Errors.Count;
        var parameters = new List<Parameter>();
        var values = new List<AxisValues>();
        foreach (var entry in group.Entries)
        {
            if (Claim(entry.Key) is not { } parameter || _reading.Overrides.Value(parameter) is not null
                || AxisReader.Read(parameter, _reading.Overrides.Axis(parameter) ?? entry.Value, _reading) is not { } read)
                continue;
            parameters.Add(parameter);
            values.Add(read);
        }

        if (values.Select(one => one.Count).Distinct().Count() > 1)
        {
            var lengths = parameters.Zip(values, (parameter, one) => $"{parameter.ShortName} {one.Count}");
            _reading.Errors.Add(group.Mark, $"what advances together must be equally long; the numbers of values are: {string.Join(", ", lengths)}");
        }

        if (_reading.Errors.Count > before || values.Count == 0)
            return null;
        if (values.Count == 1)
            _reading.Warnings.Add(new(group.Mark, $"this entry of zip has one parameter, and nothing advances with {parameters[0].ShortName}; parameters that advance together stand in one entry"));
        else if (values[0].Count == 1)
            _reading.Warnings.Add(new(group.Mark, "this entry of zip has one value for each parameter, and so nothing advances; single values stand in dataset, model and train"));
        return new SweepAxis(parameters, values);
    }

    private void AddAxis(Parameter parameter, Node node)
    {
        if (AxisReader.Read(parameter, node, _reading) is { } values)
            _axes.Add(new SweepAxis([parameter], [values]));
    }

    private Parameter? Claim(ScalarNode key)
    {
        if (_reading.Parameter(key) is not { } parameter)
            return null;
        if (_places.TryAdd(parameter, key.Mark))
            return parameter;
        _reading.Errors.Add(key.Mark, $"{parameter.ShortName} has an axis already, in {Place(key.Mark, _places[parameter])}; a parameter is in one axis of grid or zip");
        return null;
    }

    private static string Place(SourceMark from, SourceMark mark) => string.Equals(from.File, mark.File, StringComparison.Ordinal) ? $"line {mark.Line}" : mark.ToString();
}
