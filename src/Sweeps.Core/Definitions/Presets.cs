using Sweeps.Core.Axes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>A preset of a definition: a name that sets several parameters.</summary>
/// <param name="Mark">Where its name stands.</param>
/// <param name="Values">What it sets, without the parameters that <c>--set</c> sets.</param>
/// <param name="Places">Where each of these parameters stands in it.</param>
internal sealed record Preset(string Name, SourceMark Mark, IReadOnlyDictionary<Parameter, object> Values, IReadOnlyDictionary<Parameter, SourceMark> Places);

/// <summary>The presets of a definition, and what they make of its values, axes and included cells.</summary>
/// <remarks>
/// What counts, from the least to the most: defaults; the sections <c>dataset</c>, <c>model</c>, <c>train</c> and <c>seed</c>; a cell's preset; axes, and what an included cell says itself; <c>--set</c>.
/// A cell has one preset, so what another preset sets is in it as the sections say.
/// </remarks>
internal sealed class Presets(Parameter parameter, IReadOnlyList<Preset> all)
{
    private readonly Dictionary<string, Preset> _byName = all.ToDictionary(preset => preset.Name, StringComparer.Ordinal);

    public IReadOnlyList<Preset> All => all;

    /// <summary>The parameters that some preset sets.</summary>
    private List<Parameter> Set { get; } = [.. all.SelectMany(preset => preset.Values.Keys).Distinct().OrderBy(one => one.Index)];

    /// <summary>The values for cells that no axis changes.</summary>
    /// <param name="sections">What the sections say, a value per parameter.</param>
    public object[] Base(object[] sections) => With(sections, (string)sections[parameter.Index]);

    /// <summary>An axis that sets what its presets do. What has an axis of its own is left to that axis.</summary>
    /// <param name="axes">All axes.</param>
    public SweepAxis On(SweepAxis axis, object[] sections, IReadOnlyList<SweepAxis> axes)
    {
        if (NamesOn(axis) is not { } names)
            return axis;
        var own = axes.SelectMany(one => one.Parameters).ToHashSet();
        return axis.Implying([.. Set.Where(one => !own.Contains(one)).Select(one => (one, Values(one)))]);

        AxisValues Values(Parameter one)
        {
            object[] values = [.. names.Select(name => Of(name, one) ?? sections[one.Index])];
            return new AxisValues(values.Length, index => values[index]);
        }
    }

    /// <summary>An included cell with what its preset sets.</summary>
    public CellPattern In(CellPattern cell, object[] sections)
    {
        if (cell.Values.FirstOrDefault(value => value.Parameter == parameter) is not { Value: string name })
            return cell;
        var own = cell.Values.Select(value => value.Parameter).ToHashSet();
        return cell with { Values = [.. Set.Where(one => !own.Contains(one)).Select(one => (one, Of(name, one) ?? sections[one.Index])), .. cell.Values] };
    }

    /// <summary>What a preset sets and an axis sets too, so that the axis counts: a warning each.</summary>
    public IEnumerable<DefinitionWarning> Covered(IReadOnlyList<SweepAxis> axes)
    {
        var used = axes.SelectMany(axis => NamesOn(axis) ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var preset in all.Where(preset => used.Contains(preset.Name)))
            foreach (var axis in axes.SelectMany(axis => axis.Parameters).Where(preset.Values.ContainsKey))
                yield return new(preset.Places[axis], $"{axis.ShortName} has an axis, which counts before what the preset {preset.Name} says");
    }

    /// <summary>The presets along an axis; null if it is not one of presets.</summary>
    private string[]? NamesOn(SweepAxis axis) => axis.Parameters.ToList().IndexOf(parameter) is >= 0 and var place
        ? [.. Enumerable.Range(0, axis.Count).Select(index => (string)axis.Value(place, index))]
        : null;

    private object[] With(object[] sections, string name)
    {
        if (!_byName.TryGetValue(name, out var preset))
            return sections;
        var values = (object[])sections.Clone();
        foreach (var (one, value) in preset.Values)
            values[one.Index] = value;
        return values;
    }

    private object? Of(string name, Parameter one) => _byName.TryGetValue(name, out var preset) ? preset.Values.GetValueOrDefault(one) : null;
}
