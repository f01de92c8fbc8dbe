using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Core.Axes;

/// <summary>Evenly spaced values. Both ends are exact. The values between them are computed in decimal arithmetic, so that they are short numbers and the same on every machine.</summary>
internal static class RangeValues
{
    public static AxisValues Linear(ParameterType type, double from, double to, int steps) => Create(type, from, to, steps, step =>
    {
        if (Math.Max(Math.Abs(from), Math.Abs(to)) > 1e12)
            return from + ((to - from) * ((double)step / (steps - 1)));
        var (first, last) = (Exact.Decimal(from), Exact.Decimal(to));
        return Exact.Double(first + ((last - first) * step / (steps - 1)));
    });

    public static AxisValues Logarithmic(ParameterType type, double from, double to, int steps)
    {
        var (first, last) = (Logarithms.Log10(from), Logarithms.Log10(to));
        return Create(type, from, to, steps, step => Logarithms.Power10(first + ((last - first) * step / (steps - 1))));
    }

    private static AxisValues Create(ParameterType type, double from, double to, int steps, Func<int, double> between) => new(steps, step =>
    {
        var value = step == 0 ? from : step == steps - 1 ? to : Math.Clamp(between(step), Math.Min(from, to), Math.Max(from, to));
        return type.FromNumber(value) ?? throw new InvalidOperationException("A value between two allowed ones is allowed.");
    });
}
