using Sweeps.Numerics;
using Sweeps.Torch.Training;
using Sweeps.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>A step of a plugin's network as taps see it.</summary>
internal sealed class TreeStepView : LookedStep
{
    private readonly ModuleTree _tree;
    private readonly TreeTaps _taps;
    private readonly NetworkTensors _tensors;
    private readonly Parameter?[] _weights;
    private readonly Tensor?[] _before;

    public TreeStepView(ModuleTree tree, TreeTaps taps, NetworkTensors tensors, Func<ModuleInfo, double> rateOf)
        : base([.. tree.Points.Select(point => point.Info)], rateOf)
    {
        (_tree, _taps, _tensors) = (tree, taps, tensors);
        _weights = [.. tree.Points.Select(point => point.Info.HasWeight && point.Weight is { } name ? tensors.Find(point.Path, name) : null)];
        _before = new Tensor?[_weights.Length];
    }

    public override bool Has(ModuleInfo module, TensorKinds kind) => kind switch
    {
        TensorKinds.Output => module.HasOutput,
        TensorKinds.OutputGradient => _tree.Points[module.Index].HasGradient,
        TensorKinds.Weight => _weights[module.Index] is not null,
        TensorKinds.WeightGradient or TensorKinds.Step => _weights[module.Index] is { requires_grad: true },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "One kind of tensor."),
    };

    public override TensorView Tensor(ModuleInfo module, TensorKinds kind)
    {
        if (!Has(module, kind))
            throw new ArgumentException($"{module.Name} has no {kind}.", nameof(kind));
        var point = _tree.Points[module.Index];
        return View(kind switch
        {
            TensorKinds.Output => TensorLayout.Matrix(Flowed(_taps.Output(module.Index), module), point.Channel),
            TensorKinds.OutputGradient => TensorLayout.Matrix(Gradient(Flowed(_taps.Output(module.Index), module)), point.Channel),
            TensorKinds.Weight => TensorLayout.Weight(_before[module.Index] ?? _weights[module.Index]!, module.Type),
            TensorKinds.WeightGradient => TensorLayout.Weight(Gradient(_weights[module.Index]!), module.Type),
            TensorKinds.Step => TensorLayout.Weight(_weights[module.Index]!.detach().sub(_before[module.Index]!), module.Type),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "One kind of tensor."),
        });
    }

    public override TensorView Input(ModuleInfo module) => module.Role == ModuleRole.Embedding
        ? throw new ArgumentException("What flows into an embedding are symbols.", nameof(module))
        : View(TensorLayout.Matrix(Flowed(_taps.Input(module.Index), module), _tree.Points[module.Index].InputChannel));

    public override IReadOnlyList<NamedTensor> ParameterGradients() =>
        [.. _tensors.Parameters.Where(parameter => parameter.Parameter.requires_grad).Select(parameter => NetworkTensors.Export(parameter.Name, Gradient(parameter.Parameter)))];

    public override void KeepWeights()
    {
        for (var i = 0; i < _weights.Length; i++)
            _before[i] = _weights[i]?.detach().clone();
    }

    public override void Forget() => Array.Clear(_before);

    // Where no gradient arrives, the loss does not depend on the tensor in this step.
    private static Tensor Gradient(Tensor tensor) => tensor.grad ?? zeros_like(tensor);

    private static Tensor Flowed(Tensor? tensor, ModuleInfo module) =>
        tensor ?? throw new InvalidOperationException($"{module.Name} ({module.Path}) was not called in this step, as it was when the network was looked at first.");
}
