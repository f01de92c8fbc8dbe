using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Samples.Autoencoder;

/// <summary>An autoencoder: digits of 8 × 8 pixels pass a narrow layer and shall come out as they went in.</summary>
public sealed class DigitsTask : TorchTask
{
    /// <summary>Pixels are from 0 to 16.</summary>
    private const double Brightest = 16;

    private static readonly IntegerOption s_code = TaskOption.Integer("code", 8, 1, 64, "Units of the narrow layer.");
    private static readonly IntegerOption s_hidden = TaskOption.Integer("hidden", 64, 1, 1024, "Units of the layers around it.");

    public override string Name => "digits_autoencoder";

    public override string Summary => "Digits that pass a narrow layer and shall come out as they went in.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [s_code, s_hidden];

    public override IReadOnlyList<TorchMetric> Metrics { get; } =
    [
        new("absolute_error", MetricDirection.Minimize, "The mean absolute error of a pixel, of which the brightest is 1.", (outputs, batch) => (outputs - Wanted(batch)).abs().mean()),
    ];

    public override string? Refuses(InputShape inputs, TargetShape targets) => inputs is FeatureShape ? null : "it learns from tables of numbers";

    public override nn.Module Module(TorchTaskSettings settings)
    {
        var (pixels, hidden, code) = (settings.Features, settings[s_hidden], settings[s_code]);
        return nn.Sequential(
            ("encoder", nn.Sequential(("0", nn.Linear(pixels, hidden)), ("1", nn.ReLU()), ("2", nn.Linear(hidden, code)), ("3", nn.Tanh()))),
            ("decoder", nn.Sequential(("0", nn.Linear(code, hidden)), ("1", nn.ReLU()), ("2", nn.Linear(hidden, pixels)))));
    }

    public override Tensor Forward(nn.Module module, TorchBatch batch) => ((nn.Module<Tensor, Tensor>)module).call(Wanted(batch));

    public override Tensor Loss(Tensor outputs, TorchBatch batch) => nn.functional.mse_loss(outputs, Wanted(batch));

    // The targets of the dataset are classes, which an autoencoder does not look at.
    private static Tensor Wanted(TorchBatch batch) => batch.Inputs / Brightest;
}
