using Sweeps.Numerics;

namespace Sweeps.Engine.Training;

/// <summary>A training network's buffers as taps see them.</summary>
internal sealed unsafe class StepView<V> : IStepView, IDisposable
    where V : unmanaged, ILanes<V, float>
{
    private readonly Network<float, V> _network;
    private readonly Layer<float>[] _layers;
    private readonly ActivationBuffer<float>[] _inputs;

    private readonly double[] _rates;
    private readonly AppliedSteps _applied;
    private bool _isApplied;

    /// <param name="rates">The learning rate of each role, in the order of <see cref="ModuleRole"/>; read when it is asked for.</param>
    public StepView(Network<float, V> network, double[] rates)
    {
        _network = network;
        _rates = rates;
        _applied = new AppliedSteps([.. network.Modules.Where(module => module.HasWeight).Select(module => network.Layer(module).Parameters[0])]);
        _layers = [.. network.Modules.Select(network.Layer)];
        // What a parametrization makes of it for a linear layer is no module's output.
        _inputs = [.. _layers.Select(layer => (network.Layers.OfType<ScaleLayer<float, V>>().FirstOrDefault(scale => scale.Output == layer.Input) ?? layer).Input)];
    }

    public int Step { get; set; }

    public float LearningRate { get; set; }

    public float Loss { get; set; }

    public float LearningRateOf(ModuleInfo module) => (float)(_rates[(int)module.Role] * (_layers[module.Index].Parameters is [var parameter, ..] ? parameter.Rate : 1));

    /// <summary>Shows the weights as they are now until the end of the step, whatever the update does to them.</summary>
    public void KeepWeights() => _applied.Keep();

    /// <summary>Shows what the update has added to the weights, for one look.</summary>
    public void TakeSteps()
    {
        _applied.Take();
        _isApplied = true;
    }

    /// <summary>Ends a look.</summary>
    public void Forget() => _isApplied = false;

    public void Dispose() => _applied.Dispose();

    public IReadOnlyList<ModuleInfo> Modules => _network.Modules;

    public bool Has(ModuleInfo module, TensorKinds kind) =>
        kind is TensorKinds.Output or TensorKinds.OutputGradient || module.HasWeight;

    public TensorView Tensor(ModuleInfo module, TensorKinds kind)
    {
        var layer = _layers[module.Index];
        return kind switch
        {
            TensorKinds.Output => View(layer.Output, layer.Output.Value),
            TensorKinds.OutputGradient => View(layer.Output, layer.Output.Gradient),
            TensorKinds.Weight when module.HasWeight && _isApplied => View(layer.Parameters[0], _applied.Before(layer.Parameters[0])),
            TensorKinds.Step when module.HasWeight && _isApplied => View(layer.Parameters[0], _applied.Step(layer.Parameters[0])),
            TensorKinds.Weight when module.HasWeight => View(layer.Parameters[0], layer.Parameters[0].Value),
            TensorKinds.WeightGradient when module.HasWeight => View(layer.Parameters[0], layer.Parameters[0].Gradient),
            _ => throw new ArgumentException($"{module.Name} has no {kind}.", nameof(kind)),
        };
    }

    public TensorView Input(ModuleInfo module)
    {
        if (module.Role == ModuleRole.Embedding)
            throw new ArgumentException("What flows into an embedding are symbols.", nameof(module));
        var input = _inputs[module.Index];
        return View(input, input.Value);
    }

    public IReadOnlyList<NamedTensor> ParameterGradients() => WeightExport.Gradients(_network);

    private static TensorView View(Parameter<float> parameter, float* data) =>
        new(new ReadOnlySpan<float>(data, parameter.Length), parameter.Rows, parameter.Parts[0].Columns, parameter.RowStride, parameter.ColumnStride);

    private TensorView View(ActivationBuffer<float> buffer, float* data) =>
        new(new ReadOnlySpan<float>(data, buffer.Length), _network.Batch.Count, buffer.Units, 1, buffer.Stride);
}
