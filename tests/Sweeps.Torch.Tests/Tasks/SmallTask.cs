using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>A task of a test: classes of five features, or what a test asks for.</summary>
internal sealed class SmallTask(Func<TorchTaskSettings, nn.Module> module) : TorchTask
{
    public static NumberOption Rate { get; } = TaskOption.Number("rate", 0.5, 0, 1, "What a module drops.");

    public override string Name => "small";

    public override string Summary => "Classes of a few features.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [Rate];

    public override IReadOnlyList<TorchMetric> Metrics { get; } = [TorchMetric.Accuracy];

    public override bool UsesDefaultGenerator => Declares;

    public override bool HasOptimizer => MakeOptimizer is not null;

    public bool Declares { get; init; }

    public Func<nn.Module, TorchTaskSettings, optim.Optimizer>? MakeOptimizer { get; init; }

    /// <summary>A run of it.</summary>
    public CellSettings Cell(int steps = 12, ulong seed = 5) => TestData.Cell(symbols: false, steps: steps) with
    {
        Task = this,
        Inputs = Examples.Inputs,
        Targets = Examples.Targets,
        Training = TestData.Cell(steps: steps).Training with { Seed = seed, Optimizer = "adam", LearningRate = 0.01 },
    };

    public static TrainingData Examples { get; } = TestData.Draw(symbols: false, classes: true);

    public override nn.Module Module(TorchTaskSettings settings) => module(settings);

    public override Tensor Loss(Tensor outputs, TorchBatch batch) => nn.functional.cross_entropy(outputs, batch.Targets);

    public override optim.Optimizer Optimizer(nn.Module module, TorchTaskSettings settings) => MakeOptimizer!(module, settings);
}
