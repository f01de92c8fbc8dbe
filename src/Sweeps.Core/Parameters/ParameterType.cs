using System.Text.Json.Nodes;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Parameters;

/// <summary>The type of a parameter's values: how they are read, described and stored.</summary>
public abstract class ParameterType
{
    /// <summary>Of its column in <c>runs.parquet</c>; values are boxed as that column's CLR type.</summary>
    public abstract ColumnType Column { get; }

    /// <summary>What is allowed, for messages: <c>a whole number from 1 to 4096</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Texts it can have, if they can be listed.</summary>
    public virtual IReadOnlyList<string>? Names => null;

    /// <summary>The names that a value of it chooses from, if they can be listed.</summary>
    internal virtual IReadOnlyList<string>? ChosenNames => Names;

    /// <summary>Texts to offer where a value is typed; null if there are none.</summary>
    public virtual IReadOnlyList<string>? Offered => Names;

    /// <summary>How a text is stored that a condition compares with the parameter; null if the parameter never has it.</summary>
    internal virtual string? MainName(string written) => Names?.Contains(written, StringComparer.Ordinal) == false ? null : written;

    /// <summary>Makes the hints for values of other tools. They are made only for a message.</summary>
    internal Func<IEnumerable<ValueHint>> Hints { get; init; } = static () => [];

    internal bool IsNumeric => Column is ColumnType.Int32 or ColumnType.Int64 or ColumnType.Double;

    /// <summary>The value of a node, or null with an error added.</summary>
    internal abstract object? Read(Node node, string name, ErrorList errors);

    /// <summary>What to write instead of a text that is not allowed: the end of a message, empty if nothing is near.</summary>
    internal virtual string Suggest(ScalarNode scalar) => "";

    /// <summary>The name that a stored text chooses.</summary>
    internal virtual string ChosenName(string stored) => stored;

    /// <summary>The numbers of a range as values; null if this is not a numeric type.</summary>
    internal virtual object? FromNumber(double value) => null;

    /// <summary>A stored value as a definition writes it: reading it gives the value again.</summary>
    internal virtual Node Write(object value)
    {
        var text = ParameterText.Of(value);
        // A text that would be read as a number or a boolean stands in quotes.
        var plain = new ScalarNode(SourceMark.None, text, IsPlain: true, null);
        return value is string && (Scalars.KindOf(plain) != ScalarKind.Text || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '/') || text[0] is '.' or '/')
            ? plain with { IsPlain = false }
            : plain;
    }

    /// <summary>The JSON Schema of a value.</summary>
    internal abstract JsonObject Schema();

    private protected object? Refuse(Node node, string name, ErrorList errors)
    {
        errors.Add(node.Mark, $"{name} is {node.Described}; it must be {Description}{ValueAdvice.For(this, node)}");
        return null;
    }
}
