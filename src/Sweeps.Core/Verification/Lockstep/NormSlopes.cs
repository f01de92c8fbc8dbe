namespace Sweeps.Core.Verification.Lockstep;

/// <summary>What a norm makes of a difference between numbers, as a factor: γ/σ.</summary>
/// <param name="input">What flows in: samples × units.</param>
/// <param name="output">What flows out of it.</param>
internal sealed class NormSlopes(double[] input, double[] output, int samples, int units)
{
    /// <summary>Float64's rounding of a straight line, with room.</summary>
    private const double Straight = 1e-6;

    /// <summary>A difference of two samples is on a straight line, whatever the norm.</summary>
    private const int Ambiguous = 2;

    /// <summary>The largest. It is one number for each unit where a norm works over samples, and for each sample, but for γ, where it works over units.</summary>
    public double Steepest
    {
        get
        {
            var overSamples = Enumerable.Range(0, units).All(IsStraight);
            var (ofUnits, ofSamples) = (Largest(units, samples, stride: units, lineStride: 1), Largest(samples, units, stride: 1, lineStride: units));
            return samples == Ambiguous ? Math.Max(ofUnits, ofSamples) : overSamples && samples > Ambiguous ? ofUnits : ofSamples;
        }
    }

    /// <summary>Whether a unit's outputs are on a straight line over its inputs.</summary>
    private bool IsStraight(int unit)
    {
        var (from, to) = (Span(input, unit, samples, units), Span(output, unit, samples, units));
        if (from == 0)
            return true;
        for (var sample = 1; sample < samples; sample++)
        {
            var (x, y) = (input[(sample * units) + unit] - input[unit], output[(sample * units) + unit] - output[unit]);
            if (Math.Abs(Math.Abs(y) - (Math.Abs(x) * to / from)) > Straight * to)
                return false;
        }

        return true;
    }

    private double Largest(int lines, int count, int stride, int lineStride)
    {
        var largest = 0.0;
        for (var line = 0; line < lines; line++)
            if (Span(input, line * lineStride, count, stride) is > 0 and var from)
                largest = Math.Max(largest, Span(output, line * lineStride, count, stride) / from);
        return largest;
    }

    private static double Span(double[] values, int start, int count, int stride)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < count; i++)
            (least, most) = (Math.Min(least, values[start + (i * stride)]), Math.Max(most, values[start + (i * stride)]));
        return most - least;
    }
}
