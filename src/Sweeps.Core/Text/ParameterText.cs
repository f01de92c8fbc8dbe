using System.Globalization;

namespace Sweeps.Core.Text;

/// <summary>A value of a parameter as definitions write it. Tables, messages and identities show it so.</summary>
public static class ParameterText
{
    /// <summary>Numbers in the shortest form that reads back equal, <c>true</c> and <c>false</c>, texts as they are; nothing for null.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => Wording.Number(number),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No parameter has a value of type {value.GetType().Name}.", nameof(value)),
    };
}
