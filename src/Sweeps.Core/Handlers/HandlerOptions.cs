namespace Sweeps.Core.Handlers;

/// <summary>The types of options, each with the type of .NET that holds its value.</summary>
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

/// <summary>An option of a handler: what definitions may write and what it means.</summary>
/// <param name="Default">Of the CLR type that <paramref name="Type"/> names.</param>
/// <param name="Minimum">Least allowed number (each number of a list).</param>
/// <param name="Maximum">Greatest allowed number.</param>
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
    /// <summary>How many numbers a list must have; null for any number of them. Editors are told; what <see cref="IHandlerKind.Problem"/> says of it users read.</summary>
    public int? Length { get; init; }

    /// <summary>Whether it was added after rows were stored: its default leaves no trace in a handler's signature, so that these rows are still what the definition asks for.</summary>
    public bool SilentAtDefault { get; init; }

    /// <summary>Whether a list of numbers cannot have one twice. Told in the same places as <see cref="Length"/>.</summary>
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
