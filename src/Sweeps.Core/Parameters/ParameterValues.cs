using System.Collections;

namespace Sweeps.Core.Parameters;

/// <summary>The values that the parameters of a set have in one run: null where a parameter has no effect. Immutable.</summary>
/// <param name="set">The parameters.</param>
/// <param name="values">A value for each of <see cref="ParameterSet.All"/>, or none at all of a run that could not be read.</param>
public sealed class ParameterValues(ParameterSet set, IReadOnlyList<object?> values) : IReadOnlyList<object?>
{
    /// <summary>The parameters that have the values.</summary>
    public ParameterSet Set { get; } = set;

    /// <inheritdoc/>
    public int Count => values.Count;

    /// <summary>The value of the parameter at this place of <see cref="ParameterSet.All"/>.</summary>
    public object? this[int index] => values[index];

    /// <summary>The value of a parameter by any of its names; null where it has no effect or is not known, and if there is no such parameter.</summary>
    public object? Of(string name) => Set.Find(name) is { } parameter ? Of(parameter) : null;

    /// <summary>The parameters that have a value, with it.</summary>
    public IEnumerable<(Parameter Parameter, object Value)> Known
    {
        get
        {
            for (var i = 0; i < values.Count; i++)
                if (values[i] is { } value)
                    yield return (Set.All[i], value);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The value of a parameter of the set; null where it has no effect or is not known.</summary>
    internal object? Of(Parameter parameter) => parameter.Index < values.Count ? values[parameter.Index] : null;
}
