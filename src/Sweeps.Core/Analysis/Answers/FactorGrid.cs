using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Text;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>A complete grid of factors with the same number of values in each cell, possibly without some levels that had no values.</summary>
/// <param name="Names">The factors.</param>
/// <param name="Levels">For each factor the number of its levels.</param>
/// <param name="Codes">For each factor the level of each value.</param>
/// <param name="Values">One number a run.</param>
/// <param name="Replicates">How many values each cell has.</param>
/// <param name="LeftOut">The levels that were left out: <c>lr 10</c>.</param>
internal sealed record FactorGrid(IReadOnlyList<string> Names, int[] Levels, int[][] Codes, double[] Values, int Replicates, IReadOnlyList<string> LeftOut)
{
    /// <summary>The grid of the runs that have a value; null if there is none, with the reason.</summary>
    /// <param name="values">A value for each run; NaN for a run without one.</param>
    /// <remarks>While a cell lacks a value, the level with the largest share of missing values is left out, as long as two levels of each factor and half of the runs remain.</remarks>
    public static FactorGrid? Of(SweepCells cells, double[] values, out string reason)
    {
        var factors = cells.Varied;
        reason = "";
        if (factors.Count == 0)
            return Nothing("no parameter but the seed was varied", out reason);
        int[][] codes = [.. factors.Select(factor => ColumnCodes.Combine(factor.Codes, factor.Codes))];
        int[] levels = [.. codes.Select(code => code.Max() + 1)];
        var combinations = levels.Aggregate(1.0, (product, count) => product * count);
        if (combinations > cells.Count)
            return Nothing(string.Create(CultureInfo.InvariantCulture, $"the sweep is no complete grid: it has {cells.Count} of the {combinations:0} combinations of the values of {Wording.AllOf([.. factors.Select(factor => factor.Column.Schema.Name)])}"), out reason);
        var replicates = cells.RunsOf[0];
        if (Array.Exists(cells.RunsOf, runs => runs != replicates))
            return Nothing("cells have different numbers of runs", out reason);

        var kept = Enumerable.Range(0, values.Length).ToArray();
        var leftOut = new List<string>();
        var remaining = (int[])levels.Clone();
        while (Array.Exists(kept, row => double.IsNaN(values[row])))
        {
            var worst = Worst(codes, levels, remaining, kept, values);
            if (worst.Factor < 0)
                return Nothing("too few cells have a value in each of their runs", out reason);
            var first = Array.Find(kept, row => codes[worst.Factor][row] == worst.Level);
            leftOut.Add(SweepCells.Describe(factors[worst.Factor].Column, first));
            kept = Array.FindAll(kept, row => codes[worst.Factor][row] != worst.Level);
            remaining[worst.Factor]--;
            if (kept.Length * 2 < values.Length)
                return Nothing("more than half of the runs are in rows or columns of the grid where runs have no value", out reason);
        }

        return new FactorGrid([.. factors.Select(factor => factor.Column.Schema.Name)], remaining, [.. codes.Select(code => Kept(code, kept))], [.. kept.Select(row => values[row])], replicates, leftOut);
    }

    private static FactorGrid? Nothing(string why, out string reason)
    {
        reason = why;
        return null;
    }

    /// <summary>The level with the largest share of missing values, of a factor that keeps two others; the first of several.</summary>
    private static (int Factor, int Level) Worst(int[][] codes, int[] levels, int[] remaining, int[] kept, double[] values)
    {
        var worst = (Factor: -1, Level: -1);
        var most = 0.0;
        for (var factor = 0; factor < codes.Length; factor++)
        {
            if (remaining[factor] <= 2)
                continue;
            var all = new int[levels[factor]];
            var missing = new int[levels[factor]];
            foreach (var row in kept)
            {
                all[codes[factor][row]]++;
                missing[codes[factor][row]] += double.IsNaN(values[row]) ? 1 : 0;
            }

            for (var level = 0; level < all.Length; level++)
                if (all[level] > 0 && (double)missing[level] / all[level] > most)
                    (most, worst) = ((double)missing[level] / all[level], (factor, level));
        }

        return worst;
    }

    /// <summary>The levels of the rows that are kept, numbered anew.</summary>
    private static int[] Kept(int[] codes, int[] kept)
    {
        int[] left = [.. kept.Select(row => codes[row])];
        return ColumnCodes.Combine(left, left);
    }
}
