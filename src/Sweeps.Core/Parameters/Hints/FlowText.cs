using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>A node as a definition writes it on one line, for messages. What is too long or too deep is an ellipsis.</summary>
internal static class FlowText
{
    private const int Longest = 60;
    private const int Deepest = 3;
    private const string Signs = ",[]{}#&*!|>'\"%@`:? ";

    public static string Of(Node node) => Of(node, 0);

    private static string Of(Node node, int depth) => node switch
    {
        ScalarNode scalar => Of(scalar),
        _ when depth == Deepest => "…",
        SequenceNode sequence => Join("[", sequence.Items.Select(item => Of(item, depth + 1)), "]"),
        MappingNode mapping => Join("{ ", mapping.Entries.Select(entry => $"{Of(entry.Key)}: {Of(entry.Value, depth + 1)}"), " }"),
        _ => throw new ArgumentException("There are three kinds of nodes.", nameof(node)),
    };

    private static string Of(ScalarNode scalar)
    {
        var shown = Wording.Quote(scalar.Text, Longest);
        var isBare = scalar.Text.Length > 0 && !scalar.Text.Any(character => Signs.Contains(character, StringComparison.Ordinal));
        return isBare ? shown[1..^1] : shown;
    }

    private static string Join(string open, IEnumerable<string> items, string close)
    {
        var text = open;
        foreach (var item in items)
        {
            var comma = text.Length > open.Length ? ", " : "";
            if (text.Length + item.Length > Longest)
                return $"{text}{comma}…{close}";
            text += comma + item;
        }

        return text + close;
    }
}
