using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Answers;

/// <summary>The runs of a sweep by the values of the parameters that were varied: a cell for each combination, whose runs differ in the seed alone.</summary>
internal sealed class SweepCells
{
    private readonly ColumnData<string> _status;
    private readonly IReadOnlyList<(ColumnData Column, int[] Codes)> _varied;
    private readonly int[] _first;

    public SweepCells(ParameterSet parameters, TableData runs)
    {
        Runs = runs;
        _status = runs.Column<string>("status");
        _varied = VariedParameters.IndependentWithCodes(parameters, runs);
        var numbers = new int[runs.RowCount];
        foreach (var (_, codes) in _varied)
            numbers = ColumnCodes.Combine(numbers, codes);
        Numbers = numbers;
        Count = numbers.Length == 0 ? 0 : numbers.Max() + 1;
        _first = new int[Count];
        Array.Fill(_first, -1);
        RunsOf = new int[Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            RunsOf[numbers[row]]++;
            if (_first[numbers[row]] < 0)
                _first[numbers[row]] = row;
        }

        HasExploded = Flag(OutcomeFlags.ExplodedName);
    }

    public TableData Runs { get; }

    /// <summary>The number of each row's cell, from 0 in the order of the rows.</summary>
    public int[] Numbers { get; }

    public int Count { get; }

    /// <summary>How many runs each cell has.</summary>
    public int[] RunsOf { get; }

    /// <summary>The parameters that were varied, without the seed and without those that follow from another one.</summary>
    public IReadOnlyList<(ColumnData Column, int[] Codes)> Varied => _varied;

    private ColumnData<bool>? HasExploded { get; }

    public string Status(int row) => _status.Values[row];

    /// <summary>Whether a run counts in means: it completed and did not explode.</summary>
    public bool IsAveraged(int row) => _status.Values[row] is "completed" && !IsTrue(HasExploded, row);

    public ColumnData<bool>? Flag(string name) => Runs.Schema.IndexOf(name) is >= 0 and var index ? Runs.Columns[index] as ColumnData<bool> : null;

    public static bool IsTrue(ColumnData<bool>? flag, int row) => flag is not null && !flag.IsNull(row) && flag.Values[row];

    /// <summary>The values of a cell's parameters: <c>lr 0.1, norm layer</c>; empty if nothing was varied.</summary>
    public string Describe(int cell) => string.Join(", ", _varied.Select(varied => Describe(varied.Column, _first[cell])));

    public static string Describe(ColumnData column, int row) => $"{column.Schema.Name} {Text(column.Boxed(row))}";

    private static string Text(object? value) => value is double number ? ShortNumber.Of(number) : ParameterText.Of(value) is { Length: > 0 } text ? text : "—";
}
