using System.Runtime.CompilerServices;

namespace Sweeps.Numerics.Lanes;

/// <summary>What lanes of all widths share.</summary>
public static class LaneBits
{
    /// <summary>The bits of ¾: subtracted from a number's, they leave its exponent counted so that the mantissa lies in [¾, 1½).</summary>
    public const int LeastMantissaSingle = 0x3f400000;

    /// <inheritdoc cref="LeastMantissaSingle"/>
    public const long LeastMantissaDouble = 0x3fe8000000000000;

    /// <summary>What <see cref="ILanes{TSelf}.PieceStart"/> keeps.</summary>
    public const int PieceMaskSingle = -1 << PieceShiftSingle;

    /// <inheritdoc cref="PieceMaskSingle"/>
    public const long PieceMaskDouble = -1L << PieceShiftDouble;

    /// <summary>The bits of a fraction after the first two.</summary>
    public const int PieceShiftSingle = 21;

    /// <inheritdoc cref="PieceShiftSingle"/>
    public const int PieceShiftDouble = 50;

    /// <summary>What two bits of the exponent and two of the fraction can count.</summary>
    public const int Pieces = 16;

    /// <summary>The number of value's piece.</summary>
    public static int PieceOf<T>(T value)
        where T : unmanaged => (typeof(T) == typeof(float)
            ? Unsafe.BitCast<T, int>(value) >> PieceShiftSingle
            : (int)(Unsafe.BitCast<T, long>(value) >> PieceShiftDouble)) & (Pieces - 1);

    /// <summary>The entry for the value's piece.</summary>
    /// <param name="table"><see cref="Pieces"/> numbers.</param>
    /// <param name="value">A float or a double.</param>
    public static unsafe T Lookup<T>(float* table, T value)
        where T : unmanaged
    {
        var entry = table[PieceOf(value)];
        return typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>(entry) : Unsafe.BitCast<double, T>(entry);
    }

    /// <summary>A function of double precision of a float, rounded to float, or of a double.</summary>
    public static T Apply<T>(T value, Func<double, double> function)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var single = (float)function(Unsafe.BitCast<T, float>(value));
            return Unsafe.BitCast<float, T>(single);
        }

        return Unsafe.BitCast<double, T>(function(Unsafe.BitCast<T, double>(value)));
    }
}
