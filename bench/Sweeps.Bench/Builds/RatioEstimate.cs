using MathNet.Numerics.Distributions;

namespace Sweeps.Bench.Builds;

/// <summary>The ratio of two times, new over old, with a 95 % interval: the mean of the logarithms of the pairs' ratios and Student's t with one degree of freedom less than there are pairs.</summary>
/// <remarks>The two runs of a pair follow one another at once, so that a slow episode of the machine catches both and leaves their ratio alone.</remarks>
internal sealed record RatioEstimate(double Ratio, double Low, double High)
{
    /// <summary>A change below this is none.</summary>
    public const double Margin = 0.03;

    private const double Below = 0.975;

    /// <param name="pairs">At least two.</param>
    public static RatioEstimate Of(IReadOnlyList<(double Old, double New)> pairs)
    {
        double[] logarithms = [.. pairs.Select(pair => Math.Log(pair.New / pair.Old))];
        var mean = logarithms.Average();
        var variance = logarithms.Sum(value => (value - mean) * (value - mean)) / (logarithms.Length - 1);
        var half = StudentT.InvCDF(location: 0, scale: 1, freedom: logarithms.Length - 1, Below) * Math.Sqrt(variance / logarithms.Length);
        return new RatioEstimate(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half));
    }

    /// <summary>Half of the interval, as a part of the ratio.</summary>
    public double HalfWidth => (High - Low) / (2 * Ratio);

    public Verdict Verdict =>
        Low > 1 + Margin ? Verdict.Slower
        : Low >= 1 - Margin && High <= 1 + Margin ? Verdict.Same
        : High < 1 ? Verdict.Faster
        : Verdict.CannotTell;
}

/// <summary>What an interval says of the new build.</summary>
internal enum Verdict
{
    /// <summary>The interval lies within 3 % of 1.</summary>
    Same,

    /// <summary>It lies below 1.</summary>
    Faster,

    /// <summary>It lies above 1.03.</summary>
    Slower,

    /// <summary>None of the others: more pairs are needed.</summary>
    CannotTell,
}
