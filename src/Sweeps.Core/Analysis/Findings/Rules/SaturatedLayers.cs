using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Layers whose units are in the flat parts of their activation.</summary>
internal static class SaturatedLayers
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.Saturated,
        [new("saturated layers", "`fraction_flat` is above the threshold. Not for ReLU, which is flat at half of all places", "saturation", "saturated", "c + (1 − c)/2, where c is chance: 0.64 for tanh")])
    {
        Source = ("saturation", "fraction_flat"),
        OfTable = (scene, table) => In(table, scene.Levels),
    };

    /// <summary>The findings of a table. Activations that are 0 below 0, such as ReLU, are left out: they are flat at half of all places, which is no fault.</summary>
    private static IEnumerable<Finding> In(HandlerTable table, Levels levels)
    {
        var rows = StatisticRow.Of(table.Rows, "fraction_flat").Where(row => row.IsActivation(levels.Scale.Models) && !row.CanDie(levels.Scale.Models)).ToList();
        var ofType = rows.Select(row => row.Type).Distinct(StringComparer.Ordinal)
            .ToDictionary(type => type, type => levels.Saturated(table.Definition.Options, type), StringComparer.Ordinal);
        if (LastingFault.In(rows, "fraction_flat", row => ofType[row.Type]) is { } fault)
            yield return new(FindingKinds.Saturated, $"saturated {fault.Layers}", fault.Evidence) { Table = table.Definition.Name };
    }
}
