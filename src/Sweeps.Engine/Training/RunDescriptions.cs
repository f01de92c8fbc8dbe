using Sweeps.Engine.Layers;
using Sweeps.Engine.Optimizers;
using Sweeps.Training;

namespace Sweeps.Engine.Training;

/// <summary>What runs are expected to cost.</summary>
internal static class RunDescriptions
{
    /// <summary>Weights, gradients, one tensor that the optimizer keeps, and copies for saving.</summary>
    private const int CopiesOfWeights = 8;

    /// <summary>Signals forward and backward, of training and of evaluation.</summary>
    private const int CopiesOfSignals = 8;

    private const double SecondsPerModule = 0.1e-6;

    /// <summary>Multiplications and additions: forward, and twice as many backward.</summary>
    private const int OperationsPerWeight = 6;

    public static RunDescription Of(CellSettings cell)
    {
        var modules = ModuleList.Of(cell.Network);
        var count = ParameterCounts.Of(cell.Network);
        return new RunDescription(modules, count, Seconds(cell, modules), Bytes(cell, modules, count));
    }

    private static double Seconds(CellSettings cell, IReadOnlyList<ModuleInfo> modules)
    {
        var operationsPerSecond = cell.Network.Arithmetic == ArithmeticKind.Fast ? 100e9 : 70e9;
        var products = modules.Where(m => m.IsLinear).Sum(m => (double)m.Inputs * m.Outputs);
        return cell.Training.Steps * ((OperationsPerWeight * cell.Training.BatchSize * products / operationsPerSecond) + (modules.Count * SecondsPerModule));
    }

    private static double Bytes(CellSettings cell, IReadOnlyList<ModuleInfo> modules, long count)
    {
        var slots = OptimizerCatalogue.Of(cell.Training.Optimizer).Slots(cell.Training.OptimizerOptions).Count;
        var signals = modules.Sum(module => (double)module.Outputs) * cell.Training.BatchSize;
        return (count * (double)sizeof(float) * (CopiesOfWeights + Math.Max(0, slots - 1))) + (signals * sizeof(float) * CopiesOfSignals);
    }
}
