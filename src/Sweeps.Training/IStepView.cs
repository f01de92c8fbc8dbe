using Sweeps.Numerics;

namespace Sweeps.Training;

/// <summary>A step as a tap sees it. Valid only during <see cref="ITrainingTap.Observe"/>.</summary>
public interface IStepView
{
    /// <summary>Number of the step, from 0.</summary>
    int Step { get; }

    /// <summary>This step's learning rate, the schedule applied.</summary>
    float LearningRate { get; }

    /// <summary>This step's learning rate of a module's parameters, the schedule applied. <value>Default: that of all.</value></summary>
    float LearningRateOf(ModuleInfo module) => LearningRate;

    /// <summary>Mean loss of the batch (with the penalty, if there is one), before the update.</summary>
    float Loss { get; }

    /// <summary>The network's modules in forward order.</summary>
    IReadOnlyList<ModuleInfo> Modules { get; }

    /// <summary>Whether the module has this tensor (activations have no weight).</summary>
    bool Has(ModuleInfo module, TensorKinds kind);

    /// <summary>The tensor.</summary>
    /// <param name="module">One of <see cref="Modules"/>.</param>
    /// <param name="kind">One flag, which must have been wanted for this step.</param>
    TensorView Tensor(ModuleInfo module, TensorKinds kind);

    /// <summary>What flows into the module: the pre-activations for an activation. Needs <see cref="TensorKinds.Output"/>.</summary>
    TensorView Input(ModuleInfo module);

    /// <summary>The loss's gradients with respect to all parameters, those of biases and norms included, in the names and order of <see cref="ITrainingRun.Weights"/>: copies.</summary>
    /// <value>Default: none, from an engine that does not report them.</value>
    IReadOnlyList<NamedTensor> ParameterGradients() => [];
}
