using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>Keeps the variance of what flows forwards and backwards on average over both directions.</summary>
internal sealed class XavierUniform : InitialisationDescriptor
{
    public override string Name => "xavier_uniform";

    public override IReadOnlyList<string> Aliases { get; } = ["glorot_uniform"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["xavier", "glorot", "GlorotUniform", "xavier_uniform_", "default"];

    public override IReadOnlyList<string> NearestOf { get; } = ["lecun", "lecun_normal", "lecun_uniform", "uniform", "zeros", "ones", "sparse", "dirac", "eye", "constant"];

    public override string Summary => "Uniform with the variance 2·gain²/(fan-in + fan-out), as torch.nn.init.xavier_uniform_.";

    public override string Formula => "uniform in ±gain·√(6/(fan-in + fan-out))";

    public override string Source => "Glorot and Bengio 2010";

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => gain * Math.Sqrt(2.0 / (fanIn + fanOut));

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options)
    {
        var deviation = Deviation(fanIn, fanOut, gain, options);
        generator.Uniform(weights, -Math.Sqrt(3) * deviation, Math.Sqrt(3) * deviation);
    }
}
