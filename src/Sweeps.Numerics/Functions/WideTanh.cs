using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.Functions;

/// <summary>
/// <see cref="SleefTanh"/> faster: its function evaluated in float64, which leaves no doubt about the float32 nearest
/// to it but for one value in two thousand and for tiny ones; where there is doubt the pairs decide.
/// </summary>
/// <remarks>
/// That the pairs never round to another side is not argued but tested, for every float32 number in question. The polynomial's
/// leading part is evaluated in float32, because its rounding is part of the function.
/// Three passes over numbers that stay in the first-level cache: one long chain of operations would fill the processor's queues with
/// operations that wait for it, and take half as long again.
/// </remarks>
public static unsafe class WideTanh
{
    /// <summary>Below it the difference from 1 loses too many bits.</summary>
    private const float Least = 1f / 32768;

    /// <summary>Bits of a float64 significand that float32 lacks.</summary>
    private const int Excess = 29;

    /// <summary>Values nearer than 2⁻³⁵ to the middle between two float32 numbers are in doubt.</summary>
    private const int Doubt = 17;

    /// <summary>Numbers a pass.</summary>
    private const int Chunk = 256;

    /// <summary>Whether this processor has the instructions (AVX-512F). Without them <see cref="Run"/> must not be called.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>tanh of each number.</summary>
    /// <param name="y">May be x.</param>
    /// <param name="count">A multiple of 16.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* x, float* y, int count)
    {
        var powers = stackalloc float[Chunk];
        var leading = stackalloc float[Chunk];
        var exponentials = stackalloc double[Chunk];
        for (; count > 0; count -= Chunk, x += Chunk, y += Chunk)
        {
            var numbers = Math.Min(count, Chunk);
            Reduce(x, powers, leading, numbers);
            Exponentials(x, powers, leading, exponentials, numbers);
            Quotients(x, exponentials, y, numbers);
        }
    }

    /// <summary>k and u of e^|x| = 2ᵏ(1 + s + s²(½ + s(c + s·u))), s = |x| − k·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reduce(float* x, float* powers, float* leading, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
        {
            var magnitude = Vector512.Abs(Vector512.Load(x + i));
            var k = Vector512.Round(magnitude * Vector512.Create(1.44269504f));
            var s = Vector512.FusedMultiplyAdd(k, Vector512.Create(-SleefTanh.Ln2High), magnitude);
            s = Vector512.FusedMultiplyAdd(k, Vector512.Create(-SleefTanh.Ln2Low), s);
            var u = Vector512.FusedMultiplyAdd(Vector512.Create(0.1980960224e-3f), s, Vector512.Create(0.1394256484e-2f));
            u = Vector512.FusedMultiplyAdd(u, s, Vector512.Create(0.8333456703e-2f));
            u = Vector512.FusedMultiplyAdd(u, s, Vector512.Create(0.4166637361e-1f));
            k.Store(powers + i);
            u.Store(leading + i);
        }
    }

    /// <summary>e^|x| from k and u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials(float* x, float* powers, float* leading, double* exponentials, int count)
    {
        for (var i = 0; i < count; i += Vector512<double>.Count)
        {
            var k = Avx512F.ConvertToVector512Double(Vector256.Load(powers + i));
            var s = Vector512.FusedMultiplyAdd(
                k, Vector512.Create(-((double)SleefTanh.Ln2High + SleefTanh.Ln2Low)), Vector512.Abs(Avx512F.ConvertToVector512Double(Vector256.Load(x + i))));
            var t = Vector512.FusedMultiplyAdd(s, Avx512F.ConvertToVector512Double(Vector256.Load(leading + i)), Vector512.Create((double)SleefTanh.Cubic));
            t = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(0.5));
            t = Vector512.FusedMultiplyAdd(s, t, Vector512<double>.One);
            t = Vector512.FusedMultiplyAdd(s, t, Vector512<double>.One);
            Avx512F.Scale(t, k).Store(exponentials + i);
        }
    }

    /// <summary>tanh |x| from e^|x|, rounded to float32 and given x's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quotients(float* x, double* exponentials, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
        {
            var lower = Quotient(exponentials + i);
            var upper = Quotient(exponentials + i + Vector512<double>.Count);
            var signed = Vector512.Load(x + i);
            var magnitude = Vector512.Abs(signed);
            var result = Avx512F.ConvertToVector256Single(lower).ToVector512Unsafe().WithUpper(Avx512F.ConvertToVector256Single(upper));
            result = Vector512.ConditionalSelect(Vector512.GreaterThan(magnitude, Vector512.Create(SleefTanh.Saturation)), Vector512<float>.One, result);
            result = Vector512.ConditionalSelect(Vector512.Create(-0.0f), signed, result);
            if (Vector512.GreaterThanOrEqualAll(magnitude, Vector512.Create(Least)) &&
                !Vector512.EqualsAny(Vector512.Min(Distance(lower), Distance(upper)), Vector512<ulong>.Zero))
                result.Store(y + i);
            else
                Paired(x + i, y + i);
        }
    }

    /// <summary>1 − 2/(e² + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Quotient(double* exponentials)
    {
        var e = Vector512.Load(exponentials);
        return Vector512<double>.One - (Vector512.Create(2.0) / Vector512.FusedMultiplyAdd(e, e, Vector512<double>.One));
    }

    /// <summary>Zero where the value is in doubt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Distance(Vector512<double> value) =>
        (value.AsUInt64() + Vector512.Create((1UL << (Excess - 1)) + (1UL << Doubt))) & Vector512.Create((1UL << Excess) - (2UL << Doubt));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Paired(float* x, float* y) => Lanes512<float>.Store(y, SleefTanh.Of(Lanes512<float>.Load(x)));
}
