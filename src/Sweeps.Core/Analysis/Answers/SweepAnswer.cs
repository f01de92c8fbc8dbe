using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Text;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>What a sweep says by one measure: the best cell, and the cells that cannot be told from it. Made from <c>runs.parquet</c> alone.</summary>
/// <remarks>
/// A cell with a run that did not complete, or that exploded, is best only if every cell has such a run: then the cells with the largest share of averaged runs are compared.
/// Another cell cannot be told from the best if Welch's t test does not reject, at 5 % and two-sided, that their means are equal. Each cell is tested on its own.
/// </remarks>
/// <param name="Measure">The name of the measure.</param>
/// <param name="Cells">How many cells the sweep has: combinations of values of the varied parameters, the seed left out.</param>
/// <param name="Best">The best cell.</param>
/// <param name="Alike">The cells that cannot be told from the best, the best mean first.</param>
/// <param name="Untested">How many other cells have a single run or none that is averaged, so that they cannot be tested; all of them if the best has.</param>
public sealed record SweepAnswer(string Measure, int Cells, BestCell Best, IReadOnlyList<string> Alike, int Untested)
{
    private const int MostNamed = 3;

    /// <summary>The answers for the measures of which lower or higher values are better, in their order; those without a value are left out.</summary>
    /// <param name="cells">The runs.</param>
    /// <param name="measures">Names and directions.</param>
    public static IReadOnlyList<SweepAnswer> Of(SweepCells cells, IEnumerable<KeyValuePair<string, MeasureDirection>> measures) =>
    [
        .. measures.Where(measure => measure.Value is not MeasureDirection.None)
            .Select(measure => cells.Numbers(measure.Key) is { } values ? Of(cells, measure.Key, values, measure.Value) : null)
            .OfType<SweepAnswer>(),
    ];

    /// <summary>The answer in sentences, with four significant digits.</summary>
    public IEnumerable<string> Sentences()
    {
        var at = Best.Where.Length == 0 ? "" : $" at {Best.Where}";
        var over = Best.Averaged == 1 ? "one run" : string.Create(CultureInfo.InvariantCulture, $"mean over {Best.Averaged} seeds{(Best.HalfWidth is null ? "" : ", ± half of its 95 % interval, Student’s t")}");
        var half = Best.HalfWidth is { } width ? $" ± {width.ToString("G2", CultureInfo.InvariantCulture)}" : "";
        yield return $"Best {Measure}: {ShortNumber.Of(Best.Mean)}{half}{at} ({over}).";
        if (Best.Averaged < Best.Runs)
            yield return string.Create(CultureInfo.InvariantCulture, $"No cell trained in all of its runs; this one did in {Best.Averaged} of {Best.Runs}.");
        if (Cells < 2)
            yield break;
        if (Best.HalfWidth is null)
        {
            yield return "With a single run a cell it is not known which differences are chance: several seeds would show it.";
            yield break;
        }

        var rest = Alike.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"; and {Alike.Count - MostNamed} more") : "";
        var untested = Untested == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {Untested} had too few runs left to be compared.");
        yield return Alike.Count == 0
            ? $"Every other cell that was compared is worse (Welch’s t test, 5 %).{untested}"
            : string.Create(CultureInfo.InvariantCulture, $"{Alike.Count} of {Cells - 1} other cells cannot be told from it (Welch’s t test, 5 %): {string.Join("; ", Alike.Take(MostNamed))}{rest}.{untested}");
    }

    private static SweepAnswer? Of(SweepCells cells, string measure, double[] values, MeasureDirection better)
    {
        var samples = new CellSamples(cells, values);
        var sign = better is MeasureDirection.Lower ? 1 : -1;
        var best = -1;
        for (var cell = 0; cell < cells.Count; cell++)
            if (samples.Counts[cell] > 0 && (best < 0 || IsBetter(cells, samples, cell, best, sign)))
                best = cell;
        if (best < 0)
            return null;
        var count = samples.Counts[best];
        double? half = count < 2 ? null : MeanInterval.Quantile(count) * Math.Sqrt(samples.Variance(best) / count);
        var alike = new List<int>();
        var untested = 0;
        for (var cell = 0; cell < cells.Count; cell++)
        {
            if (cell == best)
                continue;
            if (count < 2 || samples.Counts[cell] < 2)
                untested++;
            else if (!WelchTest.Differ(samples.Means[cell] - samples.Means[best], samples.Variance(best) / count, count, samples.Variance(cell) / samples.Counts[cell], samples.Counts[cell]))
                alike.Add(cell);
        }

        return new SweepAnswer(measure, cells.Count, new BestCell(cells.Describe(best), cells.RunsOf[best], count, samples.Means[best], half),
            [.. alike.OrderBy(cell => sign * samples.Means[cell]).ThenBy(cell => cell).Select(cells.Describe)], untested);
    }

    /// <summary>A cell in which a larger share of the runs is averaged is better, then the one with the better mean, then the earlier one.</summary>
    private static bool IsBetter(SweepCells cells, CellSamples samples, int cell, int than, int sign)
    {
        // The shares as whole numbers, so that no rounding decides.
        var shares = ((long)samples.Counts[cell] * cells.RunsOf[than]).CompareTo((long)samples.Counts[than] * cells.RunsOf[cell]);
        return shares != 0 ? shares > 0 : sign * samples.Means[cell] < sign * samples.Means[than];
    }
}
