using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweeps.Engine.Products;

/// <summary>Turns rows into columns. Nothing is computed, so every way of doing it gives the same bits.</summary>
internal static unsafe class Transpose
{
    private const int Block = 16;

    /// <param name="rows">A multiple of 16.</param>
    /// <param name="columns">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* source, nint sourceStride, T* target, nint targetStride, int rows, int columns)
        where T : unmanaged
    {
        for (var row = 0; row < rows; row += Block)
        {
            for (var column = 0; column < columns; column += Block)
            {
                var from = source + (row * sourceStride) + column;
                var to = target + (column * targetStride) + row;
                if (typeof(T) == typeof(float) && Avx512F.IsSupported)
                    Vector((float*)from, sourceStride, (float*)to, targetStride);
                else
                    Scalar(from, sourceStride, to, targetStride);
            }
        }
    }

    internal static void Scalar<T>(T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged
    {
        for (var row = 0; row < Block; row++)
            for (var column = 0; column < Block; column++)
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vector(float* source, nint sourceStride, float* target, nint targetStride)
    {
        // Four rows at a time become quads of one column each; then the quads of four groups become columns.
        Quads(source, sourceStride, out var a0, out var a1, out var a2, out var a3);
        Quads(source + (4 * sourceStride), sourceStride, out var b0, out var b1, out var b2, out var b3);
        Quads(source + (8 * sourceStride), sourceStride, out var c0, out var c1, out var c2, out var c3);
        Quads(source + (12 * sourceStride), sourceStride, out var d0, out var d1, out var d2, out var d3);
        Columns(a0, b0, c0, d0, target, targetStride);
        Columns(a1, b1, c1, d1, target + targetStride, targetStride);
        Columns(a2, b2, c2, d2, target + (2 * targetStride), targetStride);
        Columns(a3, b3, c3, d3, target + (3 * targetStride), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quads(
        float* source, nint stride, out Vector512<float> q0, out Vector512<float> q1, out Vector512<float> q2, out Vector512<float> q3)
    {
        var r0 = Vector512.Load(source);
        var r1 = Vector512.Load(source + stride);
        var r2 = Vector512.Load(source + (2 * stride));
        var r3 = Vector512.Load(source + (3 * stride));
        var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        q0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        q1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        q2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        q3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* target, nint stride)
    {
        var ab02 = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00);
        var ab13 = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);
        var cd02 = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00);
        var cd13 = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        Avx512F.Shuffle4x128(ab02, cd02, 0b10_00_10_00).Store(target);
        Avx512F.Shuffle4x128(ab13, cd13, 0b10_00_10_00).Store(target + (4 * stride));
        Avx512F.Shuffle4x128(ab02, cd02, 0b11_01_11_01).Store(target + (8 * stride));
        Avx512F.Shuffle4x128(ab13, cd13, 0b11_01_11_01).Store(target + (12 * stride));
    }
}
