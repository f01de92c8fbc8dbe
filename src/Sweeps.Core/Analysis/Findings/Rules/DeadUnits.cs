using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Layers whose units give the same output for every example: they are silent, or their weights are zero.</summary>
internal static class DeadUnits
{
    public static FindingRule Rule { get; } = new(
        FindingKinds.Dead,
        [
            new("dead units", "`fraction_dead` is above the threshold. For ReLU only, since other activations have negative outputs", "dead_units", "dead", "c + (1 − c)/2, where c is chance: 0.53 for 32 examples"),
            new("dead units", "the weights of a linear layer and their gradients are 0 at every recorded step, with any activation", "update_ratio"),
        ])
    {
        Source = ("dead_units", "fraction_dead"),
        OfRun = scene => scene.Dead.Select(one => new Finding(FindingKinds.Dead, $"{FindingKinds.Dead} in {one.Fault.Layers}", one.Fault.Evidence) { Table = one.Table.Definition.Name }),
    };

    /// <summary>The tables with dead layers.</summary>
    public static IReadOnlyList<(HandlerTable Table, LastingFault Fault)> In(FindingScene scene) =>
    [
        .. scene.Tables("dead_units").Select(table => (Table: table, Fault: Silent(table, scene.Levels, scene.VanishAtStart)))
            .Concat(scene.Tables("update_ratio").Select(table => (Table: table, Fault: Zero(table))))
            .Where(one => one.Fault is not null)
            .Select(one => (one.Table, one.Fault!)),
    ];

    /// <summary>Whether there are dead layers already at the first recorded step.</summary>
    public static bool AtStart(FindingScene scene) =>
        scene.Tables("update_ratio").Any(table => Zero(table) is not null) || scene.Tables("dead_units").Any(table => Silent(table, scene.Levels, atStart: true) is not null);

    /// <summary>The silent layers. Only activations that are 0 below 0, such as ReLU, are judged: the outputs of others may be negative.</summary>
    /// <param name="atStart">Whether the first recorded step alone decides.</param>
    private static LastingFault? Silent(HandlerTable table, Levels levels, bool atStart)
    {
        var level = levels.Dead(table.Definition.Options);
        return LastingFault.In([.. StatisticRow.Of(table.Rows, "fraction_dead").Where(row => row.CanDie(levels.Scale.Models))], "fraction_dead", _ => level, atStart);
    }

    /// <summary>Layers whose weights are zero and get no gradient: with any activation they give the same output for every example and never learn. This never happens by chance.</summary>
    private static LastingFault? Zero(HandlerTable table)
    {
        var gradients = StatisticRow.Of(table.Rows, "gradient_norm");
        var weights = StatisticRow.Of(table.Rows, "weight_norm");
        var zero = gradients.Zip(weights, (gradient, weight) => gradient with { Value = gradient.Value == 0 && weight.Value == 0 ? 1 : 0 })
            .Where(row => row.IsLinear)
            .GroupBy(row => row.Module, StringComparer.Ordinal)
            .Where(layer => layer.All(row => row.Value == 1))
            .Select(layer => layer.First().Layer)
            .ToList();
        return zero.Count == 0 ? null : new(LayerRanges.Text(zero), zero[0], "the weights and their gradients are 0 at every recorded step");
    }
}
