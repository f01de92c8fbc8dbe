using Sweeps.Engine;
using Sweeps.Engine.Training;

namespace Sweeps.Core.Handlers.Numerics;

/// <summary>An open interval of pre-activations; an infinite end belongs to it.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>The least and the greatest float32 in it.</summary>
    public (float Low, float High) Singles() =>
        (float.NegativeInfinity < Low ? MathF.BitIncrement(Thresholds.AtMost(Low)) : float.NegativeInfinity,
         float.PositiveInfinity > High ? MathF.BitDecrement(Thresholds.AtLeast(High)) : float.PositiveInfinity);
}

/// <summary>Where an activation hardly passes a gradient on: |f′(x)| ≤ a threshold (document 004, saturation).</summary>
internal static class FlatRegions
{
    /// <summary>f′ is constant in float32 well within these ends, for every activation.</summary>
    private const double End = 40;

    /// <summary>The intervals, in order. Bounds are found by bisection on the exact derivative, to the last bit of a double.</summary>
    public static IReadOnlyList<Interval> Of(ModuleKind activation, double threshold)
    {
        var curve = ActivationCurve.Of(activation);
        var derivative = curve.Derivative;
        double[] ends = [-End, .. curve.Turns, End];
        var found = new List<Interval>();
        for (var i = 0; i + 1 < ends.Length; i++)
        {
            if (WithinMonotone(derivative, ends[i], ends[i + 1], threshold) is not { } interval)
                continue;
            if (found.Count > 0 && found[^1].High == interval.Low && Math.Abs(derivative(interval.Low)) <= threshold)
                found[^1] = found[^1] with { High = interval.High };
            else
                found.Add(interval);
        }

        return [.. found.Select(OpenEnded)];
    }

    private static Interval? WithinMonotone(Func<double, double> derivative, double low, double high, double threshold)
    {
        int Side(double x) => derivative(x) is var slope && slope < -threshold ? -1 : slope > threshold ? 1 : 0;

        var last = Math.BitDecrement(high);
        if (Side(low) != 0)
            low = FirstWhere(x => Side(x) != Side(low), low, last);
        if (Side(low) != 0)
            return null;
        return Side(last) == 0 ? new Interval(low, high) : new Interval(low, FirstWhere(x => Side(x) != 0, low, last));
    }

    /// <summary>The first point with a property that stays once it holds, or the last point.</summary>
    private static double FirstWhere(Func<double, bool> holds, double low, double high)
    {
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return high;
            if (holds(middle))
                high = middle;
            else
                low = middle;
        }
    }

    private static Interval OpenEnded(Interval interval) =>
        new(interval.Low == -End ? double.NegativeInfinity : interval.Low, interval.High == End ? double.PositiveInfinity : interval.High);
}
