using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>The same distribution whatever the shape.</summary>
internal sealed class StandardNormal : InitialisationDescriptor
{
    public override string Name => "normal";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["gaussian", "randn", "standard_normal", "normal_", "random_normal"];

    public override string Summary => "The standard normal distribution, as torch.nn.init.normal_; it takes no gain.";

    public override string Formula => "normal with the deviation 1";

    public override string Source => "torch.nn.init.normal_";

    public override bool TakesGain => false;

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => 1;

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options) =>
        generator.Normal(weights);
}
