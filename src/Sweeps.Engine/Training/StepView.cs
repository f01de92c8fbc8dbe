using Sweeps.Engine.Layers;
using Sweeps.Numerics;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;

namespace Sweeps.Engine.Training;

/// <summary>A training network's buffers as taps see them.</summary>
internal sealed unsafe class StepView<V> : IStepView
    where V : unmanaged, ILanes<V, float>
{
    private readonly Network<float, V> _network;
    private readonly Layer<float>[] _layers;

    public StepView(Network<float, V> network)
    {
        _network = network;
        _layers = [.. network.Modules.Select(network.Layer)];
    }

    public int Step { get; set; }

    public float LearningRate { get; set; }

    public float Loss { get; set; }

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
            TensorKinds.Weight when module.HasWeight => View(layer.Parameters[0], layer.Parameters[0].Value),
            TensorKinds.WeightGradient when module.HasWeight => View(layer.Parameters[0], layer.Parameters[0].Gradient),
            _ => throw new ArgumentException($"{module.Name} has no {kind}.", nameof(kind)),
        };
    }

    public TensorView Input(ModuleInfo module)
    {
        if (module.Role == ModuleRole.Embedding)
            throw new ArgumentException("What flows into an embedding are symbols.", nameof(module));
        var input = _layers[module.Index].Input;
        return View(input, input.Value);
    }

    private static TensorView View(Parameter<float> parameter, float* data) =>
        new(new ReadOnlySpan<float>(data, parameter.Length), parameter.Rows, parameter.Parts[0].Columns, parameter.RowStride, parameter.ColumnStride);

    private TensorView View(ActivationBuffer<float> signal, float* data) =>
        new(new ReadOnlySpan<float>(data, signal.Length), _network.Batch.Count, signal.Units, 1, signal.Stride);
}
