namespace Sweeps.Core.Handlers.Numerics;

/// <summary>Percentiles with linear interpolation between the two nearest ranks.</summary>
internal static class Percentiles
{
    /// <summary>numpy.percentile(values, percentiles), computed in double and rounded once.</summary>
    /// <param name="values">At least one; if one is NaN, every percentile is.</param>
    /// <param name="percentiles">0 to 100.</param>
    /// <param name="found">A place for each.</param>
    /// <param name="scratch">Grows as needed and is kept by the caller.</param>
    public static void Find(ReadOnlySpan<float> values, ReadOnlySpan<double> percentiles, Span<float> found, ref float[] scratch)
    {
        if (scratch.Length < values.Length)
            scratch = new float[values.Length];
        var sorted = scratch.AsSpan(0, values.Length);
        values.CopyTo(sorted);
        sorted.Sort();
        if (float.IsNaN(sorted[0]))
        {
            found.Fill(float.NaN);
            return;
        }

        for (var i = 0; i < percentiles.Length; i++)
        {
            var (rank, fraction) = Rank(percentiles[i], values.Length);
            found[i] = Interpolate(sorted[rank], sorted[Math.Min(rank + 1, sorted.Length - 1)], fraction);
        }
    }

    /// <summary>The rank from 0 at or below a percentile of so many values, and how far beyond it the percentile lies.</summary>
    public static (int Rank, double Fraction) Rank(double percentile, int count)
    {
        var place = percentile / 100 * (count - 1);
        var rank = (int)place;
        return (rank, place - rank);
    }

    /// <summary>numpy's two forms of the same line, so that both ends are met exactly; like numpy's, NaN where it subtracts infinities.</summary>
    public static float Interpolate(float low, float high, double fraction)
    {
        var step = (double)high - low;
        return (float)(fraction < 0.5 ? low + (step * fraction) : high - (step * (1 - fraction)));
    }
}
