using Sweeps.Core.Verification.Lockstep;
using Sweeps.Tests;
using Sweeps.Torch.Lockstep;
using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Lockstep;

namespace Sweeps.Torch.Tests.Lockstep;

/// <summary>What lockstep is for: mistakes of an engine, of which float64 says that they are more than rounding, are found.</summary>
[Kind(TestKind.Torch)]
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const double LeastEffect = 3;

    /// <summary>At the second step optimizers remember one.</summary>
    private const int Step = 1;

    [Fact]
    public void Every_planted_fault_is_found_where_it_is_three_tolerances()
    {
        _ = Engines.Torch;
        var (planted, found, weak) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var network in LockstepNetworks.All)
        {
            var (step, other) = Record(network);
            var clean = StepComparer.Compare(step.Ours, other);
            Assert.All(clean, tensor => Assert.True(tensor.IsEqual, $"{network.Name}: {tensor}"));
            foreach (var fault in PlantedFault.All.Where(fault => fault.AppliesTo(network.Cell)))
            {
                var effects = Effects(fault.Compute(step), step.Exact);
                // Where all units are off, nothing has an effect.
                if (!clean.Any(tensor => tensor.LeftOut == LeftOut.No && effects.TryGetValue((tensor.Kind, tensor.Name), out var effect)
                    && effect.Max(Math.Abs) is > 0 and var largest && largest >= LeastEffect * tensor.Tolerance))
                {
                    Count(weak, fault);
                    continue;
                }

                Count(planted, fault);
                var wrong = step.Ours with { Tensors = [.. step.Ours.Tensors.Select(tensor => tensor with { Values = Plus(tensor.Values, effects.GetValueOrDefault((tensor.Kind, tensor.Name))) })] };
                if (StepComparer.Compare(wrong, other).Any(tensor => !tensor.IsEqual))
                    Count(found, fault);
                else
                    output.WriteLine($"not found: {fault.Name} in {network.Name}");
            }
        }

        foreach (var fault in PlantedFault.All)
            output.WriteLine($"{fault.Name}: found {found.GetValueOrDefault(fault.Name)} of {planted.GetValueOrDefault(fault.Name)}; less than three tolerances in {weak.GetValueOrDefault(fault.Name)}");
        Assert.All(PlantedFault.All, fault => Assert.True(planted.GetValueOrDefault(fault.Name) > weak.GetValueOrDefault(fault.Name), fault.Name));
        Assert.Equal(planted.OrderBy(fault => fault.Key), found.OrderBy(fault => fault.Key));

        static void Count(Dictionary<string, int> counts, PlantedFault fault) => counts[fault.Name] = counts.GetValueOrDefault(fault.Name) + 1;
    }

    [Theory]
    [InlineData("eps")]
    [InlineData("weight_decay")]
    [InlineData("momentum")]
    [InlineData("rate")]
    public void An_engine_that_takes_a_setting_for_another_is_found(string setting)
    {
        var models = Engines.Managed.Catalogue;
        var cell = TestData.Cell(steps: 3);
        var (norm, optimizer) = (models.Norms.Get("batch"), models.Optimizers.Get("sgd"));
        cell = cell with
        {
            Network = cell.Network with { Norm = norm.Name },
            Training = cell.Training with { OptimizerOptions = OptionValues.None.With(Number(optimizer, "weight_decay"), 0.01).With(Number(optimizer, "momentum"), 0.9) },
        };
        var wrong = setting switch
        {
            "eps" => cell with { Network = cell.Network with { NormOptions = OptionValues.None.With(Number(norm, "eps"), 1e-4) } },
            "rate" => cell with { Training = cell.Training with { LearningRate = cell.Training.LearningRate * 1.001 } },
            _ => cell with { Training = cell.Training with { OptimizerOptions = cell.Training.OptimizerOptions.With(Number(optimizer, setting), 0.011) } },
        };
        int[] steps = [0, 1, 2];
        Assert.Null(new LockstepCheck(Engines.Managed, Engines.Torch).Check(cell, TestData.Symbols, steps, CancellationToken.None).First);
        var first = new LockstepCheck(new Misreading(wrong), Engines.Torch).Check(cell, TestData.Symbols, steps, CancellationToken.None).First;
        Assert.NotNull(first);
        Assert.Equal(
            setting switch { "eps" => (0, StepTensorKind.Output, "BatchNorm.0"), "momentum" => (1, StepTensorKind.Step, "Embedding.0.weight"), _ => (0, StepTensorKind.Step, "Embedding.0.weight") },
            (first.Value.Step.Step, first.Value.Tensor.Kind, first.Value.Tensor.Name));
    }

    private static NumberOption Number(Descriptor descriptor, string name) =>
        (NumberOption)descriptor.Options.Single(option => option.Name.EndsWith("." + name, StringComparison.Ordinal));

    private static Dictionary<(StepTensorKind, string), double[]> Effects(IReadOnlyList<StepTensor> wrong, IReadOnlyList<StepTensor> right)
    {
        var truth = right.ToDictionary(tensor => (tensor.Kind, tensor.Name), tensor => tensor.Values);
        return wrong.ToDictionary(tensor => (tensor.Kind, tensor.Name), tensor => tensor.Values.Zip(truth[(tensor.Kind, tensor.Name)], (with, without) => with - without).ToArray());
    }

    private static double[] Plus(double[] values, double[]? effect) => effect is null ? values : [.. values.Zip(effect, (value, change) => value + change)];

    private static (PlantedStep Step, OtherStep Other) Record(LockstepNetwork network)
    {
        var recorder = new StepRecorder();
        using var run = Engines.Managed.Start(network.Cell, network.Data, recorder);
        var before = new StepStart(0, [], run.OptimizerState());
        run.Advance(Step);
        var ours = recorder.Take(run, network.Cell)!;
        using var oracle = Engines.Torch.Follow(network.Cell, network.Data);
        var other = OtherStep.Of(oracle, ours);
        using var scratch = new TorchNetwork(network.Cell.Network, Engines.Managed.Catalogue);
        var batches = new BatchOrder(network.Cell, Engines.Managed.Catalogue, network.Data, new NamedTensors(scratch));
        return (new PlantedStep(network.Cell, network.Data, before, ours, other.Exact, batches.Of(Step), batches.Noise), other);
    }

    /// <summary>The managed engine, which trains something else than it is asked for.</summary>
    private sealed class Misreading(CellSettings trained) : ITrainingEngine
    {
        public string Name => Engines.Managed.Name;

        public string Arithmetic => Engines.Managed.Arithmetic;

        public ModelCatalogue Catalogue => Engines.Managed.Catalogue;

        public string? Refuses(CellSettings cell, IDataset data) => null;

        public RunDescription Describe(CellSettings cell) => Engines.Managed.Describe(cell);

        public ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap) => Engines.Managed.Start(trained, data, tap);

        public ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors) => Engines.Managed.Load(network, tensors);
    }
}
