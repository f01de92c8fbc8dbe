using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Plans;

/// <summary>Finds presets that come to the same run.</summary>
internal sealed class EqualPresets(Parameter preset)
{
    private readonly Dictionary<ulong, string> _first = [];
    private readonly HashSet<(string One, string Other)> _equal = [];

    /// <summary>Notes the preset of the first cell of a run.</summary>
    public void See(ulong run, CellValues cell) => _first.Add(run, cell.Text(preset));

    /// <summary>The preset of a run's first cell and that of another cell of the run; empty if they are the same.</summary>
    public IReadOnlyList<string> Compare(ulong run, CellValues cell)
    {
        var (one, other) = (_first[run], cell.Text(preset));
        if (string.Equals(one, other, StringComparison.Ordinal))
            return [];
        _equal.Add((one, other));
        return [one, other];
    }

    public IEnumerable<DefinitionWarning> Warnings(SweepDefinition definition) => _equal.Select(pair => new DefinitionWarning(
        definition.Presets?.All.FirstOrDefault(one => string.Equals(one.Name, pair.Other, StringComparison.Ordinal))?.Mark ?? new SourceMark(definition.File, 1, 1),
        pair.One is PresetParameter.None ? $"the preset {pair.Other} comes to the same runs as no preset: they are trained once, and tables show no preset"
        : pair.Other is PresetParameter.None ? $"no preset comes to the same runs as the preset {pair.One}: they are trained once, and tables show them as {pair.One}"
        : $"the presets {pair.One} and {pair.Other} come to the same runs: they are trained once, and tables show them as {pair.One}"));
}
