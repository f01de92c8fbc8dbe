using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Text;

namespace Sweeps.Core.Datasets;

/// <summary>Reads a list of words, one a line: trimmed, empty lines skipped, a byte order mark and any line ends tolerated.</summary>
internal sealed class ListReader
{
    /// <summary>Bytes of a list.</summary>
    public const int LargestFile = 64 << 20;

    /// <summary>Symbols, '.' included: an example holds them in 16 bits.</summary>
    public const int MostSymbols = 1 << 15;

    private const int CodePoints = 0x110000;
    private readonly ushort[] _numbers = new ushort[CodePoints];
    private readonly List<int> _found = [];
    private readonly List<int> _starts = [0];
    private readonly ushort[] _encoded;
    private int _length;
    private string? _problem;

    private ListReader(int characters) => _encoded = new ushort[characters];

    /// <summary>The list, or what is wrong with it.</summary>
    public static (WordDataset? List, string? Problem) Read(ReadOnlySpan<byte> bytes, string name, string? path)
    {
        if (bytes.Length > LargestFile)
            return (null, $"it is larger than {LargestFile} bytes");
        if (Utf8Text.Decode(bytes, out var fault) is not { } text)
            return (null, $"it is not UTF-8: the byte at offset {fault.Offset}, in line {fault.Line}, is wrong; save it as UTF-8");
        if (TableShape.Find(text, name) is { } table)
            return (null, table.Describe(path));
        var reader = new ListReader(text.Length);
        reader.ReadLines(text);
        if (reader._problem is null && reader._found.Count == 0)
            reader._problem = "it has no words";
        if (reader._problem is not null)
            return (null, reader._problem);
        var symbols = reader.Sort();
        return (new WordDataset(name, path, Convert.ToHexStringLower(SHA256.HashData(bytes)), symbols, reader._encoded[..reader._length], [.. reader._starts]), null);
    }

    // Optimised at once: a list is read when a command starts, before anything has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadLines(string text)
    {
        var line = 1;
        for (var start = 0; start < text.Length && _problem is null; line++)
        {
            var rest = text.AsSpan(start);
            var length = rest.IndexOfAny('\r', '\n');
            var word = (length < 0 ? rest : rest[..length]).Trim();
            ReadWord(word, line);
            if (word.Length > 0)
                _starts.Add(_length);
            start += length < 0 ? rest.Length : rest[length..].StartsWith("\r\n") ? length + 2 : length + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadWord(ReadOnlySpan<char> word, int line)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            var number = _numbers[rune.Value];
            if (number == 0)
                number = Add(rune, line);
            _encoded[_length++] = number;
        }
    }

    /// <summary>Numbers a symbol in the order of appearance, from 1.</summary>
    private ushort Add(Rune rune, int line)
    {
        if (rune.Value == '.')
            _problem ??= $"line {line} has a '.' inside the word; '.' ends words and cannot be one of their symbols";
        else if (Rune.IsControl(rune) || rune.Value == 0xFEFF || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            _problem ??= string.Create(CultureInfo.InvariantCulture, $"line {line} has the control character U+{rune.Value:X4}, which cannot be a symbol");
        else if (_found.Count == MostSymbols - 1)
            _problem ??= $"it has more than {MostSymbols - 1} symbols by line {line}; no more can be encoded";
        if (_problem is not null)
            return 0;
        _found.Add(rune.Value);
        return _numbers[rune.Value] = (ushort)_found.Count;
    }

    /// <summary>Numbers the symbols by code point instead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Rune[] Sort()
    {
        var points = _found.ToArray();
        Array.Sort(points);
        var symbols = new Rune[points.Length + 1];
        symbols[0] = new('.');
        for (var i = 0; i < points.Length; i++)
            symbols[i + 1] = new(points[i]);
        var sorted = new ushort[symbols.Length];
        for (var i = 1; i < symbols.Length; i++)
            sorted[_numbers[symbols[i].Value]] = (ushort)i;
        foreach (ref var symbol in _encoded.AsSpan(0, _length))
            symbol = sorted[symbol];
        return symbols;
    }
}
