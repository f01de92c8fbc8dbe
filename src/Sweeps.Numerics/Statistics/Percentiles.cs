namespace Sweeps.Numerics.Statistics;

/// <summary>Percentiles with linear interpolation between the two nearest ranks, as numpy.percentile takes them. Not thread-safe.</summary>
/// <param name="percentiles">0 to 100.</param>
public sealed class Percentiles(double[] percentiles)
{
    private readonly OrderStatistics _statistics = new();
    private readonly int[] _ranks = new int[percentiles.Length];
    private readonly double[] _fractions = new double[percentiles.Length];
    private readonly float[] _at = new float[percentiles.Length];
    private readonly float[] _next = new float[percentiles.Length];
    private readonly float[] _found = new float[percentiles.Length];

    /// <summary>The percentiles of at least one value, computed in double and rounded once; all NaN if a value is NaN. Valid until the next call.</summary>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> values)
    {
        var range = ValueRange.Of(values);
        if (range.HasNaN)
        {
            Array.Fill(_found, float.NaN);
            return _found;
        }

        for (var i = 0; i < percentiles.Length; i++)
            (_ranks[i], _fractions[i]) = Rank(percentiles[i], values.Length);
        _statistics.Find(values, range, _ranks, _at, _next);
        for (var i = 0; i < percentiles.Length; i++)
            _found[i] = Interpolate(_at[i], _next[i], _fractions[i]);
        return _found;
    }

    /// <summary>The rank from 0 at or below a percentile of so many values, and how far beyond it the percentile lies.</summary>
    private static (int Rank, double Fraction) Rank(double percentile, int count)
    {
        var place = percentile / 100 * (count - 1);
        var rank = (int)place;
        return (rank, place - rank);
    }

    /// <summary>numpy's two forms of the same line, so that both ends are met exactly; like numpy's, NaN where it subtracts infinities. Never −0.</summary>
    private static float Interpolate(float low, float high, double fraction)
    {
        var step = (double)high - low;
        return (float)(fraction < 0.5 ? low + (step * fraction) : high - (step * (1 - fraction))) + 0f;
    }
}
