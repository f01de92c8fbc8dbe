using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweeps.Core.Handlers.Numerics;

/// <summary>64 of the values, spread over all of them and sorted, to guess where a rank lies. Not thread-safe.</summary>
internal sealed class SortedSample
{
    private const int Size = 64;
    private readonly float[] _drawn = new float[Size];
    private readonly float[] _sorted = new float[Size];

    /// <param name="values">At least as many as the sample has.</param>
    public void Draw(ReadOnlySpan<float> values)
    {
        // About the golden ratio of the length: no stride of rows or columns comes back to the same units.
        var stride = (int)(values.Length * 0.6180339887) | 1;
        var index = 0;
        for (var i = 0; i < Size; i++)
        {
            _drawn[i] = values[index];
            index += stride;
            if (index >= values.Length)
                index -= values.Length;
        }

        // A value's place is the number of smaller ones. Places that equal values leave empty hold NaN.
        Array.Fill(_sorted, float.NaN);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(_drawn.AsSpan());
        foreach (var value in _drawn)
        {
            var values1 = new Vector<float>(value);
            var smaller = Vector<int>.Zero;
            foreach (var vector in vectors)
                smaller -= Vector.LessThan(vector, values1);
            _sorted[Vector.Sum(smaller)] = value;
        }
    }

    /// <summary>Proposes pivots that enclose the bracket's rank in most samples.</summary>
    public void Around(ref Bracket bracket, int count)
    {
        var share = (bracket.Rank + 0.5) / count;
        var margin = 1.5 * Math.Sqrt(Size * share * (1 - share));
        bracket.Propose(At((int)((share * Size) - margin) - 1), At((int)((share * Size) + margin) + 1));
    }

    private float At(int place)
    {
        if (place < 0)
            return float.NegativeInfinity;
        if (place >= Size)
            return float.PositiveInfinity;
        while (float.IsNaN(_sorted[place]))
            place--;
        return _sorted[place];
    }
}
