using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>The runs of a sweep by the values of the parameters that were varied: a cell for each combination, whose runs differ in the seed alone.</summary>
public sealed class SweepCells
{
    private readonly TableData _runs;
    private readonly int[] _cells;
    private readonly int[] _first;

    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>, with the columns of all parameters that vary.</param>
    public SweepCells(ParameterSet parameters, TableData runs)
    {
        _runs = runs;
        Endings = new RunEndings(runs);
        Varied = VariedParameters.IndependentWithCodes(parameters, runs);
        _cells = new int[runs.RowCount];
        foreach (var (_, codes) in Varied)
            _cells = ColumnCodes.Combine(_cells, codes);
        Count = _cells.Length == 0 ? 0 : _cells.Max() + 1;
        _first = new int[Count];
        Array.Fill(_first, -1);
        RunsOf = new int[Count];
        foreach (var (row, cell) in _cells.Index())
        {
            RunsOf[cell]++;
            if (_first[cell] < 0)
                _first[cell] = row;
        }
    }

    /// <summary>The number of runs.</summary>
    public int Runs => _runs.RowCount;

    /// <summary>The number of cells.</summary>
    public int Count { get; }

    /// <summary>How many runs each cell has.</summary>
    internal int[] RunsOf { get; }

    /// <summary>The parameters that were varied, without the seed and without those that follow from another one.</summary>
    internal IReadOnlyList<(ColumnData Column, int[] Codes)> Varied { get; }

    /// <summary>How each run ended.</summary>
    internal RunEndings Endings { get; }

    /// <summary>The number of a run's cell, from 0 in the order of the rows.</summary>
    internal int CellOf(int row) => _cells[row];

    /// <summary>A measure of each run; NaN where it is not finite or not known, and for runs that count in no mean. Null if there is no such column of numbers.</summary>
    internal double[]? Numbers(string measure)
    {
        if (_runs.Schema.IndexOf(measure) is not (>= 0 and var index) || _runs.Columns[index] is not ColumnData<double> column)
            return null;
        return [.. Enumerable.Range(0, Runs).Select(row => !column.IsNull(row) && double.IsFinite(column.Values[row]) && Endings.IsAveraged(row) ? column.Values[row] : double.NaN)];
    }

    /// <summary>The values of a cell's parameters: <c>lr 0.1, norm layer</c>; empty if nothing was varied.</summary>
    internal string Describe(int cell) => string.Join(", ", Varied.Select(varied => Describe(varied.Column, _first[cell])));

    internal static string Describe(ColumnData column, int row) => $"{column.Schema.Name} {Text(column.Boxed(row))}";

    private static string Text(object? value) => value is double number ? ShortNumber.Of(number) : ParameterText.Of(value) is { Length: > 0 } text ? text : "—";
}
