using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Expressions;

/// <summary>The comparisons between operands.</summary>
internal static class Comparisons
{
    public static ConditionOperand Compare(string sign, int position, Operand left, Operand right)
    {
        switch (left, right)
        {
            case (NumberOperand { Value: var a }, NumberOperand { Value: var b }):
                return new ConditionOperand(left.Position, sign switch
                {
                    "==" => cell => a(cell) == b(cell),
                    "!=" => cell => a(cell) != b(cell),
                    "<" => cell => a(cell) < b(cell),
                    "<=" => cell => a(cell) <= b(cell),
                    ">" => cell => a(cell) > b(cell),
                    _ => cell => a(cell) >= b(cell),
                });
            case (TextOperand a, TextOperand b) when sign is "==" or "!=":
                var (one, other) = (Named(a, by: b).Value, Named(b, by: a).Value);
                return Equality(sign, left.Position, cell => string.Equals(one(cell), other(cell), StringComparison.Ordinal));
            case (ConditionOperand { Value: var a }, ConditionOperand { Value: var b }) when sign is "==" or "!=":
                return Equality(sign, left.Position, cell => a(cell) == b(cell));
            case (TextOperand or ConditionOperand, _) when left.GetType() == right.GetType():
                throw new ExpressionException(position, $"{left.Kind} has no order; only == and != compare it");
            default:
                throw new ExpressionException(position, $"{left.Kind} and {right.Kind} cannot be compared");
        }
    }

    /// <summary>Whether the left side equals one of the others.</summary>
    public static ConditionOperand Within(int position, Operand left, IReadOnlyList<Operand> others)
    {
        var any = others.Select(other => Compare("==", position, left, other).Value).ToArray();
        return new ConditionOperand(left.Position, cell =>
        {
            foreach (var equal in any)
                if (equal(cell))
                    return true;
            return false;
        });
    }

    private static ConditionOperand Equality(string sign, int position, Func<Parameters.CellValues, bool> equal) =>
        new(position, sign is "==" ? equal : cell => !equal(cell));

    // A text that the parameter never has is a slip, not a condition. An alias is compared as the name that is stored for it.
    private static TextOperand Named(TextOperand text, TextOperand by)
    {
        if (by.Parameter?.Type.Names is not { } names || text.Literal is not { } literal)
            return text;
        return by.Parameter.Type.MainName(literal) is { } name
            ? text with { Value = _ => name }
            : throw new ExpressionException(text.Position, $"{by.Parameter.ShortName} is never {Wording.Quote(literal)}; it is {Wording.OneOf(names)}{ValueAdvice.For(by.Parameter, new ScalarNode(SourceMark.None, literal, IsPlain: false, null), ValueRole.Pattern)}");
    }
}
