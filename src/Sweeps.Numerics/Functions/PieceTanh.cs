using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Numerics.Functions;

/// <summary>
/// tanh in float32 by polynomials of the sixth degree, one to each piece of 1 + |x|: four pieces to a power of two, narrow where tanh bends.
/// Within 1.31 units in the last place: half a unit is the last addition's, half tanh's at the piece's start, the rest the polynomial's.
/// </summary>
public readonly unsafe struct PieceTanh
{
    internal const int Degree = 6;
    private const int Pieces = LaneBits.Pieces;
    private const int PiecesPerPower = 4;

    /// <summary>A piece begins here, and tanh rounds to 1.</summary>
    internal const double Saturation = 11;

    private static readonly float* s_coefficients = Table();

    // A loop over a static field would ask each time whether it has been set.
    private readonly float* _coefficients;

    /// <summary>The function with its table of coefficients, which all instances share. An instance that is the default of its type has no table and cannot be used.</summary>
    public PieceTanh() => _coefficients = s_coefficients;

    /// <summary>The constant terms of all pieces, then the linear ones, and so on.</summary>
    internal static float* Coefficients => s_coefficients;

    /// <summary>tanh of each lane; in float64 lanes that of <see cref="Elementary.Tanh"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V x)
        where V : unmanaged, ILanes<V>
    {
        if (!V.IsSingle)
            return V.Map(x, Elementary.Tanh);
        var magnitude = V.AtMost(V.Of(Saturation), V.Abs(x));
        var t = V.Of(1) + magnitude;
        var d = magnitude - (V.PieceStart(t) - V.Of(1));
        var y = V.Lookup(_coefficients + (6 * Pieces), t);
        y = V.Fma(y, d, V.Lookup(_coefficients + (5 * Pieces), t));
        y = V.Fma(y, d, V.Lookup(_coefficients + (4 * Pieces), t));
        y = V.Fma(y, d, V.Lookup(_coefficients + (3 * Pieces), t));
        y = V.Fma(y, d, V.Lookup(_coefficients + (2 * Pieces), t));
        y = V.Fma(y, d, V.Lookup(_coefficients + Pieces, t));
        y = V.Fma(y, d, V.Lookup(_coefficients, t));
        return V.CopySign(y, x);
    }

    private static float* Table()
    {
        var table = (float*)NativeMemory.AlignedAlloc((Degree + 1) * Pieces * sizeof(float), alignment: 64);
        for (var i = 0; i < Pieces; i++)
        {
            var power = Math.ScaleB(1, i / PiecesPerPower);
            var width = power / PiecesPerPower;
            var t = power + (i % PiecesPerPower * width);
            var polynomial = Interpolate(t - 1, width);
            for (var k = 0; k <= Degree; k++)
                table[(k * Pieces) + LaneBits.PieceOf((float)t)] = (float)polynomial[k];
        }

        return table;
    }

    /// <summary>The polynomial in d that is tanh(start + d) at 0 and at the Chebyshev points of [0, width], from the constant term on.</summary>
    private static double[] Interpolate(double start, double width)
    {
        var first = Elementary.Tanh(start);
        var points = new double[Degree];
        var differences = new double[Degree];
        for (var i = 0; i < Degree; i++)
        {
            points[i] = 0.5 * width * (1 - Elementary.SinCosTurns(((2 * i) + 1) / (4.0 * Degree)).Cos);
            differences[i] = (Elementary.Tanh(start + points[i]) - first) / points[i];
        }

        // Newton's divided differences.
        for (var order = 1; order < Degree; order++)
        {
            for (var i = Degree - 1; i >= order; i--)
                differences[i] = (differences[i] - differences[i - 1]) / (points[i] - points[i - order]);
        }

        var polynomial = new double[Degree + 1];
        polynomial[0] = first;
        for (var i = Degree - 1; i >= 0; i--)
        {
            // The factors after the first one, times (d − pointᵢ), plus the next difference.
            for (var k = Degree; k > 1; k--)
                polynomial[k] = polynomial[k - 1] - (points[i] * polynomial[k]);
            polynomial[1] = differences[i] - (points[i] * polynomial[1]);
        }

        return polynomial;
    }
}
