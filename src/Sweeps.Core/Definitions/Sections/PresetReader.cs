using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>presets</c>: names that set several parameters.</summary>
internal static class PresetReader
{
    private const string Example = "such as small: { width: 32, lr: 0.1 }";

    public static Presets Read(Node? node, Reading reading)
    {
        var presets = new List<Preset>();
        foreach (var entry in reading.Mapping(node, ParameterSet.PresetsKey)?.Entries ?? [])
        {
            var name = entry.Key.Text;
            if (name is PresetParameter.None)
                reading.Errors.Add(entry.Key.Mark, $"a preset cannot have the name {name}, which means no preset");
            else if (!PresetType.IsName(name))
                reading.Errors.Add(entry.Key.Mark, $"a preset cannot have the name {Wording.Quote(name)}; allowed are letters, digits, '-' and '_', beginning with a letter, a digit or '_'");
            else if (entry.Value is not MappingNode && !Reading.IsNothing(entry.Value))
                reading.Errors.Add(entry.Value.Mark, $"the preset {name} is {entry.Value.Described}; it must be a mapping of parameters to values, {Example}");
            else
                presets.Add(ReadOne(name, entry, reading));
        }

        return new Presets(reading.Parameters.Preset, presets);
    }

    /// <summary>Reports presets that are named and do not exist.</summary>
    public static void CheckNames(Presets presets, Reading reading)
    {
        var names = presets.All.Select(preset => preset.Name).ToList();
        foreach (var (value, mark) in reading.Seen(reading.Parameters.Preset))
            if (value is string name && name is not PresetParameter.None && !names.Contains(name, StringComparer.Ordinal))
                reading.Errors.Add(mark, names.Count == 0
                    ? $"there is no preset {Wording.Quote(name)}, because the definition has no presets: write presets: {{ {name}: {{ width: 32, lr: 0.1 }} }}"
                    : $"there is no preset {Wording.Quote(name)}; there {(names.Count == 1 ? "is" : "are")} {Wording.AllOf(names)}{Wording.Suggest(name, names)}");
    }

    private static Preset ReadOne(string name, MappingEntry entry, Reading reading)
    {
        var values = new Dictionary<Parameter, object>();
        var places = new Dictionary<Parameter, SourceMark>();
        foreach (var (key, value) in (entry.Value as MappingNode)?.Entries ?? [])
        {
            if (reading.Parameters.Sections.Contains(key.Text, StringComparer.Ordinal) && value is MappingNode)
            {
                reading.Errors.Add(key.Mark, $"a preset has no sections; the parameters in {key.Text} stand in it by their names, {Example}");
                continue;
            }

            if (reading.Parameter(key) is not { } parameter)
                continue;
            if (parameter == reading.Parameters.Preset)
                reading.Errors.Add(key.Mark, "a preset cannot set preset");
            else if (!places.TryAdd(parameter, key.Mark))
                reading.Errors.Add(key.Mark, $"{parameter.ShortName} stands in this preset already, under another of its names");
            // A value that an option replaces is not read.
            else if (reading.Overrides.Value(parameter) is null && reading.Read(parameter, value) is { } read)
                values.Add(parameter, read);
        }

        return new Preset(name, entry.Key.Mark, values, places);
    }
}
