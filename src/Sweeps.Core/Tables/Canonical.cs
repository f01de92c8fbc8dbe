namespace Sweeps.Core.Tables;

/// <summary>One bit pattern for "not a number": x86 and Arm give results of invalid operations different signs, and tables must not.</summary>
internal static class Canonical
{
    public static double DoubleNaN { get; } = BitConverter.Int64BitsToDouble(0x7FF8000000000000);

    private static readonly float s_nan = BitConverter.Int32BitsToSingle(0x7FC00000);

    public static float Of(float value) => float.IsNaN(value) ? s_nan : value;

    public static double Of(double value) => double.IsNaN(value) ? DoubleNaN : value;

    public static void NaNs(Span<float> values)
    {
        foreach (ref var value in values)
            if (float.IsNaN(value))
                value = s_nan;
    }
}
