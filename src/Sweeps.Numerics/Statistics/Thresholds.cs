namespace Sweeps.Numerics.Statistics;

/// <summary>Float32 bounds that decide exactly as a double threshold would.</summary>
public static class Thresholds
{
    /// <summary>The least float32 not below the threshold: x &lt; threshold exactly if x is less than it.</summary>
    public static float AtLeast(double threshold)
    {
        var rounded = (float)threshold;
        return rounded < threshold ? MathF.BitIncrement(rounded) : rounded;
    }

    /// <summary>The greatest float32 not above the threshold: x &gt; threshold exactly if x is greater than it.</summary>
    public static float AtMost(double threshold) => -AtLeast(-threshold);
}
