using System.Globalization;
using Sweeps.Core.Text;

namespace Sweeps.Core.Definitions.Expressions;

/// <summary>Splits an expression into tokens.</summary>
internal static class Lexer
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "and", "or", "not", "in", "true", "false" };
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ","];

    public static List<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
                break;
            tokens.Add(Next(text, ref position));
        }

        tokens.Add(new Token(TokenKind.End, "the end", 0, text.Length));
        return tokens;
    }

    private static Token Next(string text, ref int position)
    {
        var start = position;
        var first = text[start];
        if (char.IsAsciiDigit(first) || (first == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
            return Number(text, ref position);
        if (first is '\'' or '"')
            return Quoted(text, ref position);
        if (char.IsLetter(first) || first == '_')
        {
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '.'))
                position++;
            var name = text[start..position];
            return new Token(Words.Contains(name) ? TokenKind.Sign : TokenKind.Name, name, 0, start);
        }

        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) != 0)
                continue;
            position += sign.Length;
            return new Token(TokenKind.Sign, sign, 0, start);
        }

        var hint = first switch
        {
            '=' => "; equality is ==",
            '&' => "; write and",
            '|' => "; write or",
            '!' => "; write not, or != for inequality",
            _ => "",
        };
        throw new ExpressionException(start, $"{Wording.Quote(first.ToString())} means nothing here{hint}");
    }

    private static Token Number(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '.' or '_'
            || (text[position] is '+' or '-' && text[position - 1] is 'e' or 'E')))
            position++;
        var written = text[start..position];
        if (!double.TryParse(written, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            throw new ExpressionException(start, $"{Wording.Quote(written)} is not a number");
        if (!double.IsFinite(number))
            throw new ExpressionException(start, $"{Wording.Quote(written)} is too large for a number");
        return new Token(TokenKind.Number, written, number, start);
    }

    private static Token Quoted(string text, ref int position)
    {
        var start = position;
        var end = text.IndexOf(text[start], start + 1);
        if (end < 0)
            throw new ExpressionException(start, $"the text that begins here has no closing {text[start]}");
        position = end + 1;
        return new Token(TokenKind.Text, text[(start + 1)..end], 0, start);
    }
}
