using Sweeps.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweeps.Core.Yaml;

/// <summary>Reads the single document of a YAML file into nodes with places. Limits protect against malicious files.</summary>
internal sealed class DocumentReader
{
    /// <summary>The greatest size of a file in bytes.</summary>
    public const int LargestFile = 4 << 20;

    /// <summary>The greatest depth of nested lists and mappings.</summary>
    public const int Deepest = 32;

    /// <summary>The greatest number of nodes, where an alias counts as all nodes that it refers to.</summary>
    public const int MostNodes = 4 << 20;

    /// <summary>The greatest length of the parser's message, which may quote the file.</summary>
    private const int LongestExplanation = 300;

    private readonly IParser _parser;
    private readonly SourceMark _start;
    private readonly string[] _lines;
    private readonly ErrorList _errors;
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    private DocumentReader(string text, SourceMark start, ErrorList errors)
    {
        _parser = new Parser(new StringReader(text));
        _lines = text.Split('\n');
        _start = start;
        _errors = errors;
    }

    /// <summary>The document's root, or null with an error added.</summary>
    public static Node? Read(ReadOnlySpan<byte> bytes, string file, ErrorList errors)
    {
        var start = new SourceMark(file, 1, 1);
        if (bytes.Length > LargestFile)
        {
            errors.Add(start, $"the definition has {bytes.Length} bytes; at most {LargestFile} are read");
            return null;
        }

        if (Utf8Text.Decode(bytes, out var fault) is not { } text)
        {
            errors.Add(new SourceMark(file, fault.Line, fault.Column), $"not UTF-8 from byte {fault.Offset} on; save the definition as UTF-8");
            return null;
        }

        return Read(text, start, errors);
    }

    /// <summary>Reads a text, for example the value of an option.</summary>
    public static Node? Read(string text, SourceMark start, ErrorList errors)
    {
        if (FindControl(text) is var (line, column, character))
        {
            errors.Add(start.Line == 0 ? start : start with { Line = line, Column = column }, $"the control character U+{(int)character:X4} cannot stand in a definition");
            return null;
        }

        return new DocumentReader(text, start, errors).ReadDocument();
    }

    private static (int Line, int Column, char Character)? FindControl(string text)
    {
        var (line, column) = (1, 1);
        foreach (var character in text)
        {
            if ((char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085')) || character == '\uFEFF')
                return (line, column, character);
            (line, column) = character == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return null;
    }

    private Node? ReadDocument()
    {
        try
        {
            Next<StreamStart>();
            if (_parser.Current is StreamEnd)
            {
                _errors.Add(_start, "the definition is empty; it has at least a name, such as name: first");
                return null;
            }

            Next<DocumentStart>();
            if (ReadNode(0) is not { } root)
                return null;
            Next<DocumentEnd>();
            if (_parser.Current is not DocumentStart second)
                return root;
            _errors.Add(MarkOf(second.Start), "a second document begins here; a definition is one YAML document");
            return null;
        }
        catch (YamlException e)
        {
            AddSyntaxError(MarkOf(e.Start), Explain(e));
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser meets some malformed files with exceptions of any other kind (an unbalanced state, a version that overflows).
            AddSyntaxError(MarkOf(_parser.Current?.End ?? Mark.Empty), "the parser cannot go on after this place");
            return null;
        }
    }

    private void AddSyntaxError(SourceMark mark, string message)
    {
        if (_start.Line > 0 && SyntaxHint.Find(_lines, mark.Line, mark.Column) is { } hint)
            _errors.Add(_start with { Line = hint.Line, Column = hint.Column }, $"not YAML: {hint.Text}");
        else
            _errors.Add(mark, $"not YAML: {message}");
    }

    private static string Explain(YamlException e)
    {
        var message = (e.InnerException?.Message ?? e.Message).Trim().TrimEnd('.');
        return message.Contains("cannot start any token", StringComparison.Ordinal)
            ? "a character that cannot begin a value; put a text that begins with @, ` or % into quotes"
            : Wording.Quote(message, LongestExplanation)[1..^1];
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
            _parser.MoveNext();
        if (_parser.Current is not T)
            throw new YamlException(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, "the document does not end here");
        _parser.MoveNext();
    }

    private Node? ReadNode(int depth)
    {
        var current = _parser.Current!;
        var mark = MarkOf(current.Start);
        if (current is AnchorAlias alias)
        {
            _parser.MoveNext();
            return Resolve(alias, mark);
        }

        if (depth > Deepest)
        {
            _errors.Add(mark, $"nested more than {Deepest} deep");
            return null;
        }

        var before = _nodes++;
        var nodeEvent = (NodeEvent)current;
        if (!nodeEvent.Tag.IsEmpty)
        {
            _errors.Add(mark, $"the tag {Wording.Quote(nodeEvent.Tag.ToString())}: tags cannot stand in a definition");
            return null;
        }

        _parser.MoveNext();
        Node? node = current switch
        {
            Scalar scalar => ReadScalar(scalar, mark),
            SequenceStart => ReadSequence(mark, depth),
            _ => ReadMapping(mark, depth),
        };
        if (node is not null && !nodeEvent.Anchor.IsEmpty)
            _anchors[nodeEvent.Anchor.Value] = new Anchored(node, _nodes - before);
        return node;
    }

    private Node? Resolve(AnchorAlias alias, SourceMark mark)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var anchored))
        {
            _errors.Add(mark, $"the alias {Wording.Quote("*" + name)} stands for no anchor that is complete before it{Wording.Suggest(name, _anchors.Keys)}");
            return null;
        }

        _nodes += anchored.Size;
        if (_nodes <= MostNodes)
            return anchored.Node;
        _errors.Add(mark, $"aliases expand to more than {MostNodes} values here");
        return null;
    }

