namespace Sweeps.Training.Lockstep;

/// <summary>An engine that can compute single steps of the runs of another one, so that the other's numbers are compared with its own.</summary>
public interface ILockstepOracle : ITrainingEngine
{
    /// <summary>Follows a run from its first batch on.</summary>
    /// <exception cref="ArgumentException">The engine <see cref="ITrainingEngine.Refuses"/> it.</exception>
    IStepOracle Follow(CellSettings cell, IDataset data);
}

/// <summary>Computes steps of one run. Not thread-safe.</summary>
public interface IStepOracle : IDisposable
{
    /// <summary>Computes a step from where the run stands before it, on the batch that the run has at this step.</summary>
    /// <param name="start">Where the run stands.</param>
    /// <param name="gradients">The gradients that the optimizer is given, in the names of the parameters: those of the other engine, so that what the optimizer does is compared by itself.</param>
    /// <param name="inDoublePrecision">Whether to compute in float64, the truth for comparisons; otherwise in float32, which shows how much rounding moves.</param>
    /// <returns>All tensors of the step.</returns>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size.</exception>
    IReadOnlyList<StepTensor> Compute(StepStart start, IReadOnlyList<NamedTensor> gradients, bool inDoublePrecision);

    /// <summary>Computes a step in float64, but for random changes of every module's output by as much as float32 rounds, which changes what flows back through it as well.</summary>
    /// <param name="start">Where the run stands.</param>
    /// <param name="draw">Which changes: those of another number are others.</param>
    /// <returns>The tensors up to the gradients. How far they move says what rounding does to the step, whatever the order in which an engine computes.</returns>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size.</exception>
    IReadOnlyList<StepTensor> ComputeDisturbed(StepStart start, int draw);
}
