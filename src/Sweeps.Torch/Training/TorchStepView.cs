using Sweeps.Numerics;
using Sweeps.Torch.Modules;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A step as taps see it. Tensors are copied to the CPU when they are asked for, if they are not there.</summary>
internal sealed class TorchStepView : IStepView
{
    private readonly NamedTensors _tensors;
    private readonly TensorTaps _taps;
    private readonly Dictionary<ModuleInfo, Tensor> _weights;
    private readonly Dictionary<ModuleInfo, Tensor> _before = [];
    private readonly Dictionary<ModuleInfo, Tensor> _steps = [];
    private readonly Func<ModuleRole, double> _rateOf;

    public TorchStepView(TorchNetwork network, NamedTensors tensors, TensorTaps taps, Func<ModuleRole, double> rateOf)
    {
        (_tensors, _taps, _rateOf) = (tensors, taps, rateOf);
        Modules = [.. network.All.Select(module => module.Info)];
        _weights = Modules.Where(module => module.HasWeight).ToDictionary(module => module, module => (Tensor)tensors.Weight(module));
    }

    public int Step { get; set; }

    public float LearningRate { get; set; }

    public float Loss { get; set; }

    public IReadOnlyList<ModuleInfo> Modules { get; }

    public float LearningRateOf(ModuleInfo module) => (float)_rateOf(module.Role);

    public bool Has(ModuleInfo module, TensorKinds kind) => kind is TensorKinds.Output or TensorKinds.OutputGradient || module.HasWeight;

    public TensorView Tensor(ModuleInfo module, TensorKinds kind) => View(kind switch
    {
        TensorKinds.Output => _taps.Output(module.Index),
        TensorKinds.OutputGradient => Gradient(_taps.Output(module.Index)),
        TensorKinds.Weight when module.HasWeight => _before.TryGetValue(module, out var before) ? before : _weights[module],
        TensorKinds.WeightGradient when module.HasWeight => Gradient(_weights[module]),
        TensorKinds.Step when module.HasWeight => _steps[module],
        _ => throw new ArgumentException($"{module.Name} has no {kind}.", nameof(kind)),
    });

    public TensorView Input(ModuleInfo module) => module.Role == ModuleRole.Embedding
        ? throw new ArgumentException("What flows into an embedding are symbols.", nameof(module))
        : View(_taps.Input(module.Index));

    public IReadOnlyList<NamedTensor> ParameterGradients() =>
        [.. _tensors.Parameters.Select(parameter => NamedTensors.Export($"{parameter.Module.Name}.{parameter.Name}", Gradient(parameter.Parameter)))];

    /// <summary>Shows the weights as they are now until <see cref="Forget"/>, whatever the update does to them.</summary>
    public void KeepWeights()
    {
        foreach (var (module, weight) in _weights)
            _before[module] = weight.detach().clone();
    }

    /// <summary>Shows what the update has added to the weights.</summary>
    public void TakeSteps()
    {
        foreach (var (module, weight) in _weights)
            _steps[module] = weight.detach().sub(_before[module]);
    }

    /// <summary>Ends a look.</summary>
    public void Forget()
    {
        _before.Clear();
        _steps.Clear();
    }

    private static Tensor Gradient(Tensor tensor) => tensor.grad ?? throw new InvalidOperationException("There is no gradient.");

    private static TensorView View(Tensor tensor)
    {
        var here = tensor.detach().cpu().contiguous();
        var (rows, columns) = ((int)here.shape[0], (int)here.shape[1]);
        return new TensorView(NamedTensors.Numbers(here), rows, columns, columns, 1);
    }
}
