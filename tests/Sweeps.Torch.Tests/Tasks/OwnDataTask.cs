using Sweeps.Numerics.Random;
using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>A task with data of its own: y = 2·x₀ − x₁ + noise. Public, since it is loaded as a plugin.</summary>
public sealed class OwnDataTask : TorchTask
{
    private static readonly NumberOption s_noise = TaskOption.Number("noise", 0.1, 0, 10, "Standard deviation of the noise in the targets.");
    private static readonly IntegerOption s_hidden = TaskOption.Integer("hidden", 0, 0, 64, "Units of the hidden layer; 0: there is none.");

    public override string Name => "own_data";

    public override string Summary => "A line through noisy points.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [s_noise, s_hidden];

    public override IReadOnlyList<OptionDeclaration> DataOptions { get; } = [s_noise];

    public override IReadOnlyList<TorchMetric> Metrics { get; } =
        [new TorchMetric("mean_error", MetricDirection.Minimize, "The mean of the absolute errors.", (outputs, batch) => (outputs - batch.Targets).abs().mean())];

    public override bool HasData => true;

    public override IDataset Data(OptionValues options)
    {
        var noise = (float)options.Of(s_noise);
        return new TrainingData(new FeatureShape(2), new NumberShape(1), Draw(400, 1, noise), Draw(100, 2, noise), Draw(0, 3, noise));
    }

    public override nn.Module Module(TorchTaskSettings settings) => settings[s_hidden] == 0
        ? nn.Linear(settings.Features, settings.Outputs)
        : nn.Sequential(("0", nn.Linear(settings.Features, settings[s_hidden])), ("1", nn.Tanh()), ("2", nn.Linear(settings[s_hidden], settings.Outputs)));

    public override Tensor Loss(Tensor outputs, TorchBatch batch) => nn.functional.mse_loss(outputs, batch.Targets);

    private static ExampleSet Draw(int count, ulong seed, float noise)
    {
        var generator = new TorchGenerator(seed);
        var (inputs, targets) = (new float[2 * count], new float[count]);
        generator.Normal(inputs);
        generator.Normal(targets);
        for (var i = 0; i < count; i++)
            targets[i] = (2 * inputs[2 * i]) - inputs[(2 * i) + 1] + (noise * targets[i]);
        return new ExampleSet(new NumberInputs(2, inputs), new NumberTargets(1, targets));
    }
}
