using System.Globalization;
using System.Text;

namespace Sweeps.Core.Yaml;

/// <summary>Writes nodes as YAML that reads back as the same nodes, the same text for the same nodes.</summary>
internal static class NodeWriter
{
    private const int Indent = 2;

    /// <summary>A document, each of its lines ended by a line feed.</summary>
    public static string Write(MappingNode root)
    {
        var text = new StringBuilder();
        Entries(text, root, 0);
        return text.ToString();
    }

    private static void Entries(StringBuilder to, MappingNode mapping, int column)
    {
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            if (i > 0)
                to.Append(' ', column);
            to.Append(Scalar(mapping.Entries[i].Key)).Append(':');
            Value(to, mapping.Entries[i].Value, column);
        }
    }

    private static void Value(StringBuilder to, Node value, int column)
    {
        if (IsOnOneLine(value))
        {
            to.Append(' ').Append(OneLine(value)).Append('\n');
            return;
        }

        to.Append('\n').Append(' ', column + Indent);
        Block(to, value, column + Indent);
    }

    private static void Block(StringBuilder to, Node value, int column)
    {
        if (value is MappingNode mapping)
        {
            Entries(to, mapping, column);
            return;
        }

        var items = ((SequenceNode)value).Items;
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                to.Append(' ', column);
            to.Append("- ");
            if (IsOnOneLine(items[i]))
                to.Append(OneLine(items[i])).Append('\n');
            else
                Block(to, items[i], column + Indent);
        }
    }

    private static bool IsOnOneLine(Node node) => node switch
    {
        SequenceNode sequence => sequence.Items.All(item => item is ScalarNode),
        MappingNode mapping => mapping.Entries.Count == 0,
        _ => true,
    };

    private static string OneLine(Node node) => node switch
    {
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(item => InFlow((ScalarNode)item)))}]",
        MappingNode => "{}",
        _ => Scalar((ScalarNode)node),
    };

    /// <summary>A plain scalar keeps its text: it may be a number, a boolean or null.</summary>
    private static string Scalar(ScalarNode scalar) =>
        scalar is { IsPlain: true, Text: "" } ? "null"
        : scalar.IsPlain && !scalar.Text.Contains('\n', StringComparison.Ordinal) ? scalar.Text
        : Quoted(scalar.Text);

    // What ends a plain scalar in a list of one line stands in quotes there; such a text is neither a number nor a boolean.
    private static string InFlow(ScalarNode scalar) => scalar.IsPlain && scalar.Text.AsSpan().IndexOfAny(",[]{}:#\n") >= 0 ? Quoted(scalar.Text) : Scalar(scalar);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
