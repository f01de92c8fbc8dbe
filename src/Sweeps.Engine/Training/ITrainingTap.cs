namespace Sweeps.Engine.Training;

/// <summary>Which of a module's tensors.</summary>
[Flags]
public enum TensorKinds
{
    None = 0,

    /// <summary>The module's output for the batch: samples × units.</summary>
    Output = 1,

    /// <summary>The loss's gradient with respect to that output: samples × units.</summary>
    OutputGradient = 2,

    /// <summary>The weight before this step's update: fan-out × fan-in, or symbols × components for an embedding.</summary>
    Weight = 4,

    /// <summary>The loss's gradient with respect to the weight.</summary>
    WeightGradient = 8,
}

/// <summary>Looks at a network while it trains. Looking changes nothing: weights are the same bits with and without taps.</summary>
public interface ITrainingTap
{
    /// <summary>What it will look at in this step; asked before the step, so that the engine keeps only what is wanted.</summary>
    TensorKinds Wants(int step);

    /// <summary>Called after the backward pass and before the update of every step for which something is wanted.</summary>
    /// <exception cref="Exception">Ends this run as failed, never its siblings.</exception>
    void Observe(IStepView step);
}

/// <summary>A step as a tap sees it. Valid only during <see cref="ITrainingTap.Observe"/>.</summary>
public interface IStepView
{
    /// <summary>Number of the step, from 0.</summary>
    int Step { get; }

    /// <summary>This step's learning rate, the schedule applied.</summary>
    float LearningRate { get; }

    /// <summary>Mean cross-entropy of the batch (with the penalty, if there is one), before the update.</summary>
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
}

/// <summary>A matrix inside the engine's buffers, in whatever order they hold it.</summary>
/// <remarks>Element (row, column) stands at <c>row · RowStride + column · ColumnStride</c>; one of the strides is 1. What lies between is padding: do not read it.</remarks>
public readonly ref struct TensorView
{
    public TensorView(ReadOnlySpan<float> data, int rows, int columns, int rowStride, int columnStride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public ReadOnlySpan<float> Data { get; }

    /// <summary>Samples, or a weight's fan-out.</summary>
    public int Rows { get; }

    /// <summary>Units, or a weight's fan-in.</summary>
    public int Columns { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    public float this[int row, int column] => Data[(row * RowStride) + (column * ColumnStride)];
}
