using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>Keeps the variance of what flows forwards and backwards on average over both directions.</summary>
internal sealed class XavierNormal : InitialisationDescriptor
{
    public override string Name => "xavier_normal";

    public override IReadOnlyList<string> Aliases { get; } = ["glorot_normal"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["GlorotNormal", "xavier_normal_"];

    public override string Summary => "Normal with the variance 2·gain²/(fan-in + fan-out), as torch.nn.init.xavier_normal_.";

    public override string Formula => "normal with the deviation gain·√(2/(fan-in + fan-out))";

    public override string Source => "Glorot and Bengio 2010";

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => gain * Math.Sqrt(2.0 / (fanIn + fanOut));

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options) =>
        generator.Normal(weights, Deviation(fanIn, fanOut, gain, options));
}
