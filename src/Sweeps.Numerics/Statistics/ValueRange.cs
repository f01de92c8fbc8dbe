using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sweeps.Numerics.Statistics;

/// <summary>The least and the greatest of some values; either may be anything if one is NaN. Of 0 and −0 either may be meant.</summary>
public readonly record struct ValueRange(float Least, float Greatest, bool HasNaN)
{
    /// <summary>The range of some values; +∞ to −∞ of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ValueRange Of(ReadOnlySpan<float> values)
    {
        var leasts = new Vector<float>(float.PositiveInfinity);
        var greatests = new Vector<float>(float.NegativeInfinity);
        var numbers = Vector<int>.AllBitsSet;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
        {
            leasts = Vector.MinNative(vector, leasts);
            greatests = Vector.MaxNative(vector, greatests);
            numbers &= Vector.Equals(vector, vector);
        }

        var (least, greatest, hasNaN) = (float.PositiveInfinity, float.NegativeInfinity, numbers != Vector<int>.AllBitsSet);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            (least, greatest) = Widen(least, greatest, leasts[lane], greatests[lane]);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            hasNaN |= float.IsNaN(value);
            (least, greatest) = Widen(least, greatest, value, value);
        }

        return new ValueRange(least, greatest, hasNaN);
    }

    private static (float Least, float Greatest) Widen(float least, float greatest, float low, float high) =>
        (low < least ? low : least, high > greatest ? high : greatest);
}
