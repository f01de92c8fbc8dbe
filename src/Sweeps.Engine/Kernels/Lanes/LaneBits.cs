using System.Runtime.CompilerServices;

namespace Sweeps.Engine.Kernels.Lanes;

/// <summary>What lanes of all widths share.</summary>
internal static class LaneBits
{
    /// <summary>The bits of √½: subtracted from a number's, they leave its exponent counted so that the mantissa lies in [√½, √2).</summary>
    public const int RootHalfSingle = 0x3f3504f3;

    /// <inheritdoc cref="RootHalfSingle"/>
    public const long RootHalfDouble = 0x3fe6a09e667f3bcd;

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
