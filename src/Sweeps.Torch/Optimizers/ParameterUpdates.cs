using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>The parameters of a network with what an optimizer keeps beside each.</summary>
internal sealed class ParameterUpdates : IDisposable
{
    private static readonly Scalar s_two = 2;

    private readonly TrainingSettings _settings;
    private readonly double _decay;
    private readonly TorchOptimizer _optimizer;
    private readonly List<(Parameter Parameter, ModuleRole Role, double Factor, List<Tensor> Slots)> _parameters = [];
    private readonly List<(string Name, Tensor Tensor)> _slots = [];

    /// <param name="scaling">The network's, whose factors on learning rates apply.</param>
    public ParameterUpdates(TrainingSettings settings, ModelCatalogue catalogue, NamedTensors tensors, NetworkScaling scaling)
        : this(settings, catalogue, [.. tensors.Parameters.Select(parameter => (NamedTensors.Name(parameter.Module, parameter.Name), parameter.Module.Role, parameter.Parameter))])
    {
        var optimizer = catalogue.Optimizers.Get(settings.Optimizer);
        for (var i = 0; i < _parameters.Count; i++)
            _parameters[i] = _parameters[i] with { Factor = scaling.Rate(tensors.Parameters[i].Module, isMatrix: tensors.Parameters[i].Parameter.dim() == 2, optimizer) };
    }

    /// <param name="parameters">What is trained: the names of saved models, the roles of the modules, and the tensors.</param>
    public ParameterUpdates(TrainingSettings settings, ModelCatalogue catalogue, IReadOnlyList<(string Name, ModuleRole Role, Parameter Parameter)> parameters)
    {
        var descriptor = catalogue.Optimizers.Get(settings.Optimizer);
        (_settings, _decay) = (settings, descriptor.WeightDecayOf(settings.OptimizerOptions));
        _optimizer = TorchOptimizers.All.First(kind => string.Equals(kind.Name, descriptor.Name, StringComparison.Ordinal))
            .Create(new DeclaredOptions(descriptor, settings.OptimizerOptions));
        foreach (var (name, role, parameter) in parameters)
        {
            var slots = new List<Tensor>();
            foreach (var slot in descriptor.Slots(settings.OptimizerOptions))
            {
                slots.Add(zeros(parameter.shape, dtype: parameter.dtype, device: parameter.device));
                _slots.Add(($"{name}/{slot}", slots[^1]));
            }

            _parameters.Add((parameter, role, 1, slots));
        }
    }

    /// <summary>What is kept, by the names of saved states.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Slots => _slots;

    /// <summary>Forgets the gradients of the step before.</summary>
    public void Clear()
    {
        foreach (var (parameter, _, _, _) in _parameters)
            parameter.grad = null;
    }

    /// <summary>Changes all parameters.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="rateOf">The learning rate of a role.</param>
    /// <param name="scheduledMomentum">What the schedule puts in the place of the momentum; null for the optimizer's own.</param>
    public void Run(int step, Func<ModuleRole, double> rateOf, double? scheduledMomentum)
    {
        using var frozen = no_grad();
        _optimizer.Begin(step, scheduledMomentum);
        foreach (var (parameter, role, factor, slots) in _parameters)
            if (parameter.grad is { } gradient)
                _optimizer.Update(parameter, gradient, slots, rateOf(role) * factor, (_settings.DecayOf.Of(role) ?? _decay) / factor);
    }

    /// <summary>Bounds the gradients: torch.nn.utils.clip_grad_value_, and then clip_grad_norm_ with the norm in double precision.</summary>
    public void Clip()
    {
        if (_settings.ClipValue == 0 && _settings.ClipNorm == 0)
            return;
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var gradients = _parameters.Select(parameter => parameter.Parameter.grad).OfType<Tensor>().ToList();
        if (_settings.ClipValue > 0)
        {
            using Scalar low = -_settings.ClipValue;
            using Scalar high = _settings.ClipValue;
            gradients.ForEach(gradient => gradient.clamp_(low, high));
        }

        if (_settings.ClipNorm == 0)
            return;
        var sum = gradients.Sum(gradient => gradient.to(ScalarType.Float64).pow(s_two).sum().cpu().item<double>());
        var factor = _settings.ClipNorm / (Math.Sqrt(sum) + 1e-6);
        if (factor >= 1)
            return;
        using Scalar coefficient = factor;
        gradients.ForEach(gradient => gradient.mul_(coefficient));
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var (_, tensor) in _slots)
            tensor.Dispose();
    }
}
