namespace Sweeps.Core.Definitions.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Name,

    /// <summary>An operator, a bracket, a comma, or one of and, or, not, in, true, false.</summary>
    Sign,
}

/// <param name="Value">A name, an operator as written, or a text without its quotes.</param>
/// <param name="Number">Of a number.</param>
/// <param name="Position">Of its first character in the expression, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Value, double Number, int Position)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && string.Equals(Value, sign, StringComparison.Ordinal);
}
