using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweeps.Core.Handlers.Numerics;

/// <summary>How many values are less than each of up to six pivots, in one pass. Not thread-safe.</summary>
internal sealed class PivotCounts
{
    private const int Capacity = 6;
    private readonly float[] _pivots = new float[Capacity];
    private readonly int[] _below = new int[Capacity];
    private int _used;

    /// <summary>Whether another pair fits in.</summary>
    public bool HasRoom => _used < Capacity;

    public bool Any => _used > 0;

    /// <summary>The counts of the pair with this number.</summary>
    public (int Low, int High) this[int pair] => (_below[2 * pair], _below[(2 * pair) + 1]);

    public void Clear()
    {
        _used = 0;
        Array.Clear(_pivots);
    }

    public void Add(float low, float high)
    {
        _pivots[_used++] = low;
        _pivots[_used++] = high;
    }

    public void Count(ReadOnlySpan<float> values)
    {
        var (p0, p1, p2) = (new Vector<float>(_pivots[0]), new Vector<float>(_pivots[1]), new Vector<float>(_pivots[2]));
        var (p3, p4, p5) = (new Vector<float>(_pivots[3]), new Vector<float>(_pivots[4]), new Vector<float>(_pivots[5]));
        Vector<int> c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
        {
            // A comparison that holds is −1 in every lane.
            c0 -= Vector.LessThan(vector, p0);
            c1 -= Vector.LessThan(vector, p1);
            c2 -= Vector.LessThan(vector, p2);
            c3 -= Vector.LessThan(vector, p3);
            c4 -= Vector.LessThan(vector, p4);
            c5 -= Vector.LessThan(vector, p5);
        }

        (_below[0], _below[1], _below[2]) = (Vector.Sum(c0), Vector.Sum(c1), Vector.Sum(c2));
        (_below[3], _below[4], _below[5]) = (Vector.Sum(c3), Vector.Sum(c4), Vector.Sum(c5));
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            for (var i = 0; i < Capacity; i++)
                _below[i] += value < _pivots[i] ? 1 : 0;
    }
}
