using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Samples.Convolution;

/// <summary>Handwritten digits of 8 × 8 pixels by a convolutional network with batch norm and dropout.</summary>
public sealed class DigitsTask : TorchTask
{
    private const int Side = 8;

    private static readonly IntegerOption s_channels = TaskOption.Integer("channels", 8, 1, 256, "Channels of the first convolution; the second has twice as many.");
    private static readonly NumberOption s_dropout = TaskOption.Number("dropout", 0.25, 0, 0.9, "The fraction of features that dropout zeroes.");

    public override string Name => "convolutional_digits";

    public override string Summary => "Digits by two convolutions with batch norm, and dropout in front of the last layer.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [s_channels, s_dropout];

    public override IReadOnlyList<TorchMetric> Metrics { get; } = [TorchMetric.Accuracy];

    // nn.Dropout draws from the default generator.
    public override bool UsesDefaultGenerator => true;

    public override string? Refuses(InputShape inputs, TargetShape targets) =>
        inputs is FeatureShape { Features: Side * Side } && targets is ClassShape ? null : "it learns classes of images of 8 × 8 pixels";

    public override nn.Module Module(TorchTaskSettings settings)
    {
        var channels = settings[s_channels];
        return nn.Sequential(
            ("image", nn.Unflatten(1, [1, Side, Side])),
            ("conv1", nn.Conv2d(1, channels, 3, padding: 1L)),
            ("norm1", nn.BatchNorm2d(channels)),
            ("relu1", nn.ReLU()),
            ("pool1", nn.MaxPool2d(2)),
            ("conv2", nn.Conv2d(channels, 2 * channels, 3, padding: 1L)),
            ("norm2", nn.BatchNorm2d(2 * channels)),
            ("relu2", nn.ReLU()),
            ("pool2", nn.MaxPool2d(2)),
            ("flat", nn.Flatten()),
            ("dropout", nn.Dropout(settings[s_dropout])),
            ("logits", nn.Linear(2 * channels * 4, settings.Outputs)));
    }

    public override Tensor Loss(Tensor outputs, TorchBatch batch) => nn.functional.cross_entropy(outputs, batch.Targets);

    public override double? ExpectedLoss(int outputs, IDataset? data) => Math.Log(outputs);
}
