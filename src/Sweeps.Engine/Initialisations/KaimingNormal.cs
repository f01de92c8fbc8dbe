using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>Keeps the variance of what flows forwards, with the gain of the activation behind it.</summary>
internal sealed class KaimingNormal : InitialisationDescriptor
{
    public override string Name => "kaiming_normal";

    public override IReadOnlyList<string> Aliases { get; } = ["he_normal"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["kaiming", "he", "HeNormal", "kaiming_normal_"];

    public override string Summary => "Normal with the variance gain²/fan-in, as torch.nn.init.kaiming_normal_.";

    public override string Formula => "normal with the deviation gain/√fan-in";

    public override string Source => "He et al. 2015";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [FanMode.FanOut];

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => gain / Math.Sqrt(FanMode.Of(options, fanIn, fanOut));

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options) =>
        generator.Normal(weights, Deviation(fanIn, fanOut, gain, options));
}
