namespace Sweeps.Core.Analysis.Summaries;

/// <summary>The 95 % interval of a mean (Student's t): mean ± t · s/√n.</summary>
public static class MeanInterval
{
    private const double Probability = 0.975;

    /// <summary>The quantile t for n values.</summary>
    /// <param name="count">n, at least 2.</param>
    public static double Quantile(int count) => StudentT.Quantile(Probability, count - 1);
}
