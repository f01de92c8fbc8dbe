using Sweeps.Core.Plans;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>The settings of a cell that its cost depends on.</summary>
/// <param name="Settings">The settings. Those without effect on the cost have the same value in every cell.</param>
/// <param name="Evaluated">The number of examples that are evaluated at the end.</param>
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

    /// <summary>Whether two settings obviously differ only in the seed and the learning rate, which have no effect on the cost.</summary>
    public static bool DifferInSeedAndRate(CellSettings one, CellSettings? other) =>
        other is not null && ReferenceEquals(one.Network, other.Network) && ReferenceEquals(one.Task, other.Task)
        && one.Training.Equals(other.Training with { Seed = one.Training.Seed, LearningRate = one.Training.LearningRate });

    // Most compared cells are equal; a few numbers are enough to distinguish the others.
    public override int GetHashCode() =>
        HashCode.Combine(Settings.Network.Width, Settings.Network.Depth, Settings.Training.Steps, Settings.Training.BatchSize, Evaluated);

    private static LayerInit OfLayer(LayerInit layer) => new() { Bias = layer.HasBias ? BiasInit.Zeros : BiasInit.None };
}
