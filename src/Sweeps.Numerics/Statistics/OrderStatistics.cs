using System.Runtime.CompilerServices;

namespace Sweeps.Numerics.Statistics;

/// <summary>Finds values of given ranks without sorting all: deals them into buckets and looks into the one that holds the rank, again if it is still large.</summary>
/// <remarks>The result is that of sorting, whatever the buckets; 0 and −0 are equal. Each level divides the range of ±√|x| by 255, so there are few. Not thread-safe.</remarks>
public sealed class OrderStatistics
{
    /// <summary>Up to here sorting is as fast.</summary>
    private const int Few = 32;

    private readonly Buckets _buckets = new();
    private float[] _inside = [];
    private OrderStatistics? _finer;

    /// <summary>The values at the ranks, and at the ranks after them (the last value at the end).</summary>
    /// <param name="values">At least one, none NaN.</param>
    /// <param name="ranks">From 0, in any order.</param>
    public void Find(ReadOnlySpan<float> values, ValueRange range, ReadOnlySpan<int> ranks, Span<float> at, Span<float> next)
    {
        if (values.Length <= Few)
        {
            Sort(values, ranks, at, next);
            return;
        }

        // Many values are often equal to the least (ReLU) or to the greatest (tanh).
        var (atLeast, atGreatest) = Counting.Equal(values, range.Least, range.Greatest);
        var dealt = false;
        for (var i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] + 1 < atLeast)
            {
                (at[i], next[i]) = (range.Least, range.Least);
            }
            else if (ranks[i] >= values.Length - atGreatest)
            {
                (at[i], next[i]) = (range.Greatest, range.Greatest);
            }
            else if (dealt || (dealt = _buckets.TryDeal(values, range)))
            {
                (at[i], next[i]) = Pick(values, ranks[i]);
            }
            else
            {
                Sort(values, ranks, at, next);
                return;
            }
        }
    }

    private (float At, float Next) Pick(ReadOnlySpan<float> values, int rank)
    {
        var (bucket, count, below) = _buckets.Find(rank);
        var inside = Inside(values, bucket, count);
        var place = rank - below;
        Span<float> at = [0], next = [0];
        if (count <= Few)
        {
            InsertionSort(inside);
            (at[0], next[0]) = (inside[place], inside[Math.Min(place + 1, count - 1)]);
        }
        else
        {
            _finer ??= new OrderStatistics();
            _finer.Find(inside, ValueRange.Of(inside), [place], at, next);
        }

        if (place + 1 == count && rank + 1 < values.Length)
        {
            (bucket, count, _) = _buckets.Find(rank + 1);
            next[0] = ValueRange.Of(Inside(values, bucket, count)).Least;
        }

        return (at[0], next[0]);
    }

    private Span<float> Inside(ReadOnlySpan<float> values, int bucket, int count)
    {
        if (_inside.Length < count)
            _inside = new float[Math.Max(Few, values.Length)];
        _buckets.Collect(values, bucket, _inside);
        return _inside.AsSpan(0, count);
    }

    private void Sort(ReadOnlySpan<float> values, ReadOnlySpan<int> ranks, Span<float> at, Span<float> next)
    {
        if (_inside.Length < values.Length)
            _inside = new float[values.Length];
        var sorted = _inside.AsSpan(0, values.Length);
        values.CopyTo(sorted);
        if (values.Length <= Few)
            InsertionSort(sorted);
        else
            sorted.Sort();
        for (var i = 0; i < ranks.Length; i++)
            (at[i], next[i]) = (sorted[ranks[i]], sorted[Math.Min(ranks[i] + 1, sorted.Length - 1)]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InsertionSort(Span<float> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            var j = i - 1;
            for (; j >= 0 && values[j] > value; j--)
                values[j + 1] = values[j];
            values[j + 1] = value;
        }
    }
}
