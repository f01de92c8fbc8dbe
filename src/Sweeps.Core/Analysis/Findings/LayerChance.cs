using Sweeps.Core.Handlers;
using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>What statistics of a sound network are by chance, and from where on they tell of a fault. <c>docs/findings.md</c> derives each.</summary>
internal static class LayerChance
{
    /// <summary>A fault begins where half of what chance leaves is affected.</summary>
    private const double Half = 0.5;

    /// <summary>Standard deviation of pre-activations in a sound network at most: PyTorch's gain for tanh.</summary>
    private const double Spread = 5.0 / 3;

    /// <summary>The number of directions from which one that outweighs all others together is a fault.</summary>
    private const int ManyDirections = 32;

    /// <summary>The inputs and examples for which the bounds on gradients are stated.</summary>
    private const double UsualInputs = 30;
    private const double UsualExamples = 32;

    /// <summary>The share of sound ReLUs that a batch finds silent, if a unit is on for any share of all examples, each share as likely as another (Laplace's rule of succession).</summary>
    /// <param name="below">An output below this counts as off; what is on is normally distributed above 0.</param>
    /// <param name="fraction">A unit counts as dead if more than this fraction of its outputs is off.</param>
    public static double Silent(int examples, double below, double fraction)
    {
        var seen = 2 * (1 - Below(Math.Max(below, 0)));
        if (seen == 0)
            return 1;
        // With shares from 0 to s, the chance of exactly k on, averaged, is that of more than k of one example more at share s, over s · (n + 1).
        var (sum, exactly, most) = (0.0, Power(1 - seen, examples + 1), 0.0);
        for (var on = 0; on <= examples && (double)(examples - on) / examples > fraction; on++)
        {
            most += exactly;
            sum += 1 - most;
            exactly *= seen == 1 ? 0 : seen / (1 - seen) * (examples + 1 - on) / (on + 1);
        }

        return Math.Min(1, sum / seen / (examples + 1));
    }

    /// <summary>The share of places where an activation is flat if pre-activations are normally distributed around 0.</summary>
    /// <param name="derivative">A place counts as flat if |f′| is at most this.</param>
    public static double Flat(ActivationCurve activation, double derivative) =>
        FlatRegions.Of(activation, derivative).Sum(interval => Below(interval.High) - Below(interval.Low));

    /// <summary>Where half of what chance leaves is affected.</summary>
    public static double Beyond(double chance) => chance + (Half * (1 - chance));

    /// <summary>σ₁/Σσ from which outputs have collapsed: 0.5 for many directions; for few, where what lies beside the first direction is as small a share of what could.</summary>
    public static double Collapsed(int directions) => Math.Max(Half, 1 / (1 + ((directions - 1.0) / (ManyDirections - 1))));

    /// <summary>By how much the bound below which gradients vanish falls: a gradient is as long as the square root of the inputs, and the mean of n gradients that point anywhere is √n times shorter than one.</summary>
    public static double ShorterGradient(int inputs, int examples) => Math.Min(1, Math.Sqrt(inputs / UsualInputs)) * Math.Min(1, Math.Sqrt(UsualExamples / examples));

    /// <summary>By how much the bound above which gradients explode rises.</summary>
    public static double LongerGradient(int inputs) => Math.Max(1, Math.Sqrt(inputs / UsualInputs));

    /// <summary>By squaring: the same bits on every machine.</summary>
    private static double Power(double x, int exponent)
    {
        var power = 1.0;
        for (; exponent > 0; exponent >>= 1, x *= x)
            power *= (exponent & 1) == 1 ? x : 1;
        return power;
    }

    private static double Below(double x) => (1 + Elementary.Erf(x / (Spread * Math.Sqrt(2)))) / 2;
}
