using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>Keeps the variance of what flows forwards, with the gain of the activation behind it.</summary>
internal sealed class KaimingUniform : InitialisationDescriptor
{
    public override string Name => "kaiming_uniform";

    public override IReadOnlyList<string> Aliases { get; } = ["he_uniform"];

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["HeUniform", "kaiming_uniform_", "msra"];

    public override string Summary => "Uniform with the variance gain²/fan-in, as torch.nn.init.kaiming_uniform_.";

    public override string Formula => "uniform in ±gain·√(3/fan-in)";

    public override string Source => "He et al. 2015";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [FanMode.FanOut];

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => gain / Math.Sqrt(FanMode.Of(options, fanIn, fanOut));

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options)
    {
        var deviation = Deviation(fanIn, fanOut, gain, options);
        generator.Uniform(weights, -Math.Sqrt(3) * deviation, Math.Sqrt(3) * deviation);
    }
}
