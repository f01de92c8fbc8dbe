using Sweeps.Core.Parameters;

namespace Sweeps.Core.Axes;

/// <summary>The values of a parameter along an axis. A range is not held, it is computed.</summary>
/// <param name="Count">How many.</param>
/// <param name="At">The value with a number from 0, of the parameter's type.</param>
internal sealed record AxisValues(int Count, Func<int, object> At);

/// <summary>An axis: a parameter's values, or those of several that advance together.</summary>
public sealed class SweepAxis
{
    private readonly IReadOnlyList<AxisValues> _values;

    internal SweepAxis(IReadOnlyList<Parameter> parameters, IReadOnlyList<AxisValues> values)
    {
        Parameters = parameters;
        _values = values;
    }

    /// <summary>One, or those of an entry of <c>zip</c>.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>How many values the axis has.</summary>
    public int Count => _values[0].Count;

    /// <summary>The value of one of <see cref="Parameters"/> at a place of the axis; its auto word's stands for itself.</summary>
    public object Value(int parameter, int index) => _values[parameter].At(index);

    /// <summary>The same for people: the auto word where that is written.</summary>
    public object Written(int parameter, int index) =>
        Value(parameter, index) is var value && ReferenceEquals(value, CellValues.Auto) ? Parameters[parameter].AutoWord! : value;
}
