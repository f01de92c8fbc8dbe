using Sweeps.Numerics;
using Sweeps.Torch.Modules;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A step as taps see it. Tensors are copied to the CPU when they are asked for, if they are not there.</summary>
internal sealed class TorchStepView(TorchNetwork network, NamedTensors tensors, TensorTaps taps, Func<ModuleInfo, double> rateOf)
    : LookedStep([.. network.All.Select(module => module.Info)], rateOf)
{
    private readonly Dictionary<ModuleInfo, Tensor> _weights = network.All.Select(module => module.Info).Where(module => module.HasWeight).ToDictionary(module => module, module => (Tensor)tensors.Weight(module));
    private readonly Dictionary<ModuleInfo, Tensor> _before = [];

    public override bool Has(ModuleInfo module, TensorKinds kind) => kind is TensorKinds.Output or TensorKinds.OutputGradient || module.HasWeight;

    public override TensorView Tensor(ModuleInfo module, TensorKinds kind) => Shown(kind switch
    {
        TensorKinds.Output => taps.Output(module.Index),
        TensorKinds.OutputGradient => Gradient(taps.Output(module.Index)),
        TensorKinds.Weight when module.HasWeight => _before.TryGetValue(module, out var before) ? before : _weights[module],
        TensorKinds.WeightGradient when module.HasWeight => Gradient(_weights[module]),
        TensorKinds.Step when module.HasWeight => _weights[module].detach().sub(_before[module]),
        _ => throw new ArgumentException($"{module.Name} has no {kind}.", nameof(kind)),
    });

    public override TensorView Input(ModuleInfo module) => module.Role == ModuleRole.Embedding
        ? throw new ArgumentException("What flows into an embedding are symbols.", nameof(module))
        : Shown(taps.Input(module.Index));

    public override IReadOnlyList<NamedTensor> ParameterGradients() =>
        [.. tensors.Parameters.Select(parameter => NamedTensors.Export(NamedTensors.Name(parameter.Module, parameter.Name), Gradient(parameter.Parameter)))];

    public override void KeepWeights()
    {
        foreach (var (module, weight) in _weights)
            _before[module] = weight.detach().clone();
    }

    public override void Forget() => _before.Clear();

    private static Tensor Gradient(Tensor tensor) => tensor.grad ?? throw new InvalidOperationException("There is no gradient.");

    private static TensorView Shown(Tensor tensor) => View(tensor.detach().cpu().contiguous());
}
