namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Means of recorded numbers.</summary>
internal static class Averages
{
    /// <summary>The mean of the finite numbers, summed in their order; null if there are none.</summary>
    public static double? OfFinite(IEnumerable<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values.Where(double.IsFinite))
            (sum, count) = (sum + value, count + 1);
        return count == 0 ? null : sum / count;
    }
}
