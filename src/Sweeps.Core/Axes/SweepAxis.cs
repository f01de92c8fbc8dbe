using Sweeps.Core.Parameters;

namespace Sweeps.Core.Axes;

/// <summary>The values of a parameter along an axis. The values of a range are computed when they are needed, not stored.</summary>
/// <param name="Count">The number of values.</param>
/// <param name="At">Gives the value at an index from 0, in the parameter's type.</param>
internal sealed record AxisValues(int Count, Func<int, object> At);

/// <summary>An axis: the values of one parameter, or of several parameters that advance together.</summary>
public sealed class SweepAxis
{
    private readonly IReadOnlyList<AxisValues> _values;

    internal SweepAxis(IReadOnlyList<Parameter> parameters, IReadOnlyList<AxisValues> values)
        : this(parameters, parameters, values)
    {
    }

    private SweepAxis(IReadOnlyList<Parameter> parameters, IReadOnlyList<Parameter> set, IReadOnlyList<AxisValues> values) => (Parameters, Set, _values) = (parameters, set, values);

    /// <summary>The parameters of the axis: one of <c>grid</c>, or those of an entry of <c>zip</c>.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>All parameters that it sets: <see cref="Parameters"/>, and after them those that its presets set.</summary>
    internal IReadOnlyList<Parameter> Set { get; }

    /// <summary>The number of values of the axis.</summary>
    public int Count => _values[0].Count;

    /// <summary>The same axis, which sets more parameters.</summary>
    internal SweepAxis Implying(IReadOnlyList<(Parameter Parameter, AxisValues Values)> more) =>
        new(Parameters, [.. Set, .. more.Select(one => one.Parameter)], [.. _values, .. more.Select(one => one.Values)]);

    /// <summary>The value of a parameter at an index. Where a word such as <c>auto</c> is written, a special object stands for it.</summary>
    /// <param name="parameter">The index of the parameter in <see cref="Parameters"/>.</param>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public object Value(int parameter, int index) => _values[parameter].At(index);

    /// <summary>The value as people write it: a word such as <c>auto</c> as that word.</summary>
    /// <inheritdoc cref="Value"/>
    public object Written(int parameter, int index) =>
        Value(parameter, index) is var value && ReferenceEquals(value, CellValues.Auto) ? Parameters[parameter].AutoWord! : value;
}
