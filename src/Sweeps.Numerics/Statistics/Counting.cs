using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweeps.Numerics.Statistics;

/// <summary>How many values lie where. Counts are whole numbers, so the vector's width cannot matter. NaN lies nowhere.</summary>
public static class Counting
{
    /// <summary>Whether none is NaN or infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        // 0 · x is NaN if x is not finite, and 0 otherwise.
        var sums = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
            sums += vector * 0f;
        var sum = Vector.Sum(sums);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            sum += value * 0;
        return sum == 0;
    }

    /// <summary>Values from one bound to another, both included.</summary>
    public static int Within(ReadOnlySpan<float> values, float low, float high)
    {
        var lows = new Vector<float>(low);
        var highs = new Vector<float>(high);
        var counts = Vector<int>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
            counts -= Vector.GreaterThanOrEqual(vector, lows) & Vector.LessThanOrEqual(vector, highs);
        var count = Vector.Sum(counts);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            count += value >= low && value <= high ? 1 : 0;
        return count;
    }

    /// <summary>Values equal to one and to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int First, int Second) Equal(ReadOnlySpan<float> values, float first, float second)
    {
        var (firsts, seconds) = (new Vector<float>(first), new Vector<float>(second));
        Vector<int> firstCounts = default, secondCounts = default;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
        {
            firstCounts -= Vector.Equals(vector, firsts);
            secondCounts -= Vector.Equals(vector, seconds);
        }

        var (firstCount, secondCount) = (Vector.Sum(firstCounts), Vector.Sum(secondCounts));
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            firstCount += value == first ? 1 : 0;
            secondCount += value == second ? 1 : 0;
        }

        return (firstCount, secondCount);
    }

    /// <summary>Values whose size is greater than a bound.</summary>
    public static int AbsoluteAbove(ReadOnlySpan<float> values, float bound)
    {
        var bounds = new Vector<float>(bound);
        var counts = Vector<int>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
            counts -= Vector.GreaterThan(Vector.Abs(vector), bounds);
        var count = Vector.Sum(counts);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            count += Math.Abs(value) > bound ? 1 : 0;
        return count;
    }

    /// <summary>Values below a bound in each of the tensor's columns.</summary>
    public static void BelowPerColumn(TensorLines lines, float bound, Span<int> counts)
    {
        counts.Clear();
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines.AreRows)
                AddBelow(lines[line], bound, counts);
            else
                counts[line] = Below(lines[line], bound);
        }
    }

    private static int Below(ReadOnlySpan<float> values, float bound)
    {
        var bounds = new Vector<float>(bound);
        var counts = Vector<int>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
            counts -= Vector.LessThan(vector, bounds);
        var count = Vector.Sum(counts);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            count += value < bound ? 1 : 0;
        return count;
    }

    private static void AddBelow(ReadOnlySpan<float> values, float bound, Span<int> counts)
    {
        var bounds = new Vector<float>(bound);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sums = MemoryMarshal.Cast<int, Vector<int>>(counts);
        for (var i = 0; i < vectors.Length; i++)
            sums[i] -= Vector.LessThan(vectors[i], bounds);
        for (var i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
            counts[i] += values[i] < bound ? 1 : 0;
    }
}
