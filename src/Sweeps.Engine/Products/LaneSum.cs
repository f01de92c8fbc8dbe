using System.Numerics;
using System.Runtime.Intrinsics;

namespace Sweeps.Engine.Products;

/// <summary>
/// Σ x·y in double precision: sixteen partial sums, the l-th over the numbers l, l + 16, l + 32, … ascending;
/// then partial sums 8 apart are added, then 4, 2 and 1 apart. Products of two float32 numbers are exact in double precision.
/// </summary>
internal static unsafe class LaneSum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="count">A multiple of 16.</param>
    public static double Dot(T* x, T* y, int count) => Vector128.IsHardwareAccelerated ? Vector(x, y, count) : Scalar(x, y, count);

    /// <summary>The definition, a number at a time.</summary>
    internal static double Scalar(T* x, T* y, int count)
    {
        var partials = stackalloc double[Padded.Multiple];
        for (var lane = 0; lane < Padded.Multiple; lane++)
        {
            partials[lane] = 0;
            for (var i = lane; i < count; i += Padded.Multiple)
                partials[lane] += double.CreateTruncating(x[i]) * double.CreateTruncating(y[i]);
        }

        for (var apart = Padded.Multiple / 2; apart >= 1; apart /= 2)
            for (var lane = 0; lane < apart; lane++)
                partials[lane] += partials[lane + apart];
        return partials[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Vector(T* x, T* y, int count)
    {
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        for (var i = 0; i < count; i += Padded.Multiple)
        {
            Load(x + i, out var xLow, out var xHigh);
            Load(y + i, out var yLow, out var yHigh);
            low += xLow * yLow;
            high += xHigh * yHigh;
        }

        var eight = low + high;
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(T* source, out Vector512<double> low, out Vector512<double> high)
    {
        if (typeof(T) == typeof(float))
        {
            (low, high) = Vector512.Widen(Vector512.Load((float*)source));
            return;
        }

        low = Vector512.Load((double*)source);
        high = Vector512.Load((double*)source + Vector512<double>.Count);
    }
}
