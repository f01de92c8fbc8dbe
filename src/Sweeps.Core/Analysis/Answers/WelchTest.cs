using Sweeps.Core.Analysis.Summaries;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>Welch's t test of two means whose variances may differ (Welch, “The generalization of ‘Student's’ problem when several different population variances are involved”).</summary>
internal static class WelchTest
{
    // The quantiles of 97.5 % for one degree of freedom and for infinitely many, rounded outwards: between them alone the distribution has to be computed.
    private const double AlwaysDiffers = 12.707;
    private const double NeverDiffers = 1.9599;
    private const double Confidence = 0.975;

    /// <summary>Whether two means differ at the level of 5 %, two-sided.</summary>
    /// <param name="first">The variance of the first mean: s²/n.</param>
    /// <param name="second">The variance of the second mean.</param>
    public static bool Differ(double difference, double first, int firstCount, double second, int secondCount)
    {
        var variance = first + second;
        if (variance == 0)
            return difference != 0;
        var t = Math.Abs(difference) / Math.Sqrt(variance);
        if (t >= AlwaysDiffers)
            return true;
        return t > NeverDiffers && StudentT.Cumulative(t, Degrees(first, firstCount, second, secondCount)) > Confidence;
    }

    /// <summary>The degrees of freedom (Satterthwaite, “An approximate distribution of estimates of variance components”).</summary>
    private static double Degrees(double first, int firstCount, double second, int secondCount) =>
        (first + second) * (first + second) / ((first * first / (firstCount - 1)) + (second * second / (secondCount - 1)));
}
