namespace Sweeps.Core.Handlers;

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

    /// <summary>Whether a list of numbers cannot have one twice. Told in the same places as <see cref="Length"/>.</summary>
    public bool IsDistinct { get; init; }
}

/// <summary>Values for all options of a handler.</summary>
public sealed class HandlerOptions(IReadOnlyDictionary<string, object> values)
{
    public IReadOnlyDictionary<string, object> Values { get; } = values;

    public double Number(string name) => (double)Values[name];

    public int Integer(string name) => (int)Values[name];

    public bool Switch(string name) => (bool)Values[name];

    public string Name(string name) => (string)Values[name];

    public IReadOnlyList<double> Numbers(string name) => (double[])Values[name];

    public IReadOnlyList<string> Names(string name) => (string[])Values[name];
}
