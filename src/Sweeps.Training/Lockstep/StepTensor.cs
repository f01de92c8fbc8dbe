namespace Sweeps.Training.Lockstep;

/// <summary>What a tensor of a step is.</summary>
public enum StepTensorKind
{
    /// <summary>The mean loss of the batch, the penalty included: one number.</summary>
    Loss,

    /// <summary>What flows into a norm, or into an activation whose derivative jumps: samples × units. It says how much a norm subtracts, and on which side of a jump an element lies.</summary>
    Input,

    /// <summary>A module's output: samples × units.</summary>
    Output,

    /// <summary>The loss's gradient with respect to a module's output: samples × units.</summary>
    OutputGradient,

    /// <summary>The loss's gradient with respect to a parameter: a weight, a bias, or a parameter of a norm.</summary>
    Gradient,

    /// <summary>A parameter after the update minus the parameter before it.</summary>
    Step,

    /// <summary>What the optimizer keeps beside a parameter, after the update.</summary>
    OptimizerState,

    /// <summary>What a norm keeps from step to step, after the forward pass.</summary>
    Statistics,
}

/// <summary>A tensor of one step, row by row.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The module's name for inputs, outputs and their gradients; the parameter's otherwise: <c>Linear.0.bias</c>; empty for the loss.</param>
/// <param name="Values">Its numbers, which float32 ones are converted to exactly.</param>
public sealed record StepTensor(StepTensorKind Kind, string Name, double[] Values);

/// <summary>Where a run stands before a step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Weights">All parameters and statistics, as <see cref="ITrainingRun.Weights"/> gives them.</param>
/// <param name="OptimizerState">What the optimizer keeps, as <see cref="ITrainingRun.OptimizerState"/> gives it.</param>
public sealed record StepStart(int Step, IReadOnlyList<NamedTensor> Weights, IReadOnlyList<NamedTensor> OptimizerState);
