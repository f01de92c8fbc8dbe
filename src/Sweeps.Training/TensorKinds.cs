namespace Sweeps.Training;

/// <summary>Which of a module's tensors.</summary>
[Flags]
public enum TensorKinds
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The module's output for the batch: samples × units.</summary>
    Output = 1,

    /// <summary>The loss's gradient with respect to that output: samples × units.</summary>
    OutputGradient = 2,

    /// <summary>The weight before this step's update: fan-out × fan-in, or symbols × components for an embedding.</summary>
    Weight = 4,

    /// <summary>The loss's gradient with respect to the weight.</summary>
    WeightGradient = 8,

    /// <summary>The step that was applied: the weight after this step's update minus the weight before it, including momentum, decay and other effects of the optimizer.</summary>
    Step = 16,
}
