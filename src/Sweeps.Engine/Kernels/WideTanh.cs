using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sweeps.Engine.Kernels.Lanes;

namespace Sweeps.Engine.Kernels;

/// <summary>
/// <see cref="PairedTanh"/> faster: its function evaluated in float64, which leaves no doubt about the float32 nearest
/// to it but for one value in two thousand and for small ones; where there is doubt the pairs decide.
/// </summary>
/// <remarks>
/// That the pairs never round to another side is not argued but tested, for every float32 number in question. The polynomial's
/// leading part is evaluated in float32, because its rounding is part of the function.
/// </remarks>
internal static class WideTanh
{
    /// <summary>Below it the pairs' own rounding shows.</summary>
    private const float Least = 1f / 1024;

    /// <summary>Bits of a float64 significand that float32 lacks.</summary>
    private const int Excess = 29;

    /// <summary>Values nearer than 2⁻³⁵ to the middle between two float32 numbers are in doubt.</summary>
    private const int Doubt = 17;

    internal static bool IsSupported => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Of(Vector512<float> x)
    {
        var magnitude = Vector512.Abs(x);
        var k = Vector512.Round(magnitude * Vector512.Create(1.44269504f));
        var s = magnitude + (k * Vector512.Create(-PairedTanh.Ln2High)) + (k * Vector512.Create(-PairedTanh.Ln2Low));
        var u = Vector512.FusedMultiplyAdd(Vector512.Create(0.1980960224e-3f), s, Vector512.Create(0.1394256484e-2f));
        u = Vector512.FusedMultiplyAdd(u, s, Vector512.Create(0.8333456703e-2f));
        u = Vector512.FusedMultiplyAdd(u, s, Vector512.Create(0.4166637361e-1f));

        var lower = Half(magnitude.GetLower(), k.GetLower(), u.GetLower());
        var upper = Half(magnitude.GetUpper(), k.GetUpper(), u.GetUpper());
        var result = Avx512F.ConvertToVector256Single(lower).ToVector512Unsafe().WithUpper(Avx512F.ConvertToVector256Single(upper));
        result = Vector512.ConditionalSelect(Vector512.GreaterThan(magnitude, Vector512.Create(PairedTanh.Saturation)), Vector512<float>.One, result);
        result = Vector512.ConditionalSelect(Vector512.Create(-0.0f), x, result);
        if (!Vector512.GreaterThanOrEqualAll(magnitude, Vector512.Create(Least)) ||
            Vector512.EqualsAny(Vector512.Min(Distance(lower), Distance(upper)), Vector512<ulong>.Zero))
        {
            Paired(x, out var exact);
            return exact;
        }

        return result;
    }

    /// <summary>(e²ˣ − 1)/(e²ˣ + 1) with eˣ = 2ᵏ(1 + s + s²(½ + s(c + s·u))).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Half(Vector256<float> magnitude, Vector256<float> k, Vector256<float> leading)
    {
        var power = Avx512F.ConvertToVector512Double(k);
        var s = Vector512.FusedMultiplyAdd(
            power, Vector512.Create(-((double)PairedTanh.Ln2High + PairedTanh.Ln2Low)), Avx512F.ConvertToVector512Double(magnitude));
        var t = Vector512.FusedMultiplyAdd(s, Avx512F.ConvertToVector512Double(leading), Vector512.Create((double)PairedTanh.Cubic));
        t = Vector512.FusedMultiplyAdd(s, t, Vector512.Create(0.5));
        var e = Avx512F.Scale(Vector512<double>.One + Vector512.FusedMultiplyAdd(s * s, t, s), power);
        var square = e * e;
        return (square - Vector512<double>.One) / (square + Vector512<double>.One);
    }

    /// <summary>Zero where the value is in doubt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Distance(Vector512<double> value) =>
        (value.AsUInt64() + Vector512.Create((1UL << (Excess - 1)) + (1UL << Doubt))) & Vector512.Create((1UL << Excess) - (2UL << Doubt));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Paired(Vector512<float> x, out Vector512<float> result) =>
        result = Unsafe.BitCast<Lanes512<float>, Vector512<float>>(PairedTanh.Of(new Lanes512<float>(x)));
}
