using Sweeps.Reports.Model;

namespace Sweeps.Reports.Reading;

/// <summary>Makes heat maps of tables of bins: the bins of a step span its own range, a picture needs one range for all.</summary>
internal static class HistogramReader
{
    private const int MostBins = 50;
    private const int MostSteps = 100;

    /// <summary>Null if the table is no histogram's.</summary>
    public static HistogramTable? Read(string name, DetailRows rows)
    {
        if (!rows.Has("bin", "low", "high", "count") || rows.Integers("bin") is not { } bins || rows.Singles("low") is not { } low || rows.Singles("high") is not { } high || rows.Integers("count") is not { } counts)
            return null;
        var modules = rows.Groups.Select(group => (group.Key, Steps: Steps(rows.Steps, group.Rows, bins, low, high, counts))).ToList();
        // One range for all modules of a kind, as in “Activations and Gradients”: what vanishes or explodes from layer to layer is seen to.
        var ranges = modules.GroupBy(module => Kind(module.Key)).ToDictionary(kind => kind.Key, kind => Range([.. kind.SelectMany(module => module.Steps)]));
        return new HistogramTable(name, [.. modules.Select(module => Picture(module.Key, module.Steps, ranges[Kind(module.Key)]))]);
    }

    private static (string Kind, string Tensor) Kind(ModuleKey key) => (key.Module.Split('.')[0], key.Tensor);

    private static List<StepBins> Steps(int[] steps, int[] places, int[] bins, float[] low, float[] high, int[] counts)
    {
        var found = new List<StepBins>();
        for (var start = 0; start < places.Length;)
        {
            var end = start + 1;
            while (end < places.Length && steps[places[end]] == steps[places[start]] && bins[places[end]] > bins[places[end - 1]])
                end++;
            var ordered = places[start..end];
            float[] edges = [.. ordered.Select(place => low[place]), high[ordered[^1]]];
            found.Add(new StepBins(steps[places[start]], edges, [.. ordered.Select(place => counts[place])]));
            start = end;
        }

        return found;
    }

    /// <summary>The root of the mean square of half ranges: if each is four standard deviations of its step, four of all steps and layers.</summary>
    private static (double Low, double High) Range(List<StepBins> steps)
    {
        var finite = steps.Where(step => float.IsFinite(step.Edges[0]) && float.IsFinite(step.Edges[^1]) && step.Edges[0] < step.Edges[^1]).ToList();
        if (finite.Count == 0)
            return (-1, 1);
        if (finite.TrueForAll(step => step.Edges[0] == finite[0].Edges[0] && step.Edges[^1] == finite[0].Edges[^1]))
            return (finite[0].Edges[0], finite[0].Edges[^1]);
        var half = Math.Sqrt(finite.Average(step => HalfRange(step) * HalfRange(step)));
        var centre = finite.Average(step => ((double)step.Edges[^1] + step.Edges[0]) / 2);
        return (centre - half, centre + half);
    }

    private static double HalfRange(StepBins step) => ((double)step.Edges[^1] - step.Edges[0]) / 2;

    private static ModuleHistogram Picture(ModuleKey key, List<StepBins> steps, (double Low, double High) range)
    {
        var columns = Math.Min(steps.Count, MostSteps);
        var bins = Math.Min(steps.Max(step => step.Counts.Length), MostBins);
        var counts = new double[columns][];
        var firsts = new int[columns];
        for (var column = 0; column < columns; column++)
        {
            var start = (int)((long)steps.Count * column / columns);
            var end = (int)((long)steps.Count * (column + 1) / columns);
            firsts[column] = steps[start].Step;
            counts[column] = new double[bins];
            foreach (var step in steps[start..end])
                Add(step, range, 1.0 / (end - start), counts[column]);
        }

        var last = steps[^1];
        return new ModuleHistogram(key, range.Low, range.High, firsts, counts, new LastHistogram(last.Step, last.Edges, last.Counts));
    }

    /// <summary>Shares each bin's count out to the bins that it lies over; what lies outside is not shown.</summary>
    private static void Add(StepBins step, (double Low, double High) range, double weight, double[] counts)
    {
        var width = (range.High - range.Low) / counts.Length;
        for (var bin = 0; bin < step.Counts.Length; bin++)
        {
            double low = step.Edges[bin];
            double high = step.Edges[bin + 1];
            if (step.Counts[bin] == 0 || !double.IsFinite(low) || !double.IsFinite(high))
                continue;
            // All values of a tensor may be one value: then its bins have no width.
            if (high <= low)
            {
                if (low >= range.Low && low <= range.High)
                    counts[Math.Min(counts.Length - 1, (int)((low - range.Low) / width))] += weight * step.Counts[bin];
                continue;
            }

            var first = (int)Math.Clamp(Math.Floor((low - range.Low) / width), 0, counts.Length);
            for (var to = first; to < counts.Length && range.Low + (to * width) < high; to++)
            {
                var overlap = Math.Min(high, range.Low + ((to + 1) * width)) - Math.Max(low, range.Low + (to * width));
                if (overlap > 0)
                    counts[to] += weight * step.Counts[bin] * overlap / (high - low);
            }
        }
    }

    private sealed record StepBins(int Step, float[] Edges, int[] Counts);
}
