using Sweeps.Reports.Model;

namespace Sweeps.Reports.Reading;

/// <summary>Makes maps of saturated units: a row of the table is a place of a map.</summary>
internal static class MapReader
{
    private const int MostSteps = 6;
    private const int MostPlaces = 200_000;

    /// <summary>Null if the table is no map's, or one too large to draw.</summary>
    /// <param name="samples">Rows that a map has at least: the run's batch size.</param>
    /// <param name="units">Columns that a map has at least: the run's width.</param>
    public static MapTable? Read(string name, DetailRows rows, int samples, int units)
    {
        if (rows.Columns.Count != 2 || rows.Integers("sample") is not { } sample || rows.Integers("unit") is not { } unit)
            return null;
        if (rows.Groups.Count == 0 || (long)Math.Max(samples, sample.Max() + 1L) * Math.Max(units, unit.Max() + 1L) > MostPlaces || sample.Min() < 0 || unit.Min() < 0)
            return null;
        // Every step that some module has rows for: where one has none, it has no saturated place.
        var all = Spread([.. rows.Steps.Distinct().Order()]);
        return new MapTable(name, [.. rows.Groups.Select(group => Map(group.Key, group.Rows))]);

        ModuleMap Map(ModuleKey key, int[] places)
        {
            var height = Math.Max(samples, places.Max(place => sample[place]) + 1);
            var width = Math.Max(units, places.Max(place => unit[place]) + 1);
            var byStep = places.ToLookup(place => rows.Steps[place]);
            return new ModuleMap(key, height, width, [.. all.Select(step => new MapStep(step,
                [.. byStep[step].Select(place => (sample[place] * width) + unit[place]).Order()]))]);
        }
    }

    private static int[] Spread(int[] steps) => steps.Length <= MostSteps
        ? steps
        : [.. Enumerable.Range(0, MostSteps).Select(i => steps[(int)((long)i * (steps.Length - 1) / (MostSteps - 1))]).Distinct()];
}
