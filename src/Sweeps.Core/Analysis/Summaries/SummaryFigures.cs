using System.Globalization;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Computes the figures of groups of runs.</summary>
internal sealed class SummaryFigures
{
    private readonly ParameterSet _parameters;
    private readonly Dictionary<int, double> _quantiles = [];
    private readonly RunEndings _endings;
    private readonly ColumnData[] _values;
    private readonly int[][] _settings;

    public SummaryFigures(ParameterSet parameters, TableData runs, IReadOnlyList<string> values)
    {
        _parameters = parameters;
        _endings = new RunEndings(runs);
        _values = [.. values.Select(name => runs.Columns[runs.Schema.IndexOf(name)])];
        _settings = [.. parameters.Columns
            .Where(column => column.Name is not "seed" && runs.Schema.IndexOf(column.Name) >= 0)
            .Select(column => runs.Columns[runs.Schema.IndexOf(column.Name)])
            .Where(KeyColumns.Varies)
            .Select(ColumnCodes.Of)];
    }

    public SummaryGroup Of(List<int> runs)
    {
        var diverged = 0;
        var failed = 0;
        foreach (var run in runs)
        {
            var status = _endings.Status(run);
            diverged += status == RunStatus.Diverged ? 1 : 0;
            failed += status == RunStatus.Failed ? 1 : 0;
        }

        var areReplicates = runs.Count > 1 && _settings.All(codes => runs.TrueForAll(run => codes[run] == codes[runs[0]]));
        return new(runs.Count, diverged, failed, [.. _values.Select(column => Figure(column, runs, areReplicates))])
        {
            Exploded = runs.Count(_endings.HasExploded),
            AboveChance = runs.Count(_endings.IsAboveChance),
            AveragedAboveChance = runs.Count(run => _endings.IsAboveChance(run) && !_endings.HasExploded(run)),
            NotImproved = runs.Count(_endings.HasNotImproved),
        };
    }

    private SummaryFigure Figure(ColumnData column, List<int> runs, bool areReplicates)
    {
        if (column is ColumnData<bool> flag && _parameters.Find(column.Schema.Name) is null)
            return Counted(flag, runs);
        if (column.Schema.Type is ColumnType.String or ColumnType.Boolean)
            return Text(column, runs);
        var numbers = new List<double>(runs.Count);
        foreach (var run in runs)
            if (!column.IsNull(run) && _endings.IsAveraged(run))
                numbers.Add(Number(column, run));
        var isWhole = column.Schema.Type is ColumnType.Int32 or ColumnType.Int64;
        if (numbers.Count == 0)
            return new(0, null, null, null, isWhole, IsBest: false);
        // Equal numbers have no spread: the rounding of their sum must not create one.
        var mean = numbers.TrueForAll(number => number == numbers[0]) ? numbers[0] : numbers.Sum() / numbers.Count;
        return new(numbers.Count, mean, areReplicates && numbers.Count > 1 ? HalfWidth(numbers, mean) : null, null, isWhole, IsBest: false);
    }

    private static double Number(ColumnData column, int run) => column switch
    {
        ColumnData<double> typed => typed.Values[run],
        ColumnData<int> typed => typed.Values[run],
        ColumnData<long> typed => typed.Values[run],
        _ => Convert.ToDouble(column.Boxed(run), CultureInfo.InvariantCulture),
    };

    private double HalfWidth(List<double> numbers, double mean)
    {
        var squares = numbers.Sum(number => (number - mean) * (number - mean));
        if (!_quantiles.TryGetValue(numbers.Count, out var t))
            _quantiles[numbers.Count] = t = MeanInterval.Quantile(numbers.Count);
        return t * Math.Sqrt(squares / (numbers.Count - 1) / numbers.Count);
    }

    private SummaryFigure Counted(ColumnData<bool> flag, List<int> runs)
    {
        var known = runs.Count(run => !flag.IsNull(run));
        var text = known == 0 ? (runs.Exists(run => _endings.Status(run) == RunStatus.Completed) ? "unknown" : null)
            : runs.Count == 1 ? ParameterText.Of(RunEndings.IsTrue(flag, runs[0]))
            : string.Create(CultureInfo.InvariantCulture, $"{runs.Count(run => RunEndings.IsTrue(flag, run))} of {known}");
        return new(known, null, null, text, IsWhole: false, IsBest: false);
    }

    private static SummaryFigure Text(ColumnData column, List<int> runs)
    {
        var texts = runs.Where(run => !column.IsNull(run)).Select(run => ParameterText.Of(column.Boxed(run))).ToArray();
        var distinct = texts.Distinct(StringComparer.Ordinal).Count();
        var text = distinct switch
        {
            0 => null,
            1 => texts[0],
            _ => string.Create(CultureInfo.InvariantCulture, $"{distinct} different"),
        };
        return new(texts.Length, null, null, text, IsWhole: false, IsBest: false);
    }
}
