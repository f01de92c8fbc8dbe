namespace Sweeps.Reports.Series;

/// <summary>Takes from a series what a picture of it shows: in each column of pixels the least and the greatest value.</summary>
internal static class Thinning
{
    /// <summary>The places to keep, ascending. A series of at most <paramref name="points"/> is kept whole.</summary>
    /// <remarks>
    /// The first and the last place are kept, and in each of so many columns of equally many places as there are points for: the least finite value, the greatest, and the first
    /// that is not finite: a curve breaks where it did. At least one column, however few points.
    /// </remarks>
    public static int[] Places(ReadOnlySpan<double> values, int points)
    {
        if (values.Length <= points)
            return [.. Enumerable.Range(0, values.Length)];
        var columns = Columns(values, points);
        var kept = new List<int>((columns * 3) + 2) { 0 };
        for (var column = 0; column < columns; column++)
        {
            var start = (int)((long)values.Length * column / columns);
            var end = (int)((long)values.Length * (column + 1) / columns);
            var (least, greatest, broken) = Extremes(values, start, end);
            Span<int> found = [least, greatest, broken];
            found.Sort();
            foreach (var place in found)
                if (place > kept[^1])
                    kept.Add(place);
        }

        if (kept[^1] != values.Length - 1)
            kept.Add(values.Length - 1);
        return [.. kept];
    }

    /// <summary>Columns of a series of more places than <paramref name="points"/>.</summary>
    internal static int Columns(ReadOnlySpan<double> values, int points)
    {
        var perColumn = 2;
        foreach (var value in values)
            if (!double.IsFinite(value))
                perColumn = 3;
        return Math.Max(1, (points - 2) / perColumn);
    }

    private static (int Least, int Greatest, int Broken) Extremes(ReadOnlySpan<double> values, int start, int end)
    {
        var (least, greatest, broken) = (-1, -1, -1);
        for (var i = start; i < end; i++)
        {
            if (!double.IsFinite(values[i]))
                broken = broken < 0 ? i : broken;
            else
            {
                least = least < 0 || values[i] < values[least] ? i : least;
                greatest = greatest < 0 || values[i] > values[greatest] ? i : greatest;
            }
        }

        return (least, greatest, broken);
    }
}
