using System.Numerics;

namespace Sweeps.Engine.Tests.Kernels;

internal enum NumberKind
{
    /// <summary>Between −2 and 2.</summary>
    Ordinary,

    /// <summary>Every exponent, so that products overflow and underflow.</summary>
    Wide,

    /// <summary>Denormal and the smallest normal numbers.</summary>
    Tiny,

    /// <summary>Ordinary ones, and among them ±0, ±∞, what is not a number, and the extremes.</summary>
    Special,
}

/// <summary>Numbers for kernels, from SplitMix64.</summary>
internal struct Numbers<T>(ulong seed, NumberKind kind)
    where T : IBinaryFloatingPointIeee754<T>
{
    private static readonly T[] Specials =
    [
        T.Zero, T.NegativeZero, T.PositiveInfinity, T.NegativeInfinity, T.NaN, T.Epsilon, -T.Epsilon, T.One, T.NegativeOne, Largest, -Largest,
    ];

    private static readonly int LeastExponent = typeof(T) == typeof(float) ? -149 : -1074;
    private static readonly int LeastNormalExponent = typeof(T) == typeof(float) ? -126 : -1022;
    private static readonly int GreatestExponent = typeof(T) == typeof(float) ? 127 : 1023;
    private ulong _state = seed;

    private static T Largest => T.CreateTruncating(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue);

    public T Next() => kind switch
    {
        NumberKind.Wide => Scaled(LeastExponent, GreatestExponent),
        NumberKind.Tiny => Scaled(LeastExponent, LeastNormalExponent + 2),
        NumberKind.Special when Below(4) == 0 => Specials[Below(Specials.Length)],
        _ => Ordinary(),
    };

    public T Ordinary() => T.CreateTruncating((Unit() - 0.5) * 4);

    public int Below(int bound) => (int)(Bits() % (ulong)bound);

    private T Scaled(int least, int greatest)
    {
        var mantissa = T.CreateTruncating(Below(2) == 0 ? 1 + Unit() : -1 - Unit());
        var exponent = least + Below(greatest - least + 1);
        return T.ScaleB(mantissa, exponent);
    }

    private double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    private ulong Bits()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
