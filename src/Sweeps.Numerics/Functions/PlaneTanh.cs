using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.Functions;

/// <summary>
/// <see cref="PieceTanh"/> on processors with AVX2, which have no permutation of sixteen numbers, with the same bits: the first bytes of a coefficient of all sixteen pieces fill
/// one half of a register, so do the second ones, and so on, and four shuffles of bytes find a coefficient for 32 numbers.
/// </summary>
public static unsafe class PlaneTanh
{
    private const int Together = 4;

    /// <summary>Byte b of coefficient k of every piece, twice, from number (4k + b) · 32 on.</summary>
    private static readonly byte* s_planes = Table();

    /// <summary>Whether this processor has the instructions (AVX2). Without them <see cref="Run"/> must not be called.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>tanh of each number.</summary>
    /// <param name="y">May be x.</param>
    /// <param name="count">A multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* x, float* y, int count)
    {
        var lanes = Vector256<float>.Count;
        var planes = s_planes;
        for (; count >= Together * lanes; count -= Together * lanes, x += Together * lanes, y += Together * lanes)
        {
            var d0 = Offset(x, out var t0);
            var d1 = Offset(x + lanes, out var t1);
            var d2 = Offset(x + (2 * lanes), out var t2);
            var d3 = Offset(x + (3 * lanes), out var t3);
            var pieces = Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(t0, t1), Avx2.PackSignedSaturate(t2, t3));
            Coefficients(planes, PieceTanh.Degree, pieces, out var y0, out var y1, out var y2, out var y3);
            for (var power = PieceTanh.Degree - 1; power >= 0; power--)
            {
                Coefficients(planes, power, pieces, out var c0, out var c1, out var c2, out var c3);
                y0 = Vector256.FusedMultiplyAdd(y0, d0, c0);
                y1 = Vector256.FusedMultiplyAdd(y1, d1, c1);
                y2 = Vector256.FusedMultiplyAdd(y2, d2, c2);
                y3 = Vector256.FusedMultiplyAdd(y3, d3, c3);
            }

            Signed(x, y0, y);
            Signed(x + lanes, y1, y + lanes);
            Signed(x + (2 * lanes), y2, y + (2 * lanes));
            Signed(x + (3 * lanes), y3, y + (3 * lanes));
        }

        var tanh = new PieceTanh();
        for (; count > 0; count -= lanes, x += lanes, y += lanes)
            Lanes256<float>.Store(y, tanh.Of(Lanes256<float>.Load(x)));
    }

    /// <summary>How far |x| is from where its piece begins, and the number of that piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Offset(float* x, out Vector256<int> piece)
    {
        var one = Vector256.Create(1f);
        var magnitude = Vector256.MinNative(Vector256.Create((float)PieceTanh.Saturation), Vector256.Abs(Vector256.Load(x)));
        var bits = (one + magnitude).AsInt32();
        piece = Vector256.ShiftRightLogical(bits, LaneBits.PieceShiftSingle) & Vector256.Create(LaneBits.Pieces - 1);
        return magnitude - ((bits & Vector256.Create(LaneBits.PieceMaskSingle)).AsSingle() - one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Signed(float* x, Vector256<float> magnitude, float* y) =>
        Vector256.ConditionalSelect(Vector256.Create(-0f), Vector256.Load(x), magnitude).Store(y);

    // Packing took the vectors' halves in turns, and interleaving puts them back.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Coefficients(
        byte* planes, int power, Vector256<byte> pieces, out Vector256<float> c0, out Vector256<float> c1, out Vector256<float> c2, out Vector256<float> c3)
    {
        var plane = planes + (power * sizeof(float) * Vector256<byte>.Count);
        var first = Avx2.Shuffle(Vector256.Load(plane), pieces);
        var second = Avx2.Shuffle(Vector256.Load(plane + Vector256<byte>.Count), pieces);
        var third = Avx2.Shuffle(Vector256.Load(plane + (2 * Vector256<byte>.Count)), pieces);
        var fourth = Avx2.Shuffle(Vector256.Load(plane + (3 * Vector256<byte>.Count)), pieces);
        var low01 = Avx2.UnpackLow(first, second).AsUInt16();
        var high01 = Avx2.UnpackHigh(first, second).AsUInt16();
        var low23 = Avx2.UnpackLow(third, fourth).AsUInt16();
        var high23 = Avx2.UnpackHigh(third, fourth).AsUInt16();
        c0 = Avx2.UnpackLow(low01, low23).AsSingle();
        c1 = Avx2.UnpackHigh(low01, low23).AsSingle();
        c2 = Avx2.UnpackLow(high01, high23).AsSingle();
        c3 = Avx2.UnpackHigh(high01, high23).AsSingle();
    }

    private static byte* Table()
    {
        var planes = (byte*)NativeMemory.AlignedAlloc((PieceTanh.Degree + 1) * sizeof(float) * (nuint)Vector256<byte>.Count, alignment: 64);
        var numbers = (byte*)PieceTanh.Coefficients;
        for (var power = 0; power <= PieceTanh.Degree; power++)
            for (var part = 0; part < sizeof(float); part++)
                for (var piece = 0; piece < Vector256<byte>.Count; piece++)
                    planes[(((power * sizeof(float)) + part) * Vector256<byte>.Count) + piece] = numbers[(((power * LaneBits.Pieces) + (piece % LaneBits.Pieces)) * sizeof(float)) + part];
        return planes;
    }
}
