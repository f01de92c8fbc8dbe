namespace Sweeps.Core.Text;

/// <summary>Sentences and lists for a terminal of some width.</summary>
public static class Wrapped
{
    /// <summary>The text in lines that break between words; a word that is longer than a line is not broken.</summary>
    /// <param name="width">Characters; null for one line.</param>
    /// <param name="indent">What every line but the first begins with.</param>
    public static IEnumerable<string> Lines(string text, int? width, string indent = "")
    {
        if (width is not { } most || text.Length <= most)
            return [text];
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Trim().Length > 0 && line.Length + 1 + word.Length > most)
            {
                lines.Add(line);
                line = indent + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        lines.Add(line);
        return lines;
    }
}
