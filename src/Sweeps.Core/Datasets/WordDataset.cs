using System.Text;

namespace Sweeps.Core.Datasets;

/// <summary>A list of words in symbols. Symbol 0 is '.', which ends every word; the others are the list's own in Unicode code point order.</summary>
public sealed class WordDataset
{
    private readonly ushort[] _text;
    private readonly int[] _starts;

    /// <param name="text">All words in symbols, one after the other.</param>
    /// <param name="starts">Where each word begins in it, and its end.</param>
    internal WordDataset(string name, string? path, string sha256, IReadOnlyList<Rune> symbols, ushort[] text, int[] starts)
    {
        Name = name;
        Path = path;
        Sha256 = sha256;
        Symbols = symbols;
        _text = text;
        _starts = starts;
    }

    /// <summary>A shipped list's name, or the file's.</summary>
    public string Name { get; }

    /// <summary>The file it was read from; null for a shipped list.</summary>
    public string? Path { get; }

    /// <summary>Of the file's bytes: 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The vocabulary: '.' first.</summary>
    public IReadOnlyList<Rune> Symbols { get; }

    public int Words => _starts.Length - 1;

    /// <summary>Examples that the whole list gives: one per symbol and one per end of a word.</summary>
    public long Examples => _text.LongLength + Words;

    /// <summary>A word as text.</summary>
    public string Text(int index)
    {
        var text = new StringBuilder();
        foreach (var symbol in Word(index))
            text.Append(Symbols[symbol].ToString());
        return text.ToString();
    }

    /// <summary>The number of the longest word, the first of equals.</summary>
    public int FindLongest()
    {
        var longest = 0;
        for (var i = 1; i < Words; i++)
            if (Word(i).Length > Word(longest).Length)
                longest = i;
        return longest;
    }

    /// <summary>The symbols of a word, without its end.</summary>
    public ReadOnlySpan<ushort> Word(int index) => _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);
}
