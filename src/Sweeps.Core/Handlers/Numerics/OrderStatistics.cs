using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweeps.Core.Handlers.Numerics;

/// <summary>Finds values of given ranks without sorting: counts below pivots narrow a bracket around each rank until few values are left in it.</summary>
/// <remarks>
/// Pivots come from a sorted sample, then from interpolation, then from halving; they decide how fast a value is found, never which:
/// the counts are exact, so the result is that of sorting on every machine. 0 and −0 are equal. Not thread-safe.
/// </remarks>
internal sealed class OrderStatistics
{
    /// <summary>Up to here sorting is as fast.</summary>
    private const int Few = 64;

    /// <summary>Passes before pivots are halves of the bracket's float32 numbers: then 32 more are enough for any values.</summary>
    private const int Guesses = 6;

    private readonly float[] _few = new float[Few];
    private readonly SortedSample _sample = new();
    private readonly PivotCounts _counts = new();
    private Bracket[] _brackets = [];

    /// <summary>The values at the ranks and at the ranks after them (the last value at the end).</summary>
    /// <param name="values">At least one, none NaN.</param>
    /// <param name="ranks">From 0, in any order.</param>
    /// <param name="least">The least of the values.</param>
    /// <param name="greatest">The greatest.</param>
    public void Find(ReadOnlySpan<float> values, ReadOnlySpan<int> ranks, float least, float greatest, Span<float> at, Span<float> next)
    {
        if (values.Length <= Few)
        {
            var sorted = _few.AsSpan(0, values.Length);
            values.CopyTo(sorted);
            sorted.Sort();
            for (var i = 0; i < ranks.Length; i++)
                (at[i], next[i]) = (sorted[ranks[i]], sorted[Math.Min(ranks[i] + 1, sorted.Length - 1)]);
            return;
        }

        if (_brackets.Length < ranks.Length)
            _brackets = new Bracket[ranks.Length];
        var brackets = _brackets.AsSpan(0, ranks.Length);
        _sample.Draw(values);
        for (var i = 0; i < ranks.Length; i++)
        {
            brackets[i] = new Bracket(ranks[i], values.Length, least, greatest);
            if (!brackets[i].IsSmall)
                _sample.Around(ref brackets[i], values.Length);
        }

        for (var pass = 0; Narrow(values, brackets); pass++)
        {
            foreach (ref var bracket in brackets)
                if (!bracket.IsSmall)
                    bracket.Propose(guess: pass < Guesses);
        }

        for (var i = 0; i < ranks.Length; i++)
            (at[i], next[i]) = Finish(values, brackets[i]);
    }

    /// <summary>Counts below the proposed pivots and moves the brackets' ends; false once every bracket is small.</summary>
    private bool Narrow(ReadOnlySpan<float> values, Span<Bracket> brackets)
    {
        var open = false;
        for (var first = 0; first < brackets.Length;)
        {
            // As many open brackets as one pass over the values can serve.
            _counts.Clear();
            var last = first;
            for (; last < brackets.Length && _counts.HasRoom; last++)
                if (!brackets[last].IsSmall)
                    _counts.Add(brackets[last].LowPivot, brackets[last].HighPivot);
            if (_counts.Any)
            {
                open = true;
                _counts.Count(values);
                var taken = 0;
                for (; first < last; first++)
                {
                    if (brackets[first].IsSmall)
                        continue;
                    var (low, high) = _counts[taken++];
                    brackets[first].Split(low, high);
                }
            }

            first = last;
        }

        return open;
    }

    private (float At, float Next) Finish(ReadOnlySpan<float> values, Bracket bracket)
    {
        if (bracket.IsOneValue)
            return (bracket.Low, bracket.HasNext || bracket.UpToHigh == values.Length ? bracket.Low : LeastAbove(values, bracket.High));
        var inside = _few.AsSpan(0, Collect(values, bracket));
        InsertionSort(inside);
        var place = bracket.Rank - bracket.BelowLow;
        var next = bracket.HasNext ? inside[place + 1] : bracket.UpToHigh == values.Length ? inside[place] : LeastAbove(values, bracket.High);
        return (inside[place], next);
    }

    private int Collect(ReadOnlySpan<float> values, Bracket bracket)
    {
        var (low, high) = (bracket.Low, bracket.High);
        var lows = new Vector<float>(low);
        var highs = new Vector<float>(high);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var count = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            var outside = Vector.LessThan(vectors[i], lows) | Vector.GreaterThan(vectors[i], highs);
            if (outside != Vector<int>.AllBitsSet)
                count = Append(values.Slice(i * Vector<float>.Count, Vector<float>.Count), low, high, count);
        }

        return Append(values[(vectors.Length * Vector<float>.Count)..], low, high, count);
    }

    private int Append(ReadOnlySpan<float> values, float low, float high, int count)
    {
        foreach (var value in values)
            if (value >= low && value <= high)
                _few[count++] = value;
        return count;
    }

    private static float LeastAbove(ReadOnlySpan<float> values, float bound)
    {
        var bounds = new Vector<float>(bound);
        var leasts = new Vector<float>(float.PositiveInfinity);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
            leasts = Vector.ConditionalSelect(Vector.GreaterThan(vector, bounds) & Vector.LessThan(vector, leasts), vector, leasts);
        var least = float.PositiveInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            least = Math.Min(least, leasts[lane]);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            least = value > bound ? Math.Min(least, value) : least;
        return least;
    }

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
