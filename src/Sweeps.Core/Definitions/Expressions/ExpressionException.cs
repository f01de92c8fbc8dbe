namespace Sweeps.Core.Definitions.Expressions;

/// <summary>The first thing wrong in an expression. Stays inside the reader, which makes an error with a place of it.</summary>
internal sealed class ExpressionException(int position, string message) : Exception(message)
{
    /// <summary>Of the character in the expression, from 0.</summary>
    public int Position { get; } = position;
}
