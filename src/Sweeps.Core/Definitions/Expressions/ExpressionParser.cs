using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Definitions.Expressions;

/// <summary>Conditions on a cell's parameters: comparisons, <c>in [..]</c>, and, or, not, arithmetic, parentheses.</summary>
internal sealed class ExpressionParser
{
    public const int LongestText = 20_000;

    /// <summary>Also bounds the depth of what is evaluated, since each sign adds at most one level.</summary>
    public const int MostTokens = 4000;
    public const int Deepest = 50;

    private readonly List<Token> _tokens;
    private readonly ParameterSet _parameters;
    private int _next;
    private int _depth;

    private ExpressionParser(List<Token> tokens, ParameterSet parameters)
    {
        _tokens = tokens;
        _parameters = parameters;
    }

    private Token Current => _tokens[_next];

    /// <exception cref="ExpressionException">What is wrong first, and where.</exception>
    public static Func<CellValues, bool> Parse(string text, ParameterSet parameters)
    {
        if (text.Length > LongestText)
            throw new ExpressionException(0, $"the expression has {text.Length} characters; at most {LongestText} are read");
        var tokens = Lexer.Split(text);
        if (tokens.Count > MostTokens)
            throw new ExpressionException(tokens[MostTokens].Position, $"the expression has more than {MostTokens} parts");
        var parser = new ExpressionParser(tokens, parameters);
        if (parser.Current.Kind == TokenKind.End)
            throw new ExpressionException(0, "the expression is empty");
        var expression = parser.Alternatives();
        return parser.Current.Kind == TokenKind.End
            ? Condition(expression)
            : throw parser.Unexpected("an operator (and, or, ==, <, in, +, …) or the end");
    }

    private Operand Alternatives() => Chain("or", Conjunction, all => cell =>
    {
        foreach (var one in all)
            if (one(cell))
                return true;
        return false;
    });

    private Operand Conjunction() => Chain("and", Negation, all => cell =>
    {
        foreach (var one in all)
            if (!one(cell))
                return false;
        return true;
    });

    private Operand Chain(string sign, Func<Operand> part, Func<Func<CellValues, bool>[], Func<CellValues, bool>> join)
    {
        var first = part();
        if (!Current.Is(sign))
            return first;
        var all = new List<Func<CellValues, bool>> { Condition(first) };
        while (Take(sign))
            all.Add(Condition(part()));
        return new ConditionOperand(first.Position, join([.. all]));
    }

    private Operand Negation()
    {
        if (!Current.Is("not"))
            return Comparison();
        var position = Current.Position;
        _next++;
        var negated = Condition(Deeper(Negation));
        return new ConditionOperand(position, cell => !negated(cell));
    }

    private Operand Comparison()
    {
        var left = Sum();
        var sign = Current;
        if (Take("in"))
            return Comparisons.Within(sign.Position, left, List());
        if (sign.Is("not") && _tokens[_next + 1].Is("in"))
        {
            _next += 2;
            var within = Comparisons.Within(sign.Position, left, List()).Value;
            return new ConditionOperand(left.Position, cell => !within(cell));
        }

        if (!IsComparison(sign))
            return left;
        _next++;
        var compared = Comparisons.Compare(sign.Value, sign.Position, left, Sum());
        return IsComparison(Current)
            ? throw new ExpressionException(Current.Position, "comparisons do not chain; write a < b and b < c")
            : compared;
    }

    private static bool IsComparison(Token token) => token.Kind == TokenKind.Sign && token.Value is "==" or "!=" or "<" or "<=" or ">" or ">=";

    private List<Operand> List()
    {
        Expect("[", "a list such as [1, 2] after in");
        var items = new List<Operand> { Sum() };
        while (Take(","))
            items.Add(Sum());
        Expect("]", "',' or ']'");
        return items;
    }

    private Operand Sum()
    {
        var left = Product();
        while (Current.Is("+") || Current.Is("-"))
        {
            var minus = Current.Is("-");
            var sign = _tokens[_next++];
            var (a, b) = (Number(left, sign), Number(Product(), sign));
            left = new NumberOperand(left.Position, minus ? cell => a(cell) - b(cell) : cell => a(cell) + b(cell));
        }

        return left;
    }

