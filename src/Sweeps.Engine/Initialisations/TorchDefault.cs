using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>The weights of a torch.nn.Linear that nobody has initialised.</summary>
internal sealed class TorchDefault : InitialisationDescriptor
{
    // As torch.nn.Linear.reset_parameters writes it: kaiming_uniform_ with a = √5.
    private static readonly double s_gain = Math.Sqrt(2 / (1 + (Math.Sqrt(5) * Math.Sqrt(5))));

    public override string Name => "torch_default";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["torch", "pytorch_default", "nn.Linear"];

    public override string Summary => "Uniform in ±1/√fan-in, the weights of torch.nn.Linear as they are made; its biases are those of bias: uniform.";

    public override string Formula => "uniform in ±1/√fan-in";

    public override string Source => "torch.nn.Linear";

    public override bool TakesGain => false;

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => s_gain / Math.Sqrt(fanIn);

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options)
    {
        var bound = Math.Sqrt(3) * (s_gain / Math.Sqrt(fanIn));
        generator.Uniform(weights, -bound, bound);
    }
}
