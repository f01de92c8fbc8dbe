using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// Sums over the samples of a row, in double precision: sixteen partial sums, the l-th over the samples l, l + 16, l + 32, … ascending;
/// then partial sums 8 apart are added, then 4, 2 and 1 apart. Products of two float32 numbers are exact in double precision.
/// </summary>
internal static unsafe class LaneSum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static bool UseVectors => Vector128.IsHardwareAccelerated;

    /// <summary>Σ x.</summary>
    /// <param name="row">Samples, padded with zeros.</param>
    /// <param name="stride">Samples and padding: a multiple of 16.</param>
    public static double Of(T* row, int stride) => UseVectors ? Vector<Identity>(row, row, 0, stride) : Scalar<Identity>(row, row, 0, stride);

    /// <summary>Σ x·y.</summary>
    public static double Dot(T* x, T* y, int stride) => UseVectors ? Vector<Times>(x, y, 0, stride) : Scalar<Times>(x, y, 0, stride);

    /// <summary>Σ (x − center)², where the mask is not zero.</summary>
    public static double SquaredDeviations(T* row, T* mask, double center, int stride) =>
        UseVectors ? Vector<SquaredDeviation>(row, mask, center, stride) : Scalar<SquaredDeviation>(row, mask, center, stride);

    /// <summary>The definition, a number at a time.</summary>
    internal static double Scalar<TTerm>(T* x, T* y, double center, int stride)
        where TTerm : ITerm
    {
        var partials = stackalloc double[Padded.Multiple];
        for (var lane = 0; lane < Padded.Multiple; lane++)
        {
            partials[lane] = 0;
            for (var sample = lane; sample < stride; sample += Padded.Multiple)
                partials[lane] += TTerm.Of(double.CreateTruncating(x[sample]), double.CreateTruncating(y[sample]), center);
        }

        for (var apart = Padded.Multiple / 2; apart >= 1; apart /= 2)
            for (var lane = 0; lane < apart; lane++)
                partials[lane] += partials[lane + apart];
        return partials[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Vector<TTerm>(T* x, T* y, double center, int stride)
        where TTerm : ITerm
    {
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        var centers = Vector512.Create(center);
        for (var sample = 0; sample < stride; sample += Padded.Multiple)
        {
            Load(x + sample, out var xLow, out var xHigh);
            Load(y + sample, out var yLow, out var yHigh);
            low += TTerm.Of(xLow, yLow, centers);
            high += TTerm.Of(xHigh, yHigh, centers);
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

    internal interface ITerm
    {
        static abstract double Of(double x, double y, double center);

        static abstract Vector512<double> Of(Vector512<double> x, Vector512<double> y, Vector512<double> center);
    }

    internal readonly struct Identity : ITerm
    {
        public static double Of(double x, double y, double center) => x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x, Vector512<double> y, Vector512<double> center) => x;
    }

    internal readonly struct Times : ITerm
    {
        public static double Of(double x, double y, double center) => x * y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x, Vector512<double> y, Vector512<double> center) => x * y;
    }

    internal readonly struct SquaredDeviation : ITerm
    {
        public static double Of(double x, double y, double center) => y == 0 ? 0 : (x - center) * (x - center);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x, Vector512<double> y, Vector512<double> center)
        {
            var deviation = x - center;
            return Vector512.ConditionalSelect(Vector512.Equals(y, Vector512<double>.Zero), Vector512<double>.Zero, deviation * deviation);
        }
    }
}