    private ScalarNode ReadScalar(Scalar scalar, SourceMark mark)
    {
        var plain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        var quotes = plain ? 0 : 1;
        int? offset = null;
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded) && scalar.Start.Line == scalar.End.Line && scalar.Start.Line <= _lines.Length)
        {
            var line = _lines[scalar.Start.Line - 1].AsSpan();
            var from = (int)scalar.Start.Column - 1 + quotes;
            if (from <= line.Length && line[from..].StartsWith(scalar.Value, StringComparison.Ordinal))
                offset = quotes;
        }

        return new ScalarNode(mark, scalar.Value, plain, offset);
    }

    private SequenceNode? ReadSequence(SourceMark mark, int depth)
    {
        var items = new List<Node>();
        while (_parser.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        _parser.MoveNext();
        return new SequenceNode(mark, items);
    }

    private MappingNode? ReadMapping(SourceMark mark, int depth)
    {
        var entries = new List<MappingEntry>();
        var places = new Dictionary<string, SourceMark>(StringComparer.Ordinal);
        SourceMark? missing = null;
        MergeKey? merge = null;
        while (_parser.Current is not MappingEnd)
        {
            var keyMark = MarkOf(_parser.Current!.Start);
            if (ReadNode(depth + 1) is not { } keyNode)
                return null;
            if (ReadNode(depth + 1) is not { } value)
                return null;
            if (keyNode is ScalarNode { IsPlain: true, Text: "" })
                missing ??= keyMark;
            else if (keyNode is not ScalarNode key)
                _errors.Add(keyMark, $"a key is a name, not {keyNode.Described}");
            else if (places.TryGetValue(key.Text, out var first))
                _errors.Add(keyMark, $"the key {Wording.Quote(key.Text)} is repeated; it stands in line {first.Line} already{(merge is not null && MergeKey.Is(key) ? "; several mappings are merged as a list: <<: [*one, *two]" : "")}");
            else if (MergeKey.Is(key))
            {
                places.Add(key.Text, keyMark);
                merge = new MergeKey(value, entries.Count);
            }
            else
            {
                places.Add(key.Text, keyMark);
                entries.Add(new MappingEntry(key with { Mark = keyMark }, value));
            }
        }

        // Reported once: for a '?' alone on its line, the parser makes two such keys.
        if (missing is { } place)
            _errors.Add(place, "a key is missing");
        _parser.MoveNext();
        merge?.Into(entries, _errors);
        return new MappingNode(mark, entries);
    }

    private SourceMark MarkOf(Mark mark)
    {
        if (_start.Line == 0)
            return _start;
        // At the end of the file, the parser's position is on a line that does not exist.
        return mark.Line > _lines.Length
            ? _start with { Line = _lines.Length, Column = _lines[^1].Length + 1 }
            : _start with { Line = (int)Math.Max(1, mark.Line), Column = (int)Math.Max(1, mark.Column) };
    }

    private sealed record Anchored(Node Node, long Size);
}
