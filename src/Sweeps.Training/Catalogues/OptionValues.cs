namespace Sweeps.Training.Catalogues;

/// <summary>Values for the options that a descriptor declares. What was not set has its default. Immutable; equal if all values are.</summary>
public sealed class OptionValues : IEquatable<OptionValues>
{
    // By name, ordinal.
    private readonly KeyValuePair<string, object>[] _values;

    private OptionValues(KeyValuePair<string, object>[] values) => _values = values;

    /// <summary>Nothing is set.</summary>
    public static OptionValues None { get; } = new([]);

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
        var at = 0;
        while (at < _values.Length && string.CompareOrdinal(_values[at].Key, option.Name) < 0)
            at++;
        var isSet = at < _values.Length && string.Equals(_values[at].Key, option.Name, StringComparison.Ordinal);
        var values = new KeyValuePair<string, object>[_values.Length + (isSet ? 0 : 1)];
        Array.Copy(_values, values, at);
        values[at] = new(option.Name, value);
        Array.Copy(_values, isSet ? at + 1 : at, values, at + 1, values.Length - at - 1);
        return new OptionValues(values);
    }

    /// <summary>The value of a number, or its default.</summary>
    public double Of(NumberOption option) => (double?)Find(option.Name) ?? option.Default;

    /// <summary>The value of a whole number, or its default.</summary>
    public int Of(IntegerOption option) => (int?)Find(option.Name) ?? option.Default;

    /// <summary>The value of a switch, or its default.</summary>
    public bool Of(SwitchOption option) => (bool?)Find(option.Name) ?? option.Default;

    /// <summary>The name that was chosen, or the default.</summary>
    public string Of(ChoiceOption option) => (string?)Find(option.Name) ?? option.Default;

    /// <summary>Whether the other values are equal, name by name.</summary>
    public bool Equals(OptionValues? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || _values.Length != other._values.Length)
            return false;
        // The pairs' own equality is found by reflection, and plans compare these for every cell.
        for (var i = 0; i < _values.Length; i++)
            if (!string.Equals(_values[i].Key, other._values[i].Key, StringComparison.Ordinal) || !_values[i].Value.Equals(other._values[i].Value))
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

    private object? Find(string name)
    {
        foreach (var (known, value) in _values)
            if (string.Equals(known, name, StringComparison.Ordinal))
                return value;
        return null;
    }
}
