using Sweeps.Core.Plans;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>All of a cell that its cost depends on: its settings, but for those that are known to cost nothing.</summary>
/// <param name="Settings">The settings, with the same value in every cell where a value costs nothing.</param>
/// <param name="Evaluated">Examples that are evaluated at the end.</param>
internal readonly record struct RunShape(CellSettings Settings, long Evaluated)
{
    private static readonly InitSettings s_init = new();

    public static RunShape Of(PlannedCell cell, long evaluated)
    {
        var (network, training) = (cell.Settings.Network, cell.Settings.Training);
        return new(
            cell.Settings with
            {
                Network = network with { Init = s_init with { Hidden = OfLayer(network.Init.Hidden), Logits = OfLayer(network.Init.Logits) } },
                Training = training with { Seed = 0, LearningRate = 0, Schedule = LearningRateSchedule.Constant },
            },
            evaluated);
    }

    /// <summary>Whether it can be seen at once that two settings differ in nothing else, which costs nothing.</summary>
    public static bool DifferInSeedAndRate(CellSettings one, CellSettings? other) =>
        other is not null && ReferenceEquals(one.Network, other.Network) && ReferenceEquals(one.Task, other.Task)
        && one.Training.Equals(other.Training with { Seed = one.Training.Seed, LearningRate = one.Training.LearningRate });

    // Most cells that are compared are equal: few numbers tell apart those that are not.
    public override int GetHashCode() =>
        HashCode.Combine(Settings.Network.Width, Settings.Network.Depth, Settings.Training.Steps, Settings.Training.BatchSize, Evaluated);

    private static LayerInit OfLayer(LayerInit layer) => new() { Bias = layer.HasBias ? BiasInit.Zeros : BiasInit.None };
}
