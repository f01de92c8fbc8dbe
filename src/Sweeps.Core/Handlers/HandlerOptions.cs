namespace Sweeps.Core.Handlers;

/// <summary>The types of options, each with the .NET type of its values.</summary>
public enum OptionType
{
    /// <summary>double</summary>
    Number,

    /// <summary>int</summary>
    Integer,

    /// <summary>bool</summary>
    Switch,

    /// <summary>string, one of <see cref="HandlerOption.Allowed"/>.</summary>
    Name,

    /// <summary>double[], at least one.</summary>
    Numbers,

    /// <summary>string[], each one of <see cref="HandlerOption.Allowed"/>, at least one, none twice.</summary>
    Names,
}

/// <summary>An option of a handler: its allowed values and its meaning.</summary>
/// <param name="Default">The default value, of the .NET type that <paramref name="Type"/> names.</param>
/// <param name="Minimum">The least allowed number; it holds for each number of a list.</param>
/// <param name="Maximum">The greatest allowed number; it holds for each number of a list.</param>
/// <param name="Allowed">The names to choose from.</param>
public sealed record HandlerOption(
    string Name,
    OptionType Type,
    object Default,
    string Summary,
    double Minimum = double.MinValue,
    double Maximum = double.MaxValue,
    IReadOnlyList<string>? Allowed = null)
{
    /// <summary>The required length of a list; null for any length. It is part of the schema for editors; <see cref="IHandlerKind.Problem"/> gives the message for users.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the option was added after rows had been stored. Its default is then left out of a handler's signature, so that these rows can still be used.</summary>
    public bool SilentAtDefault { get; init; }

    /// <summary>Whether the numbers of a list must differ. It is used in the same places as <see cref="Length"/>.</summary>
    public bool IsDistinct { get; init; }
}

/// <summary>Values for all options of a handler.</summary>
public sealed class HandlerOptions(IReadOnlyDictionary<string, object> values)
{
    /// <summary>A value for each option of the kind, by the option's name.</summary>
    public IReadOnlyDictionary<string, object> Values { get; } = values;

    /// <summary>The value of an option of the type <see cref="OptionType.Number"/>.</summary>
    public double Number(string name) => (double)Values[name];

    /// <summary>The value of an option of the type <see cref="OptionType.Integer"/>.</summary>
    public int Integer(string name) => (int)Values[name];

    /// <summary>The value of an option of the type <see cref="OptionType.Switch"/>.</summary>
    public bool Switch(string name) => (bool)Values[name];

    /// <summary>The value of an option of the type <see cref="OptionType.Name"/>.</summary>
    public string Name(string name) => (string)Values[name];

    /// <summary>The values of an option of the type <see cref="OptionType.Numbers"/>.</summary>
    public IReadOnlyList<double> Numbers(string name) => (double[])Values[name];

    /// <summary>The values of an option of the type <see cref="OptionType.Names"/>.</summary>
    public IReadOnlyList<string> Names(string name) => (string[])Values[name];
}
