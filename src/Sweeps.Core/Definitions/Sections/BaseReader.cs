using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>dataset</c>, <c>model</c>, <c>train</c> and <c>seed</c>: a value per parameter.</summary>
internal sealed class BaseReader
{
    private readonly Reading _reading;
    private readonly ParameterSet _parameters;
    private readonly object[] _values;

    private BaseReader(Reading reading)
    {
        _reading = reading;
        _parameters = reading.Parameters;
        _values = [.. _parameters.All.Select(parameter => parameter.Default ?? CellValues.Auto)];
    }

    /// <summary>A value per parameter: the option's, the definition's or the default.</summary>
    public static object[] Read(MappingNode root, Reading reading)
    {
        var reader = new BaseReader(reading);
        var tree = BuildTree(reading.Parameters);
        foreach (var entry in root.Entries)
            if (tree.Children.TryGetValue(entry.Key.Text, out var child))
                reader.ReadChild(child, entry);
        foreach (var parameter in reading.Parameters.All)
            if (reading.Overrides.Value(parameter) is { } node && reading.Read(parameter, node) is { } value)
                reader._values[parameter.Index] = value;
        return reader._values;
    }

    private void ReadChild(Section child, MappingEntry entry)
    {
        if (child.Parameter is { } parameter)
        {
            // A value that an option replaces is not read.
            if (_reading.Overrides.Value(parameter) is null && _reading.Read(parameter, entry.Value) is { } value)
                _values[parameter.Index] = value;
        }
        else if (child.Name is TaskOption.Section && entry.Value is ScalarNode && !Reading.IsNothing(entry.Value))
        {
            // task: NAME is task: { kind: NAME }.
            if (_reading.Overrides.Value(_parameters.Task.Kind) is null && _reading.Read(_parameters.Task.Kind, entry.Value) is { } task)
                _values[_parameters.Task.Kind.Index] = task;
        }
        else if (child.Children.Count > 0 && _reading.Mapping(entry.Value, child.Name) is { } mapping)
        {
            ReadSection(child, mapping);
        }
    }

    private void ReadSection(Section section, MappingNode mapping)
    {
        var meant = _reading.CheckKeys(mapping, section.Name, section.Name, [.. section.Children.Keys.Order(StringComparer.Ordinal)]);
        if (section.Name is "dataset.split")
            BeginSplit(mapping, isTrainMeant: meant.Contains("train", StringComparer.Ordinal));
        foreach (var entry in mapping.Entries)
            if (section.Children.TryGetValue(entry.Key.Text, out var child))
                ReadChild(child, entry);
    }

    // A written split is complete: parts that it leaves out are empty, not the defaults.
    private void BeginSplit(MappingNode mapping, bool isTrainMeant)
    {
        // What says how rows are divided, and not in which parts, leaves the parts at their defaults.
        if (mapping.Entries.Count > 0 && mapping.Entries.All(entry => entry.Key.Text is "stratify" or "column" or "group"))
            return;
        _values[_parameters.Dataset.Valid.Index] = 0.0;
        _values[_parameters.Dataset.Test.Index] = 0.0;
        if (mapping["train"] is not null)
            return;
        _reading.IsSplitKnown = false;
        if (!isTrainMeant)
            _reading.Errors.Add(mapping.Mark, "dataset.split has no 'train'; write for example { train: 0.8, valid: 0.1, test: 0.1 }");
    }

    private static Section BuildTree(ParameterSet parameters)
    {
        var root = new Section("", null);
        foreach (var parameter in parameters.All.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            var section = root;
            foreach (var key in parameter.Name.Split('.')[..^1])
                section = section.Child(key, null);
            section.Child(parameter.Name.Split('.')[^1], parameter);
        }

        root.Children["dataset"].Child("sha256", null);
        return root;
    }

    /// <summary>A section of the definition with the keys in it, or a parameter.</summary>
    private sealed class Section(string name, Parameter? parameter)
    {
        public string Name { get; } = name;

        public Parameter? Parameter { get; } = parameter;

        public Dictionary<string, Section> Children { get; } = new(StringComparer.Ordinal);

        public Section Child(string key, Parameter? parameter)
        {
            if (!Children.TryGetValue(key, out var child))
                Children.Add(key, child = new Section(Name.Length == 0 ? key : $"{Name}.{key}", parameter));
            return child;
        }
    }
}
