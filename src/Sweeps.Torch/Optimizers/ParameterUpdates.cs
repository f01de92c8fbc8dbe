using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>The parameters of a network with what an optimizer keeps beside each.</summary>
internal sealed class ParameterUpdates : IDisposable
{
    private readonly TorchOptimizer _optimizer;
    private readonly List<(Parameter Parameter, ModuleRole Role, List<Tensor> Slots)> _parameters = [];
    private readonly List<(string Name, Tensor Tensor)> _slots = [];

    public ParameterUpdates(TrainingSettings settings, ModelCatalogue catalogue, NamedTensors tensors)
    {
        var descriptor = catalogue.Optimizers.Get(settings.Optimizer);
        _optimizer = TorchOptimizers.All.First(kind => string.Equals(kind.Name, descriptor.Name, StringComparison.Ordinal))
            .Create(new DeclaredOptions(descriptor, settings.OptimizerOptions));
        foreach (var (module, name, parameter) in tensors.Parameters)
        {
            var slots = new List<Tensor>();
            foreach (var slot in descriptor.Slots(settings.OptimizerOptions))
            {
                slots.Add(zeros(parameter.shape, dtype: parameter.dtype, device: parameter.device));
                _slots.Add(($"{NamedTensors.Name(module, name)}/{slot}", slots[^1]));
            }

            _parameters.Add((parameter, module.Role, slots));
        }
    }

    /// <summary>What is kept, by the names of saved states.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Slots => _slots;

    /// <summary>Forgets the gradients of the step before.</summary>
    public void Clear()
    {
        foreach (var (parameter, _, _) in _parameters)
            parameter.grad = null;
    }

    /// <summary>Changes all parameters.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="rateOf">The learning rate of a role.</param>
    public void Run(int step, Func<ModuleRole, double> rateOf)
    {
        using var frozen = no_grad();
        _optimizer.Begin(step);
        foreach (var (parameter, role, slots) in _parameters)
            if (parameter.grad is { } gradient)
                _optimizer.Update(parameter, gradient, slots, rateOf(role));
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var (_, tensor) in _slots)
            tensor.Dispose();
    }
}
