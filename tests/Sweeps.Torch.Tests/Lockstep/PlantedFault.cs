using Sweeps.Core.Verification.Lockstep;
using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Lockstep;
using static TorchSharp.torch;
using Hooked = TorchSharp.torch.nn.HookableModule<
    System.Func<TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>,
    System.Func<TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>>;

namespace Sweeps.Torch.Tests.Lockstep;

/// <summary>A mistake that an engine could make, put into what it recorded by its effect in float64.</summary>
/// <param name="Name">What it is.</param>
/// <param name="AppliesTo">Networks that it can be made in.</param>
/// <param name="Compute">The step's tensors in float64 with the mistake; what is left out is as it is.</param>
internal sealed record PlantedFault(string Name, Func<CellSettings, bool> AppliesTo, Func<PlantedStep, IReadOnlyList<StepTensor>> Compute)
{
    private const double WrongEpsilon = 1e-4;

    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new("a norm's eps of 1e-4", HasNorm, step => step.With(WithWrongEpsilon)),
        new("a sign in an activation's derivative", _ => true, step => step.With(WithWrongSign)),
        new("a missing bias gradient", _ => true, WithoutBiasGradients),
        new("momentum of the step before", cell => Engines.Managed.Catalogue.Optimizers.Get(cell.Training.Optimizer).Slots(cell.Training.OptimizerOptions).Count > 0, step => step.With(step.Cell, step.Ours.Start with { OptimizerState = step.Before.OptimizerState })),
        new("twice the weight decay", cell => !cell.Training.OptimizerOptions.Equals(OptionValues.None), step => step.With(WithDecay(step.Cell, 2), step.Ours.Start)),
        new("no weight decay", cell => !cell.Training.OptimizerOptions.Equals(OptionValues.None), step => step.With(WithDecay(step.Cell, 0), step.Ours.Start)),
    ];

    private static bool HasNorm(CellSettings cell) => cell.Network.Residual != ResidualKind.None || cell.Network.Norm is not "none";

    private static CellSettings WithDecay(CellSettings cell, double factor)
    {
        var decay = (NumberOption)Engines.Managed.Catalogue.Optimizers.Get(cell.Training.Optimizer).Options.Single(option => option.ShortName is "weight_decay");
        var options = cell.Training.OptimizerOptions;
        return cell with { Training = cell.Training with { OptimizerOptions = options.With(decay, factor * options.Of(decay)) } };
    }

    private static IReadOnlyList<StepTensor> WithoutBiasGradients(PlantedStep step) =>
        [.. step.Exact.Where(tensor => tensor.Kind == StepTensorKind.Gradient && tensor.Name.EndsWith("Linear.0.bias", StringComparison.Ordinal)).Select(tensor => tensor with { Values = new double[tensor.Values.Length] })];

    private static void WithWrongSign(TorchNetwork network)
    {
        // 2y − y is y, and its derivative with the first y held fast is −1.
        var activation = network.All.Last(module => module.Info.IsActivation).Module;
        ((Hooked)activation).register_forward_hook((_, _, output) => output.detach().mul(2.0).sub(output));
    }

    private static void WithWrongEpsilon(TorchNetwork network)
    {
        foreach (var (info, module) in network.All.Where(module => module.Info.Role == ModuleRole.Norm))
        {
            var (weight, bias) = (module.get_parameter("weight") ?? ones(info.Outputs, ScalarType.Float64), module.get_parameter("bias"));
            Func<Tensor, Tensor> wrong = module switch
            {
                UnitNorm => input => nn.functional.batch_norm(input, zeros_like(weight), ones_like(weight), weight, bias, training: true, eps: WrongEpsilon),
                SampleNorm => input => nn.functional.layer_norm(input, [info.Outputs], weight, bias, WrongEpsilon),
                RootMeanSquareNorm => input => input.mul(input.mul(input).mean([-1], keepdim: true).add(WrongEpsilon).rsqrt()).mul(weight),
                _ => throw new InvalidOperationException($"The test knows no other eps of {module.GetType().Name}."),
            };
            ((Hooked)module).register_forward_hook((_, input, _) => wrong(input));
        }
    }
}

/// <summary>A step into which faults are planted.</summary>
/// <param name="Before">Where the run stood a step earlier.</param>
/// <param name="Exact">The step in float64 without a fault.</param>
/// <param name="Examples">The batch.</param>
/// <param name="Noise">What dropouts multiply by.</param>
internal sealed record PlantedStep(CellSettings Cell, TrainingData Data, StepStart Before, RecordedStep Ours, IReadOnlyList<StepTensor> Exact, int[] Examples, IReadOnlyList<float[]> Noise)
{
    public IReadOnlyList<StepTensor> With(Action<TorchNetwork> prepare) => With(Cell, Ours.Start, prepare);

    public IReadOnlyList<StepTensor> With(CellSettings cell, StepStart start, Action<TorchNetwork>? prepare = null)
    {
        using var network = new Torch.Lockstep.StepNetwork(cell, Engines.Managed.Catalogue, Data.Train, ScalarType.Float64, prepare);
        return network.Compute(start, Examples, Noise, Ours.Gradients);
    }
}
