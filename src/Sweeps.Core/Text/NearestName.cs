namespace Sweeps.Core.Text;

/// <summary>The nearest of some names to a misspelt one.</summary>
public static class NearestName
{
    private const int LongestName = 100;

    /// <summary>The candidate with the least Damerau–Levenshtein distance, if that is at most a third of its letters (two for short ones); the first of equals.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length is 0 or > LongestName)
            return null;
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(Fold(name), Fold(candidate));
            if (distance < least && distance <= Allowed(name, candidate))
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one into the other (optimal string alignment).</summary>
    public static int Distance(string from, string to)
    {
        var before = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = from[i - 1] == to[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[to.Length];
    }

    private static int Allowed(string name, string candidate) =>
        Math.Min(name.Length, candidate.Length) <= 2 ? 1 : Math.Max(2, Math.Max(name.Length, candidate.Length) / 3);

    // Case and the sign that joins words are not what makes a name another one.
    private static string Fold(string name) => name.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
}
