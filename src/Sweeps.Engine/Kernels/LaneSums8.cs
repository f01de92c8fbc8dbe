using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweeps.Engine.Kernels;

/// <summary>Eight sums of <see cref="LaneSum{T}"/> at once, of which each step's additions share a vector: in pairs of rows' sums and dot products.</summary>
internal static unsafe class LaneSums8
{
    /// <summary>Rows whose two sums are found at once.</summary>
    public const int Rows = 4;

    internal static bool IsSupported => Avx512F.IsSupported;

    /// <summary>Σ x and Σ x·y of four rows.</summary>
    /// <param name="stride">Samples and padding of a row: a multiple of 16.</param>
    /// <returns>The sums of the rows 0 to 3 in the even places, the dot products in the odd ones.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> OfAndDot(float* x, float* y, int stride)
    {
        Row(x, y, stride, out var sum0, out var dot0);
        Row(x + stride, y + stride, stride, out var sum1, out var dot1);
        Row(x + (2 * stride), y + (2 * stride), stride, out var sum2, out var dot2);
        Row(x + (3 * stride), y + (3 * stride), stride, out var sum3, out var dot3);
        var sums = Halves(FourApart(sum0, sum1), FourApart(sum2, sum3));
        var dots = Halves(FourApart(dot0, dot1), FourApart(dot2, dot3));
        return Avx512F.UnpackLow(sums, dots) + Avx512F.UnpackHigh(sums, dots);
    }

    // The sixteen partial sums, those eight apart added.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* x, float* y, int stride, out Vector512<double> sum, out Vector512<double> dot)
    {
        var (sumLow, sumHigh) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (dotLow, dotHigh) = (sumLow, sumLow);
        for (var sample = 0; sample < stride; sample += Padded.Multiple)
        {
            var xLow = Avx512F.ConvertToVector512Double(Vector256.Load(x + sample));
            var xHigh = Avx512F.ConvertToVector512Double(Vector256.Load(x + sample + Vector256<float>.Count));
            sumLow += xLow;
            sumHigh += xHigh;
            dotLow += xLow * Avx512F.ConvertToVector512Double(Vector256.Load(y + sample));
            dotHigh += xHigh * Avx512F.ConvertToVector512Double(Vector256.Load(y + sample + Vector256<float>.Count));
        }

        sum = sumLow + sumHigh;
        dot = dotLow + dotHigh;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FourApart(Vector512<double> a, Vector512<double> b) =>
        Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);

    // Two apart: the lower and the upper half of each four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Halves(Vector512<double> ab, Vector512<double> cd) =>
        Avx512F.Shuffle4x128(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle4x128(ab, cd, 0b11_01_11_01);
}
