namespace Sweeps.Core.Analysis.Answers;

/// <summary>Number, mean and variance of a measure over the runs of each cell that completed and did not explode.</summary>
internal sealed class CellSamples
{
    private readonly double[] _squares;

    /// <param name="values">A value for each run; NaN for a run that does not count.</param>
    public CellSamples(SweepCells cells, double[] values)
    {
        Counts = new int[cells.Count];
        Means = new double[cells.Count];
        _squares = new double[cells.Count];
        foreach (var (row, value) in values.Index())
        {
            if (double.IsNaN(value))
                continue;
            // Welford, “Note on a method for calculating corrected sums of squares and products”.
            var cell = cells.CellOf(row);
            var before = value - Means[cell];
            Means[cell] += before / ++Counts[cell];
            _squares[cell] += before * (value - Means[cell]);
        }
    }

    public int[] Counts { get; }

    public double[] Means { get; }

    /// <summary>The unbiased variance of a cell with at least two values.</summary>
    public double Variance(int cell) => _squares[cell] / (Counts[cell] - 1);
}
