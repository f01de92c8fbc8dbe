namespace Sweeps.Training.Catalogues;

/// <summary>A parameter that a descriptor brings along: a name in definitions, a type with its range, and a default.</summary>
/// <param name="Name">Its full name in a definition, for example <c>train.optimizer.beta1</c>.</param>
/// <param name="ShortName">Its name in axes and expressions and of its column in <c>runs.parquet</c>: lower case, words joined by '_'.</param>
/// <param name="Summary">One sentence.</param>
/// <remarks>Two descriptors of one catalogue may declare the same option (an optimizer's weight decay, say); the declarations must then be equal but for their defaults. Where defaults differ, the parameter's is <c>auto</c>.</remarks>
public abstract record OptionDeclaration(string Name, string ShortName, string Summary)
{
    /// <summary>The value that it has where nothing is written: a double, an int, a bool or a string.</summary>
    public abstract object DefaultValue { get; }

    /// <summary>Whether the value is part of a run's identity even where it is the default.</summary>
    /// <value>The default is false, so that runs keep their ids when an option is added. True for the options of the first version alone.</value>
    public bool IdentifiesAtDefault { get; init; }

    /// <summary>A number that must not be 0, or a switch that must be on, for this option to have an effect: <c>momentum</c> for <c>nesterov</c>. <value>Default null: it always has one.</value></summary>
    public OptionDeclaration? ActsWith { get; init; }
}

/// <summary>A number.</summary>
/// <param name="Minimum">The least value that is allowed.</param>
/// <param name="Maximum">The greatest value that is allowed.</param>
/// <param name="Default">The value where nothing is written.</param>
/// <param name="AboveMinimum">Whether the value must be greater than <paramref name="Minimum"/>.</param>
public sealed record NumberOption(
    string Name, string ShortName, string Summary, double Minimum, double Maximum, double Default, bool AboveMinimum = false)
    : OptionDeclaration(Name, ShortName, Summary)
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;
}

/// <summary>A whole number.</summary>
/// <param name="Minimum">The least value that is allowed.</param>
/// <param name="Maximum">The greatest value that is allowed.</param>
/// <param name="Default">The value where nothing is written.</param>
public sealed record IntegerOption(string Name, string ShortName, string Summary, int Minimum, int Maximum, int Default)
    : OptionDeclaration(Name, ShortName, Summary)
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;
}

/// <summary>One of a few names.</summary>
/// <param name="Names">The names that are allowed, at least one, in the order in which they are listed to people.</param>
/// <param name="Default">The name where nothing is written.</param>
public sealed record ChoiceOption(string Name, string ShortName, string Summary, IReadOnlyList<string> Names, string Default)
    : OptionDeclaration(Name, ShortName, Summary)
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;

    /// <summary>Compares the names one by one, since two lists with the same names are the same choice.</summary>
    public bool Equals(ChoiceOption? other) => other is not null && base.Equals(other)
        && string.Equals(Default, other.Default, StringComparison.Ordinal) && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Default, Names.Count);
}

/// <summary>Yes or no.</summary>
/// <param name="Default">The value where nothing is written.</param>
public sealed record SwitchOption(string Name, string ShortName, string Summary, bool Default)
    : OptionDeclaration(Name, ShortName, Summary)
{
    /// <inheritdoc/>
    public override object DefaultValue => Default;
}
