namespace Sweeps.Numerics.Statistics;

/// <summary>What a tensor's finite values look like.</summary>
/// <param name="Count">Finite values.</param>
/// <param name="Mean">NaN without a finite value.</param>
/// <param name="Deviation">√(Σ(x − mean)² / (count − 1)), as torch.std; NaN for fewer than two finite values.</param>
/// <param name="Minimum">NaN without a finite value.</param>
/// <param name="Maximum">NaN without a finite value.</param>
public readonly record struct Moments(int Count, double Mean, double Deviation, float Minimum, float Maximum)
{
    /// <summary>The moments of the finite ones among some values. Sums are in double precision.</summary>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        var (count, minimum, maximum) = (0, float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                continue;
            count++;
            minimum = value < minimum ? value : minimum;
            maximum = value > maximum ? value : maximum;
        }

        if (count == 0)
            return new Moments(0, double.NaN, double.NaN, float.NaN, float.NaN);
        var mean = Sums.OfFinite(values) / count;
        var deviation = count == 1 ? double.NaN : Math.Sqrt(Sums.OfFiniteSquaredDeviations(values, mean) / (count - 1));
        return new Moments(count, mean, deviation, minimum, maximum);
    }
}
