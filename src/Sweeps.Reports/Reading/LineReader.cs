using Sweeps.Reports.Model;
using Sweeps.Reports.Series;

namespace Sweeps.Reports.Reading;

/// <summary>Makes curves over steps of any table that has numbers per module and tensor, a plugin's too.</summary>
internal static class LineReader
{
    private const int FewestPoints = 64;

    /// <param name="values">How many values all of its curves may have together, about.</param>
    public static LineTable? Read(string name, DetailRows rows, int values, int mostPoints)
    {
        var columns = rows.Columns
            .Select(column => (column.Schema.Name, Numbers: DetailRows.Numbers(column)))
            .Where(column => column.Numbers is not null)
            .ToList();
        if (columns.Count == 0 || rows.Groups.Count == 0)
            return null;
        var points = Math.Clamp(values / (columns.Count * rows.Groups.Count), FewestPoints, mostPoints);
        var isAveraged = false;
        var modules = new List<ModuleLines>(rows.Groups.Count);
        foreach (var (key, places) in rows.Groups)
        {
            var curves = new List<Curve>(columns.Count);
            foreach (var (_, numbers) in columns)
            {
                var (steps, means) = PerStep(rows.Steps, places, numbers!);
                isAveraged |= steps.Length < places.Length;
                curves.Add(Thinned(steps, means, points));
            }

            modules.Add(new ModuleLines(key, curves));
        }

        return new LineTable(name, [.. columns.Select(column => column.Name)], modules, isAveraged);
    }

    public static Curve Thinned(int[] steps, double[] values, int points)
    {
        var places = Thinning.Places(values, points);
        return new Curve([.. places.Select(place => steps[place])], [.. places.Select(place => values[place])]);
    }

    private static (int[] Steps, double[] Means) PerStep(int[] steps, int[] places, double[] numbers)
    {
        var distinct = new List<int>(places.Length);
        var means = new List<double>(places.Length);
        for (var start = 0; start < places.Length;)
        {
            var step = steps[places[start]];
            var end = start;
            var sum = 0.0;
            for (; end < places.Length && steps[places[end]] == step; end++)
                sum += numbers[places[end]];
            distinct.Add(step);
            means.Add(sum / (end - start));
            start = end;
        }

        return ([.. distinct], [.. means]);
    }
}
