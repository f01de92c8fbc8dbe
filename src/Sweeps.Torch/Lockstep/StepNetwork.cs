using System.Runtime.InteropServices;
using Sweeps.Numerics.Random;
using Sweeps.Torch.Modules;
using Sweeps.Torch.Optimizers;
using Sweeps.Torch.Training;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Lockstep;
using Sweeps.Training.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Lockstep;

/// <summary>A network of one type of numbers that takes single steps from where others stand.</summary>
internal sealed class StepNetwork : IDisposable
{
    /// <summary>What a number in float32 is off by at most, as a share of it. A module rounds more than once, mostly by less.</summary>
    private const double Rounding = 1.0 / (1 << 24);

    private readonly TrainingSettings _settings;
    private readonly ExampleSet _train;
    private readonly ScalarType _type;
    private readonly TensorTaps _taps;
    private readonly ParameterUpdates _updates;
    private readonly TorchLoss _loss;
    private readonly ScheduledRates _schedule;
    private readonly Scalar _penalty;

    /// <param name="prepare">Changes the network before it is looked at; for tests, which plant faults. Null for nothing.</param>
    public StepNetwork(CellSettings cell, ModelCatalogue catalogue, ExampleSet train, ScalarType type, Action<TorchNetwork>? prepare = null)
    {
        (_settings, _train, _type) = (cell.Training, train, type);
        _penalty = _settings.L2Penalty;
        _schedule = new ScheduledRates(_settings, catalogue.Schedules.Get(_settings.Schedule.Kind));
        _loss = TorchLosses.Of(cell);
        Network = new TorchNetwork(cell.Network, catalogue, type);
        Tensors = new NamedTensors(Network);
        _updates = new ParameterUpdates(_settings, catalogue, Tensors, new NetworkScaling(cell.Network, catalogue));
        prepare?.Invoke(Network);
        _taps = new TensorTaps(Network);
        Network.train();
    }

    public TorchNetwork Network { get; }

    public NamedTensors Tensors { get; }

    /// <summary>Computes a step.</summary>
    /// <param name="examples">The batch.</param>
    /// <param name="noise">What dropouts multiply by.</param>
    /// <param name="gradients">What the optimizer is given.</param>
    public IReadOnlyList<StepTensor> Compute(StepStart start, int[] examples, IReadOnlyList<float[]> noise, IReadOnlyList<NamedTensor> gradients)
    {
        using var scope = NewDisposeScope();
        Tensors.Load(start.Weights.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal));
        Network.Use(noise);
        var found = new List<StepTensor>();
        Differentiate(examples, found, disturb: null);
        Update(start, gradients, found);
        return found;
    }

    /// <summary>Computes a step as far as the gradients, with outputs that are changed at random by as much as float32 rounds.</summary>
    public IReadOnlyList<StepTensor> ComputeDisturbed(StepStart start, int[] examples, IReadOnlyList<float[]> noise, int draw)
    {
        using var scope = NewDisposeScope();
        Tensors.Load(start.Weights.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal));
        Network.Use(noise);
        var found = new List<StepTensor>();
        var generator = new TorchGenerator((ulong)draw);
        Differentiate(examples, found, output =>
        {
            var drawn = new float[output.numel()];
            generator.Normal(drawn);
            return output.mul(tensor([.. drawn.Select(value => 1 + (value * Rounding))], output.shape));
        });
        return found;
    }

    public void Dispose()
    {
        _updates.Dispose();
        Network.Dispose();
        _penalty.Dispose();
    }

    private static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return MemoryMarshal.Cast<byte, double>(tensor.detach().to(ScalarType.Float64).cpu().contiguous().bytes).ToArray();
    }

    private static float[] Named(IReadOnlyList<NamedTensor> tensors, string name, long count) =>
        tensors.FirstOrDefault(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)) is { } tensor && tensor.Values.Length == count
            ? tensor.Values
            : throw new InvalidDataException($"There is no tensor '{name}' of {count} values.");

    private void Differentiate(int[] examples, List<StepTensor> found, Func<Tensor, Tensor>? disturb)
    {
        _updates.Clear();
        _taps.Begin(gradients: true, disturb);
        try
        {
            var mean = _loss.Mean(Network.call(Typed(Examples.Inputs(_train, examples))), Typed(Examples.Targets(_train, examples)));
            if (_settings.L2Penalty != 0)
                mean = mean.Plus(WeightPenalty.Of(Network, Tensors, _penalty));
            mean.backward();
            _updates.Clip();
            found.Add(new StepTensor(StepTensorKind.Loss, "", Values(mean)));
            foreach (var (module, _) in Network.All)
            {
                if (module.Role == ModuleRole.Norm || module.Curve?.Kinks.Count > 0)
                    found.Add(new StepTensor(StepTensorKind.Input, module.Name, Values(_taps.Input(module.Index))));
                found.Add(new StepTensor(StepTensorKind.Output, module.Name, Values(_taps.Output(module.Index))));
                found.Add(new StepTensor(StepTensorKind.OutputGradient, module.Name, Values(Gradient(_taps.Output(module.Index)))));
            }

            foreach (var (module, name, parameter) in Tensors.Parameters)
                found.Add(new StepTensor(StepTensorKind.Gradient, NamedTensors.Name(module, name), Values(Gradient(parameter))));
            foreach (var (name, statistics) in Tensors.All.Skip(Tensors.Parameters.Count))
                found.Add(new StepTensor(StepTensorKind.Statistics, name, Values(statistics)));
        }
        finally
        {
            _taps.End();
        }
    }

    private void Update(StepStart start, IReadOnlyList<NamedTensor> gradients, List<StepTensor> found)
    {
        foreach (var (name, slot) in _updates.Slots)
            NamedTensors.Set(slot, Named(start.OptimizerState, name, slot.numel()));
        var before = new List<double[]>();
        foreach (var (module, name, parameter) in Tensors.Parameters)
        {
            before.Add(Values(parameter));
            parameter.grad = tensor(Named(gradients, NamedTensors.Name(module, name), parameter.numel()), parameter.shape).to(_type);
        }

        var factor = _schedule.Factor(start.Step);
        _updates.Run(start.Step + 1, role => _settings.LearningRateOf(role) * factor, _schedule.Momentum(start.Step));
        foreach (var ((module, name, parameter), values) in Tensors.Parameters.Zip(before))
            found.Add(new StepTensor(StepTensorKind.Step, NamedTensors.Name(module, name), [.. Values(parameter).Zip(values, (after, old) => after - old)]));
        foreach (var (name, slot) in _updates.Slots)
            found.Add(new StepTensor(StepTensorKind.OptimizerState, name, Values(slot)));
    }

    // A module that no gradient reaches has none.
    private static Tensor Gradient(Tensor tensor) => tensor.grad ?? zeros_like(tensor);

    private Tensor Typed(Tensor tensor) => tensor.is_floating_point() ? tensor.to(_type) : tensor;
}
