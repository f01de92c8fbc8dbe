using Sweeps.Numerics.Statistics;
using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>A closed interval of pre-activations.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>The least and the greatest float32 in the interval.</summary>
    public (float Low, float High) Singles() => (Thresholds.AtLeast(Low), Thresholds.AtMost(High));
}

/// <summary>The intervals where an activation passes almost no gradient: |f′(x)| ≤ a threshold (“Activations and Gradients”, saturation).</summary>
internal static class FlatRegions
{
    /// <summary>The bound of the search: beyond ±40, f′ of every activation is constant in float32.</summary>
    private const double End = 40;

    /// <summary>The flat intervals in ascending order. Bounds are found by bisection on the exact derivative, to the last bit of a double.</summary>
    public static IReadOnlyList<Interval> Of(ActivationCurve curve, double threshold)
    {
        var found = new List<Interval>();
        foreach (var (low, high) in Pieces(curve.Turns))
        {
            if (WithinMonotone(curve.Derivative, low, high, threshold) is not { } interval)
                continue;
            if (found.Count > 0 && Math.BitIncrement(found[^1].High) == interval.Low)
                found[^1] = found[^1] with { High = interval.High };
            else
                found.Add(interval);
        }

        return [.. found.Select(OpenEnded)];
    }

    /// <summary>The turning points, each by itself since f′ may jump there, and the intervals between them.</summary>
    private static IEnumerable<(double Low, double High)> Pieces(IReadOnlyList<double> turns)
    {
        var low = -End;
        foreach (var turn in turns)
        {
            yield return (low, Math.BitDecrement(turn));
            yield return (turn, turn);
            low = Math.BitIncrement(turn);
        }

        yield return (low, End);
    }

    private static Interval? WithinMonotone(Func<double, double> derivative, double low, double high, double threshold)
    {
        int Side(double x) => derivative(x) is var slope && slope < -threshold ? -1 : slope > threshold ? 1 : 0;

        if (Side(low) is var side and not 0)
            low = FirstWhere(x => Side(x) != side, low, high);
        if (Side(low) != 0)
            return null;
        return new Interval(low, Side(high) == 0 ? high : Math.BitDecrement(FirstWhere(x => Side(x) != 0, low, high)));
    }

    /// <summary>The first point where a monotone condition holds, or the last point if it never holds.</summary>
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
