namespace Sweeps.Core.Parameters;

/// <summary>A cell's values, one per parameter in the order of <see cref="ParameterSet.All"/>.</summary>
/// <param name="Parameters">The parameters that have the values.</param>
/// <param name="Given">As written, with <see cref="Auto"/> where a value follows from others.</param>
/// <param name="Stated">The same with those values filled in.</param>
internal readonly record struct CellValues(ParameterSet Parameters, object[] Given, object[] Stated)
{
    /// <summary>Records the parameters whose values are read; null for no record.</summary>
    public CellReads? Reads { get; init; }

    /// <summary>Counts the training examples; null where no data are known.</summary>
    public TrainCounts? Counts { get; init; }

    /// <summary>Examples of the training split; null if they cannot be counted.</summary>
    public int? TrainExamples => Counts?.Of(this);

    /// <summary>The mark of a value that follows from other parameters.</summary>
    public static object Auto { get; } = new AutoValue();

    /// <summary>Fills in <see cref="Stated"/> from <see cref="Given"/>.</summary>
    public void State()
    {
        Given.AsSpan().CopyTo(Stated);
        foreach (var parameter in Parameters.WithAuto)
            if (!Sets(parameter))
                Stated[parameter.Index] = parameter.Auto!(this);
    }

    /// <summary>Whether a value is given and so does not follow from other parameters.</summary>
    public bool Sets(Parameter parameter)
    {
        Reads?.Add(parameter.Index);
        return !ReferenceEquals(Given[parameter.Index], Auto);
    }

    public object this[Parameter parameter]
    {
        get
        {
            Reads?.Add(parameter.Index);
            return Stated[parameter.Index];
        }
    }

    /// <summary>Whether a parameter has no effect in the cell.</summary>
    public bool IsInert(Parameter parameter) => Parameters.NeverActs(parameter) || Parameters.IsSilenced(parameter, this) || parameter.IsInert?.Invoke(this) == true;

    public string Text(Parameter parameter) => (string)this[parameter];

    public int Integer(Parameter parameter) => (int)this[parameter];

    public long Long(Parameter parameter) => (long)this[parameter];

    public double Number(Parameter parameter) => (double)this[parameter];

    public bool Switch(Parameter parameter) => (bool)this[parameter];

    public bool Is(Parameter parameter, string name) => string.Equals((string)this[parameter], name, StringComparison.Ordinal);

    private sealed class AutoValue;
}
