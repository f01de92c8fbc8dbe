namespace Sweeps.Core.Tables;

/// <summary>Replaces every NaN by one bit pattern. Invalid operations give NaN with different signs on x86 and Arm, and tables must not differ.</summary>
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
