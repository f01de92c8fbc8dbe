using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Running;

/// <summary>What runs are expected to cost. Every engine counts the same operations and copies; how fast it is, it says itself.</summary>
/// <param name="operationsPerSecond">Multiplications and additions of matrix products on one core of an ordinary machine.</param>
/// <param name="secondsPerModule">Time of a step for each module, whatever its size.</param>
public sealed class RunEstimate(double operationsPerSecond, double secondsPerModule)
{
    /// <summary>Weights, gradients, one tensor that the optimizer keeps, and copies for saving.</summary>
    private const int CopiesOfWeights = 8;

    /// <summary>Activations forward and backward, of training and of evaluation.</summary>
    private const int CopiesOfActivations = 8;

    /// <summary>Multiplications and additions of a weight and an example: forward, and twice as many backward.</summary>
    private const int OperationsPerWeight = 6;

    /// <summary>Describes a run.</summary>
    /// <param name="cell">The run.</param>
    /// <param name="modules">The modules of its network in forward order.</param>
    /// <param name="parameters">Numbers that are trained.</param>
    /// <param name="catalogue">Has the run's optimizer.</param>
    public RunDescription Of(CellSettings cell, IReadOnlyList<ModuleInfo> modules, long parameters, ModelCatalogue catalogue) =>
        new(modules, parameters, Seconds(cell.Training, modules), Bytes(cell.Training, modules, parameters, catalogue));

    private double Seconds(TrainingSettings training, IReadOnlyList<ModuleInfo> modules)
    {
        var products = modules.Where(module => module.IsLinear).Sum(module => (double)module.Inputs * module.Outputs * module.Positions);
        return training.Steps * ((OperationsPerWeight * training.BatchSize * products / operationsPerSecond) + (modules.Count * secondsPerModule));
    }

    private static double Bytes(TrainingSettings training, IReadOnlyList<ModuleInfo> modules, long parameters, ModelCatalogue catalogue)
    {
        var slots = catalogue.Optimizers.Get(training.Optimizer).Slots(training.OptimizerOptions).Count;
        var activations = modules.Sum(module => (double)module.Outputs * module.Positions) * training.BatchSize;
        return (parameters * (double)sizeof(float) * (CopiesOfWeights + Math.Max(0, slots - 1))) + (activations * sizeof(float) * CopiesOfActivations);
    }
}
