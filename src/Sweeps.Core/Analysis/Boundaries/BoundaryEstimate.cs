using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Boundaries;

/// <summary>The boundary in the plane of two swept numbers between runs of which a measure is true and runs of which it is not.</summary>
/// <param name="Measure">A measure that is true or false. Of a run that diverged it counts as false.</param>
/// <param name="Axes">The names of the two parameters, in the order of their columns; empty if there are not two.</param>
/// <param name="Boxes">What was counted; null if it could not be.</param>
/// <param name="Why">Why it could not be counted; null if it was.</param>
public sealed record BoundaryEstimate(string Measure, IReadOnlyList<string> Axes, BoxCounting? Boxes, string? Why)
{
    /// <summary>Estimates the boundary of a measure.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>, in the order of the cells.</param>
    /// <param name="measure">The name of a column.</param>
    public static BoundaryEstimate Of(ParameterSet parameters, TableData runs, string measure)
    {
        BoundaryEstimate No(string why, params IReadOnlyList<string> axes) => new(measure, axes, null, why);
        if (runs.Schema.IndexOf(measure) is not (>= 0 and var index) || runs.Columns[index] is not ColumnData<bool> values)
            return No("it is not a measure that is true or false");
        var varied = VariedParameters.IndependentWithCodes(parameters, runs);
        string[] names = [.. varied.Select(axis => axis.Column.Schema.Name)];
        if (varied.Count != 2)
            return No(varied.Count == 0 ? "no parameter varies" : $"it needs two parameters that vary, and {(varied.Count == 1 ? "one does" : $"{varied.Count.ToString(CultureInfo.InvariantCulture)} do")}: {string.Join(", ", names)}");
        if (varied.Select(axis => Ranks(axis.Column)).ToList() is not [{ } one, { } two])
            return No("both parameters must be numbers", names);
        var (rows, columns) = (one.Max() + 1, two.Max() + 1);
        if ((long)rows * columns != runs.RowCount)
            return No(string.Create(CultureInfo.InvariantCulture, $"every pair of values needs one run: {rows} × {columns} pairs, {runs.RowCount} runs"), names);
        if (Math.Min(rows, columns) < BoxCounting.FewestPoints)
            return No(string.Create(CultureInfo.InvariantCulture, $"each parameter needs at least {BoxCounting.FewestPoints} values"), names);

        var grid = new bool[runs.RowCount];
        var seen = new bool[runs.RowCount];
        var statuses = runs.Column<string>("status");
        for (var row = 0; row < runs.RowCount; row++)
        {
            var at = (one[row] * columns) + two[row];
            if (seen[at])
                return No("a pair of values has several runs", names);
            seen[at] = true;
            if (values.IsNull(row) && RunStatusNames.Parse(statuses.Values[row]) is not RunStatus.Diverged)
                return No("it is not known of every run", names);
            grid[at] = !values.IsNull(row) && values.Values[row];
        }

        return new BoundaryEstimate(measure, names, BoxCounting.Count(grid, columns), null);
    }

    /// <summary>A sentence for people.</summary>
    public string Sentence()
    {
        var culture = CultureInfo.InvariantCulture;
        if (Boxes is null)
            return $"Boundary of {Measure}: not computed, because {Why}.";
        var where = string.Create(culture, $"Boundary of {Measure} over {Axes[0]} and {Axes[1]}: on {Boxes.Squares} of {Boxes.Of} squares of neighbouring runs");
        return Boxes.Dimension is not { } dimension ? $"{where}; there is none."
            : string.Create(culture, $"{where}; dimension {dimension:0.00} by box counting (median over boxes of {Boxes.Sizes[0]} to {Boxes.Sizes[^1]} squares).");
    }

    /// <summary>For each row the place of its value among the values of a column of numbers, in ascending order; null for other columns.</summary>
    private static int[]? Ranks(ColumnData column) => column switch
    {
        { HasNulls: true } => null,
        ColumnData<double> typed => Ranks(typed.Values),
        ColumnData<int> typed => Ranks(typed.Values),
        ColumnData<long> typed => Ranks(typed.Values),
        _ => null,
    };

    private static int[] Ranks<T>(ReadOnlySpan<T> values)
        where T : notnull, IComparable<T>
    {
        T[] sorted = [.. values.ToArray().Distinct().Order()];
        var ranks = new int[values.Length];
        for (var row = 0; row < ranks.Length; row++)
            ranks[row] = Array.BinarySearch(sorted, values[row]);
        return ranks;
    }
}
