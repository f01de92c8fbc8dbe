using Sweeps.Core.Parameters;

namespace Sweeps.Core.Definitions.Expressions;

/// <summary>A part of an expression, typed and ready to be evaluated.</summary>
/// <param name="Position">Of its first character, from 0.</param>
internal abstract record Operand(int Position)
{
    /// <summary>Its type, for messages.</summary>
    public abstract string Kind { get; }
}

internal sealed record NumberOperand(int Position, Func<CellValues, double> Value) : Operand(Position)
{
    public override string Kind => "a number";
}

/// <param name="Literal">The text itself, if it is written out.</param>
/// <param name="Parameter">The parameter, if it is one.</param>
internal sealed record TextOperand(int Position, Func<CellValues, string> Value, string? Literal, Parameter? Parameter) : Operand(Position)
{
    public override string Kind => "a text";
}

internal sealed record ConditionOperand(int Position, Func<CellValues, bool> Value) : Operand(Position)
{
    public override string Kind => "a condition";
}
