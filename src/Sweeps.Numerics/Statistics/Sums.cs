using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweeps.Numerics.Statistics;

/// <summary>Sums of float32 values in double precision, whose order of additions is fixed.</summary>
/// <remarks>
/// Value i is added to partial sum i mod 16; partial sum j and j + 8 are added, and then 4, 2 and 1 apart.
/// A vector of any width does exactly this, so the bits do not depend on the machine.
/// </remarks>
public static class Sums
{
    private const int Lanes = 16;

    /// <summary>Σ x².</summary>
    public static double OfSquares(ReadOnlySpan<float> values) => Over<Square>(values, 0);

    /// <summary>√Σ x²: the Frobenius norm.</summary>
    public static double Norm(ReadOnlySpan<float> values) => Math.Sqrt(OfSquares(values));

    /// <summary>Σ x over the finite values.</summary>
    public static double OfFinite(ReadOnlySpan<float> values) => Over<Finite>(values, 0);

    /// <summary>Σ (x − centre)² over the finite values.</summary>
    public static double OfFiniteSquaredDeviations(ReadOnlySpan<float> values, double centre) => Over<FiniteSquaredDeviation>(values, centre);

    private static double Over<TTerm>(ReadOnlySpan<float> values, double centre)
        where TTerm : struct, ITerm
    {
        var centres = Vector512.Create(centre);
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        foreach (var vector in vectors)
        {
            var (first, second) = Vector512.Widen(vector);
            low += TTerm.Of(first, centres);
            high += TTerm.Of(second, centres);
        }

        Span<double> partial = stackalloc double[Lanes];
        low.CopyTo(partial);
        high.CopyTo(partial[8..]);
        var rest = values[(vectors.Length * Lanes)..];
        for (var i = 0; i < rest.Length; i++)
            partial[i] += TTerm.Of(Vector512.CreateScalar((double)rest[i]), centres).ToScalar();
        for (var apart = Lanes / 2; apart > 0; apart /= 2)
            for (var i = 0; i < apart; i++)
                partial[i] += partial[i + apart];
        return partial[0];
    }

    private interface ITerm
    {
        static abstract Vector512<double> Of(Vector512<double> x, Vector512<double> centre);
    }

    private readonly struct Square : ITerm
    {
        public static Vector512<double> Of(Vector512<double> x, Vector512<double> centre) => x * x;
    }

    private readonly struct Finite : ITerm
    {
        public static Vector512<double> Of(Vector512<double> x, Vector512<double> centre) =>
            Vector512.ConditionalSelect(Vector512.IsFinite(x), x, Vector512<double>.Zero);
    }

    private readonly struct FiniteSquaredDeviation : ITerm
    {
        public static Vector512<double> Of(Vector512<double> x, Vector512<double> centre)
        {
            var deviation = Vector512.ConditionalSelect(Vector512.IsFinite(x), x - centre, Vector512<double>.Zero);
            return deviation * deviation;
        }
    }
}
