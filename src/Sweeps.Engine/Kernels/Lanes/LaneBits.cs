using System.Runtime.CompilerServices;

namespace Sweeps.Engine.Kernels.Lanes;

/// <summary>What lanes of all widths share.</summary>
internal static class LaneBits
{
    /// <summary>The bits of ¾: subtracted from a number's, they leave its exponent counted so that the mantissa lies in [¾, 1½).</summary>
    public const int LeastMantissaSingle = 0x3f400000;

    /// <inheritdoc cref="LeastMantissaSingle"/>
    public const long LeastMantissaDouble = 0x3fe8000000000000;

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
