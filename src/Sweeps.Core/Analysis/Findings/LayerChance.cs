using Sweeps.Core.Handlers;
using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>The values that statistics of a sound network have by chance, and the thresholds that follow from them. <c>docs/findings.md</c> derives each.</summary>
internal static class LayerChance
{
    /// <summary>The share of the units or places not affected by chance that must be affected for a fault.</summary>
    private const double Half = 0.5;

    /// <summary>The greatest standard deviation of pre-activations in a sound network: PyTorch's gain for tanh.</summary>
    private const double Spread = 5.0 / 3;

    /// <summary>The number of directions from which on it is a fault if one direction outweighs all others together.</summary>
    private const int ManyDirections = 32;

    /// <summary>The inputs and examples for which the bounds on gradients are stated.</summary>
    private const double UsualInputs = 30;
    private const double UsualExamples = 32;

    /// <summary>The expected share of sound ReLUs that are silent for a whole batch, if the share of examples for which a unit is on is uniformly distributed (Laplace's rule of succession).</summary>
    /// <param name="below">An output below this counts as off. Outputs that are on are normally distributed above 0.</param>
    /// <param name="fraction">A unit counts as dead if more than this fraction of its outputs is off.</param>
    public static double Silent(int examples, double below, double fraction)
    {
        var seen = 2 * (1 - Below(Math.Max(below, 0)));
        if (seen == 0)
            return 1;
        // Averaged over shares from 0 to s, the probability that exactly k of n are on is P(more than k of n + 1 on at share s) / (s · (n + 1)).
        var (sum, exactly, most) = (0.0, Elementary.Power(1 - seen, examples + 1), 0.0);
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

    /// <summary>The threshold that follows from a level of chance c: c + (1 − c)/2.</summary>
    public static double Beyond(double chance) => chance + (Half * (1 - chance));

    /// <summary>The value of σ₁/Σσ above which outputs have collapsed: 0.5 for many directions. For few directions it is higher, so that the other directions keep the same share of what they could have.</summary>
    public static double Collapsed(int directions) => Math.Max(Half, 1 / (1 + ((directions - 1.0) / (ManyDirections - 1))));

    /// <summary>The factor, at most 1, for the bound below which gradients vanish: the norm of a gradient grows with the square root of the number of inputs, and the mean of n gradients in random directions is √n times shorter than one gradient.</summary>
    public static double ShorterGradient(int inputs, int examples) => Math.Min(1, Math.Sqrt(inputs / UsualInputs)) * Math.Min(1, Math.Sqrt(UsualExamples / examples));

    /// <summary>The factor, at least 1, for the bound above which gradients explode.</summary>
    public static double LongerGradient(int inputs) => Math.Max(1, Math.Sqrt(inputs / UsualInputs));

    private static double Below(double x) => (1 + Elementary.Erf(x / (Spread * Math.Sqrt(2)))) / 2;
}
