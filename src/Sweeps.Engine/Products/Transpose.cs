using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Sweeps.Engine.Products;

/// <summary>Turns rows into columns. Nothing is computed, so every way of doing it gives the same bits.</summary>
internal static unsafe class Transpose
{
    private const int Block = 16;
    private const int Half = Block / 2;
    private const int Quarter = Block / 4;

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
                    Sixteen((float*)from, sourceStride, (float*)to, targetStride);
                else if (typeof(T) == typeof(float) && Avx.IsSupported)
                    Eights((float*)from, sourceStride, (float*)to, targetStride);
                else if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
                    Fours((float*)from, sourceStride, (float*)to, targetStride);
                else
                    Scalar(from, sourceStride, to, targetStride);
            }
        }
    }

    /// <summary>Turns eight or sixteen rows into columns beside each other.</summary>
    /// <param name="rows">8 or 16: the target's stride as well.</param>
    /// <param name="columns">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Rows<T>(T* source, nint sourceStride, T* target, int rows, int columns)
        where T : unmanaged
    {
        if (rows == Block)
        {
            Run(source, sourceStride, target, rows, rows, columns);
        }
        else if (typeof(T) == typeof(float) && Avx.IsSupported)
        {
            for (var column = 0; column < columns; column += Quarter)
                FourColumns((float*)source + column, sourceStride, (float*)target + (column * rows), rows);
        }
        else
        {
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    target[(column * rows) + row] = source[(row * sourceStride) + column];
        }
    }

    /// <summary>The definition: a block of sixteen rows and columns, a number at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scalar<T>(T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged
    {
        for (var row = 0; row < Block; row++)
            for (var column = 0; column < Block; column++)
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
    }

    /// <summary>The same block on processors with AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sixteen(float* source, nint sourceStride, float* target, nint targetStride)
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

    /// <summary>The same block on processors with AVX: four blocks of eight rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Eights(float* source, nint sourceStride, float* target, nint targetStride)
    {
        for (var row = 0; row < Block; row += Half)
        {
            for (var column = 0; column < Block; column += Half)
            {
                // Rows 4 apart share a register, a half each, so that no column has to cross from one half to the other.
                var from = source + (row * sourceStride) + column;
                var to = target + (column * targetStride) + row;
                FourColumns(from, sourceStride, to, targetStride);
                FourColumns(from + Quarter, sourceStride, to + (Quarter * targetStride), targetStride);
            }
        }
    }

    /// <summary>Four columns of eight rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(float* source, nint stride, float* target, nint targetStride)
    {
        var later = source + (4 * stride);
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(later));
        var r1 = Vector256.Create(Vector128.Load(source + stride), Vector128.Load(later + stride));
        var r2 = Vector256.Create(Vector128.Load(source + (2 * stride)), Vector128.Load(later + (2 * stride)));
        var r3 = Vector256.Create(Vector128.Load(source + (3 * stride)), Vector128.Load(later + (3 * stride)));
        var low01 = Avx.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetStride);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetStride));
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    /// <summary>The same block in vectors of four numbers: sixteen blocks of four rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fours(float* source, nint sourceStride, float* target, nint targetStride)
    {
        for (var row = 0; row < Block; row += Quarter)
        {
            for (var column = 0; column < Block; column += Quarter)
            {
                var from = source + (row * sourceStride) + column;
                var to = target + (column * targetStride) + row;
                var r0 = Vector128.Load(from);
                var r1 = Vector128.Load(from + sourceStride);
                var r2 = Vector128.Load(from + (2 * sourceStride));
                var r3 = Vector128.Load(from + (3 * sourceStride));
                var low02 = LowOf(r0, r2);
                var high02 = HighOf(r0, r2);
                var low13 = LowOf(r1, r3);
                var high13 = HighOf(r1, r3);
                LowOf(low02, low13).Store(to);
                HighOf(low02, low13).Store(to + targetStride);
                LowOf(high02, high13).Store(to + (2 * targetStride));
                HighOf(high02, high13).Store(to + (3 * targetStride));
            }
        }
    }

    /// <summary>The first two numbers of both, taken in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LowOf(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>The last two numbers of both, likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> HighOf(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
