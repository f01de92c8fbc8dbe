namespace Sweeps.Training.Catalogues;

/// <summary>Values for the options that a descriptor declares. What was not set has its default. Immutable; equal if all values are.</summary>
public sealed class OptionValues : IEquatable<OptionValues>
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    private OptionValues()
    {
    }

    /// <summary>Nothing is set.</summary>
    public static OptionValues None { get; } = new();

    /// <summary>The names and values that were set, by name.</summary>
    public IEnumerable<KeyValuePair<string, object>> All => _values;

    /// <summary>These values and one more.</summary>
    /// <param name="option">Which option.</param>
    /// <param name="value">A value of its type.</param>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    public OptionValues With(OptionDeclaration option, object value)
    {
        if (value.GetType() != option.DefaultValue.GetType())
            throw new ArgumentException($"{option.Name} takes a {option.DefaultValue.GetType().Name}, not a {value.GetType().Name}.", nameof(value));
        var result = new OptionValues();
        foreach (var (name, old) in _values)
            result._values.Add(name, old);
        result._values[option.Name] = value;
        return result;
    }

    /// <summary>The value of a number, or its default.</summary>
    public double Of(NumberOption option) => _values.TryGetValue(option.Name, out var value) ? (double)value : option.Default;

    /// <summary>The value of a whole number, or its default.</summary>
    public int Of(IntegerOption option) => _values.TryGetValue(option.Name, out var value) ? (int)value : option.Default;

    /// <summary>The value of a switch, or its default.</summary>
    public bool Of(SwitchOption option) => _values.TryGetValue(option.Name, out var value) ? (bool)value : option.Default;

    /// <summary>The name that was chosen, or the default.</summary>
    public string Of(ChoiceOption option) => _values.TryGetValue(option.Name, out var value) ? (string)value : option.Default;

    /// <summary>Whether the other values are equal, name by name.</summary>
    public bool Equals(OptionValues? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || _values.Count != other._values.Count)
            return false;
        // The pairs' own equality is found by reflection, and plans compare these for every cell.
        foreach (var (name, value) in _values)
            if (!other._values.TryGetValue(name, out var theirs) || !value.Equals(theirs))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptionValues);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (name, value) in _values)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
