namespace Sweeps.Core.Analysis.Answers;

/// <summary>Analysis of variance of a complete grid: which share of the variance of all runs each factor explains, alone and with one other.</summary>
/// <remarks>Hutter, Hoos and Leyton-Brown, “An efficient approach for assessing hyperparameter importance” (functional ANOVA); on a complete grid the marginal means are exact and need no model.</remarks>
internal static class FunctionalAnova
{
    /// <summary>The shares; they and the rest add up to 1.</summary>
    /// <param name="rest">What three or more factors do together.</param>
    /// <param name="seeds">What differs between the runs of a cell; 0 if a cell has a single run.</param>
    /// <returns>Null if all values are the same.</returns>
    public static IReadOnlyList<ImportanceTerm>? Of(FactorGrid grid, out double rest, out double seeds)
    {
        (rest, seeds) = (0, 0);
        var mean = grid.Values.Sum() / grid.Values.Length;
        var total = grid.Values.Sum(value => (value - mean) * (value - mean));
        // Rounding of the mean alone is no variance.
        if (total <= 1e-24 * grid.Values.Length * mean * mean)
            return null;
        double[][] main = [.. Enumerable.Range(0, grid.Names.Count).Select(factor => Marginal(grid.Codes[factor], grid.Levels[factor], grid.Values))];
        var terms = new List<ImportanceTerm>();
        for (var factor = 0; factor < main.Length; factor++)
            terms.Add(new([grid.Names[factor]], main[factor].Sum(level => (level - mean) * (level - mean)) / main[factor].Length * grid.Values.Length / total));
        for (var first = 0; first < main.Length; first++)
            for (var second = first + 1; second < main.Length; second++)
                terms.Add(new([grid.Names[first], grid.Names[second]], Together(grid, main, first, second, mean) * grid.Values.Length / total));
        seeds = grid.Replicates > 1 ? Within(grid) / total : 0;
        rest = Math.Max(0, 1 - seeds - terms.Sum(term => term.Share));
        // With two factors nothing is left but rounding.
        rest = grid.Names.Count < 3 ? 0 : rest;
        return [.. terms.OrderByDescending(term => term.Share)];
    }

    /// <summary>The mean squared interaction of two factors: their common marginal mean without what each does alone.</summary>
    private static double Together(FactorGrid grid, double[][] main, int first, int second, double mean)
    {
        var width = grid.Levels[second];
        int[] codes = [.. grid.Codes[first].Zip(grid.Codes[second], (a, b) => (a * width) + b)];
        var both = Marginal(codes, grid.Levels[first] * width, grid.Values);
        return both.Select((value, cell) => value - main[first][cell / width] - main[second][cell % width] + mean).Sum(value => value * value) / both.Length;
    }

    private static double[] Marginal(int[] codes, int levels, double[] values)
    {
        var sums = new double[levels];
        for (var row = 0; row < codes.Length; row++)
            sums[codes[row]] += values[row];
        var count = values.Length / levels;
        return [.. sums.Select(sum => sum / count)];
    }

    private static double Within(FactorGrid grid)
    {
        var cells = new int[grid.Values.Length];
        var count = 1;
        for (var factor = 0; factor < grid.Codes.Length; factor++)
        {
            for (var row = 0; row < cells.Length; row++)
                cells[row] = (cells[row] * grid.Levels[factor]) + grid.Codes[factor][row];
            count *= grid.Levels[factor];
        }

        var means = Marginal(cells, count, grid.Values);
        return grid.Values.Select((value, row) => value - means[cells[row]]).Sum(value => value * value);
    }
}
