using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>Normal without its tails.</summary>
internal sealed class TruncatedNormal : InitialisationDescriptor
{
    /// <summary>2Φ(2) − 1: the part of the normal distribution within two deviations.</summary>
    private const double Within = 0.95449973610364158;

    /// <summary>1 − 4φ(2)/(2Φ(2) − 1): the variance of what is left of the standard normal distribution.</summary>
    private const double CutVariance = 0.77374131;

    public override string Name => "truncated_normal";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["trunc_normal", "trunc_normal_", "TruncatedNormal"];

    public override string Summary => "Normal with the deviation gain/√fan-in, cut off at two of them, as torch.nn.init.trunc_normal_ with this std, a = −2·std and b = 2·std.";

    public override string Formula => "normal with the deviation gain/√fan-in within ±2·gain/√fan-in";

    public override string Source => "torch.nn.init.trunc_normal_";

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => Math.Sqrt(CutVariance) * gain / Math.Sqrt(fanIn);

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options)
    {
        var deviation = gain / Math.Sqrt(fanIn);
        generator.Uniform(weights, -Within, Within);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)Math.Clamp(deviation * Math.Sqrt(2) * InverseErf(weights[i]), -2 * deviation, 2 * deviation);
    }

    /// <summary>The inverse of the error function for |y| ≤ 0.955: ATen's rational approximations and one step of Newton's method, in double precision.</summary>
    private static double InverseErf(double y)
    {
        double x;
        if (Math.Abs(y) <= 0.7)
        {
            var z = y * y;
            x = y * ((((((-0.140543331 * z) + 0.914624893) * z) - 1.645349621) * z) + 0.886226899)
                / ((((((((0.012229801 * z) - 0.329097515) * z) + 1.442710462) * z) - 2.118377725) * z) + 1);
        }
        else
        {
            var z = Math.Sqrt(-Elementary.Log((1 - Math.Abs(y)) / 2));
            x = Math.CopySign((((((1.641345311 * z) + 3.429567803) * z) - 1.624906493) * z) - 1.970840454, y) / ((((1.637067800 * z) + 3.543889200) * z) + 1);
        }

        return x - ((Elementary.Erf(x) - y) / (2 / Math.Sqrt(Math.PI) * Elementary.Exp(-x * x)));
    }
}