    private Operand Product()
    {
        var left = Signed();
        while (Current.Is("*") || Current.Is("/") || Current.Is("%"))
        {
            var sign = _tokens[_next++];
            var (a, b) = (Number(left, sign), Number(Signed(), sign));
            left = new NumberOperand(left.Position, sign.Value switch
            {
                "*" => cell => a(cell) * b(cell),
                "/" => cell => a(cell) / b(cell),
                _ => cell => Remainder(a(cell), b(cell)),
            });
        }

        return left;
    }

    // As in Python, it has the sign of what is divided by.
    private static double Remainder(double dividend, double divisor)
    {
        var remainder = dividend % divisor;
        return remainder != 0 && remainder < 0 != divisor < 0 ? remainder + divisor : remainder;
    }

    private Operand Signed()
    {
        if (!Current.Is("-") && !Current.Is("+"))
            return Primary();
        var sign = _tokens[_next++];
        var number = Number(Deeper(Signed), sign);
        return new NumberOperand(sign.Position, sign.Is("-") ? cell => -number(cell) : number);
    }

    private Operand Primary()
    {
        var token = Current;
        if (token.Is("("))
        {
            _next++;
            var inner = Deeper(Alternatives);
            Expect(")", "')'");
            return inner with { Position = token.Position };
        }

        switch (token.Kind)
        {
            case TokenKind.Number:
                _next++;
                return new NumberOperand(token.Position, _ => token.Number);
            case TokenKind.Text:
                _next++;
                return new TextOperand(token.Position, _ => token.Value, token.Value, null);
            case TokenKind.Name:
                _next++;
                return Reference(token);
            case TokenKind.Sign when token.Value is "true" or "false":
                _next++;
                return new ConditionOperand(token.Position, token.Value is "true" ? _ => true : _ => false);
            default:
                throw Unexpected("a parameter, a number or a text in quotes");
        }
    }

    private Operand Reference(Token token)
    {
        if (_parameters.Find(token.Value) is not { } parameter)
        {
            var isText = _parameters.All.Any(one => one.Type.Names is not null && one.Type.MainName(token.Value) is not null);
            throw new ExpressionException(token.Position, isText
                ? $"there is no parameter {Wording.Quote(token.Value)} (a text stands in quotes: '{token.Value}')"
                : _parameters.Unknown(token.Value));
        }

        return parameter.Type.Column switch
        {
            ColumnType.Int32 => new NumberOperand(token.Position, cell => cell.Integer(parameter)),
            ColumnType.Int64 => new NumberOperand(token.Position, cell => cell.Long(parameter)),
            ColumnType.Double => new NumberOperand(token.Position, cell => cell.Number(parameter)),
            ColumnType.Boolean => new ConditionOperand(token.Position, cell => cell.Switch(parameter)),
            _ => new TextOperand(token.Position, cell => cell.Text(parameter), null, parameter),
        };
    }

    private static Func<CellValues, bool> Condition(Operand operand) => operand is ConditionOperand condition
        ? condition.Value
        : throw new ExpressionException(operand.Position, $"this is {operand.Kind}; a condition such as depth <= 8 is needed here");

    private static Func<CellValues, double> Number(Operand operand, Token sign) => operand is NumberOperand number
        ? number.Value
        : throw new ExpressionException(operand.Position, $"this is {operand.Kind}; {sign.Value} takes numbers");

    private Operand Deeper(Func<Operand> part)
    {
        if (++_depth > Deepest)
            throw new ExpressionException(Current.Position, $"nested more than {Deepest} deep");
        var operand = part();
        _depth--;
        return operand;
    }

    private bool Take(string sign)
    {
        if (!Current.Is(sign))
            return false;
        _next++;
        return true;
    }

    private void Expect(string sign, string expected)
    {
        if (!Take(sign))
            throw Unexpected(expected);
    }

    private ExpressionException Unexpected(string expected) =>
        new(Current.Position, $"{(Current.Kind == TokenKind.End ? "the expression ends" : $"{Wording.Quote(Current.Value)} stands")} where {expected} is expected");
}
