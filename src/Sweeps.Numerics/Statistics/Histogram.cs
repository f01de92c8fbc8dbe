namespace Sweeps.Numerics.Statistics;

/// <summary>Counts in equal bins. A value belongs to the bin with low ≤ value &lt; high; the last bin has its high end, too.</summary>
public sealed class Histogram(int bins)
{
    private readonly float[] _edges = new float[bins + 1];
    private readonly int[] _counts = new int[bins];

    /// <summary>The ends of the bins, rounded to float32: one more than there are bins.</summary>
    public ReadOnlySpan<float> Edges => _edges;

    /// <summary>The counts of the last <see cref="Count"/>, one per bin.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>± so many standard deviations around 0. Where there is no deviation: 1 to either side of the values, as torch.histc does; NaN if no value is finite.</summary>
    public static (double Low, double High) Around(Moments moments, double deviations)
    {
        var half = deviations * moments.Deviation;
        return (float)half > 0 ? (-half, half) : ((double)moments.Minimum - 1, (double)moments.Minimum + 1);
    }

    /// <summary>Counts anew. Values outside and non-finite values are not counted.</summary>
    public void Count(ReadOnlySpan<float> values, double low, double high)
    {
        for (var edge = 0; edge <= bins; edge++)
            _edges[edge] = (float)(edge == bins ? high : low + ((high - low) * edge / bins));
        Array.Clear(_counts);
        var (first, last) = (_edges[0], _edges[bins]);
        var perUnit = bins / (high - low);
        foreach (var value in values)
        {
            if (!(value >= first && value <= last))
                continue;
            // The quotient is a guess within rounding; the edges as they are written decide.
            var bin = Math.Clamp((int)((value - low) * perUnit), 0, bins - 1);
            while (bin > 0 && value < _edges[bin])
                bin--;
            while (bin < bins - 1 && value >= _edges[bin + 1])
                bin++;
            _counts[bin]++;
        }
    }
}
