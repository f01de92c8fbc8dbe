using Sweeps.Core.Plans;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>All of a cell that its cost depends on.</summary>
/// <param name="Evaluated">Examples that are evaluated at the end.</param>
internal readonly record struct RunShape(
    int Symbols, int Context, int Embedding, int Width, int Depth, string Activation, string Norm, bool NormalizeLogits, ResidualKind Residual, ArithmeticKind Arithmetic, int Steps, int BatchSize, long Evaluated)
{
    public static RunShape Of(PlannedCell cell, long evaluated)
    {
        var network = cell.Settings.Network;
        var training = cell.Settings.Training;
        return new(
            network.Symbols, network.Context, network.Embedding, network.Width, network.Depth, network.Activation, network.Norm, network.NormalizeLogits, network.Residual, network.Arithmetic,
            training.Steps, training.BatchSize, evaluated);
    }
}
