using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Numerics.Functions;
using Sweeps.Reports.Reading;
using Sweeps.Tables;

namespace Sweeps.Reports.Plots;

/// <summary>An outcome against what was swept: what a plot draws.</summary>
/// <param name="X">The name of the parameter along the horizontal axis; empty if nothing varies.</param>
/// <param name="Y">The name of the measure.</param>
/// <param name="Color">The name of the parameter of the series; null if there is one series.</param>
/// <param name="Values">The values along the horizontal axis: ascending numbers, or categories in the order of the cells.</param>
/// <param name="IsNumeric">Whether they are numbers.</param>
/// <param name="Series">In the order of the cells, or of their numbers.</param>
internal sealed record PlotFigure(string X, string Y, string? Color, IReadOnlyList<object?> Values, bool IsNumeric, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>More series cannot be told apart.</summary>
    public const int MostSeries = 24;

    /// <summary>Series that a parameter may make without being asked for.</summary>
    private const int UsualSeries = 8;

    /// <summary>Whether the values are nearer to a geometric progression than to an arithmetic one, from one to at least four times it.</summary>
    public bool IsLogarithmic => IsNumeric && AreLogarithmic([.. Values.Select(Number)]);

    /// <summary>The level of chance, if all runs have the same and the measure is a loss that can be compared with it.</summary>
    public double? Chance { get; init; }

    /// <summary>The series and the point with the best mean; null if no value is better than another.</summary>
    public (int Series, PlotPoint Point)? Best { get; init; }

    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    /// <exception cref="ArgumentException">What is asked for cannot be drawn.</exception>
    public static PlotFigure Of(ParameterSet parameters, TableData runs, PlotRequest request, SummaryRequest measures)
    {
        if (runs.RowCount == 0)
            throw new ArgumentException("There are no runs to plot.", nameof(runs));
        if (runs.Schema.IndexOf(request.Y) is var index && index < 0)
            throw new ArgumentException(SummaryNames.Unknown(parameters, request.Y, [.. measures.Measures.Select(measure => measure.Name)]), nameof(request));
        if (!IsNumber(runs.Columns[index]))
            throw new ArgumentException($"{request.Y} is {(runs.Columns[index].Schema.Type is ColumnType.Boolean ? "true or false" : "a text")}; a plot needs numbers along the y axis.", nameof(request));
        var axes = RunColumns.Axes(parameters, runs).Where(name => name is not RunColumns.Seed).Select(name => runs.Columns[runs.Schema.IndexOf(name)]).ToList();
        var x = Named(parameters, runs, request.X) ?? axes.OrderByDescending(axis => IsNumber(axis) ? axis.Schema.Name is "lr" ? int.MaxValue : Count(axis) : 0).FirstOrDefault();
        var color = request.IsWithoutColor ? null
            : Named(parameters, runs, request.Color) ?? axes.FirstOrDefault(axis => axis != x && Count(axis) is > 1 and <= UsualSeries);
        if (color is not null && color == x)
            throw new ArgumentException($"{x!.Schema.Name} is along the x axis; choose another parameter for the colors, or none.", nameof(request));
        if (color is not null && Count(color) > MostSeries)
            throw new ArgumentException($"{color.Schema.Name} has {Count(color)} values, and at most {MostSeries} series can be told apart. Choose another parameter for the colors, or none.", nameof(request));

        var summary = SummaryTable.Of(parameters, runs, measures with { Rows = [x?.Schema.Name ?? "activation"], Columns = color is null ? [] : [color.Schema.Name], Values = [request.Y] });
        var isNumeric = x is not null && IsNumber(x) && summary.RowKeys.All(key => key[0] is not null);
        int[] order = [.. Ordered(summary.RowKeys, isNumeric)];
        var series = Ordered(summary.ColumnKeys, color is not null && IsNumber(color)).Select(column => new PlotSeries(
            color is null ? request.Y : $"{color.Schema.Name} {Shown(summary.ColumnKeys[column][0])}",
            [.. order.Select((row, place) => (Group: summary.Groups[row][column], Place: place)).Where(at => at.Group is not null).Select(at => PlotPoint.Of(at.Place, at.Group!))])).ToList();
        return new PlotFigure(x?.Schema.Name ?? "", request.Y, color?.Schema.Name, [.. order.Select(row => x is null ? "" : summary.RowKeys[row][0])], isNumeric, series)
        {
            Chance = ChanceOf(runs, request.Y),
            Best = BestOf(summary, series),
        };
    }

    /// <summary>A value of a parameter as a number.</summary>
    public static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// <summary>A value of a parameter for people.</summary>
    public static string Shown(object? value) => value switch
    {
        null or "" => "–",
        double number => ShortNumber.Of(number),
        _ => Texts.Plain(ParameterText.Of(value)),
    };

    private static ColumnData? Named(ParameterSet parameters, TableData runs, string? name)
    {
        if (name is null)
            return null;
        if (parameters.Find(name) is not { } parameter || runs.Schema.IndexOf(parameter.ShortName) is not (>= 0 and var index))
            throw new ArgumentException(SummaryNames.Unknown(parameters, name), nameof(name));
        return runs.Columns[index];
    }

    private static IEnumerable<int> Ordered(IReadOnlyList<IReadOnlyList<object?>> keys, bool areNumbers)
    {
        var places = Enumerable.Range(0, keys.Count);
        return areNumbers ? places.OrderBy(place => keys[place].Count == 0 || keys[place][0] is null ? double.NegativeInfinity : Number(keys[place][0])) : places;
    }

    private static bool IsNumber(ColumnData column) => column.Schema.Type is ColumnType.Double or ColumnType.Int32 or ColumnType.Int64;

    private static int Count(ColumnData column) => Enumerable.Range(0, column.Count).Select(column.Boxed).Distinct().Count();

    private static bool AreLogarithmic(double[] values)
    {
        if (values.Length < 3 || values[0] <= 0 || values[^1] / values[0] < 4)
            return false;
        var gaps = values.Zip(values.Skip(1), (a, b) => b - a).ToList();
        var ratios = values.Zip(values.Skip(1), (a, b) => Elementary.Log(b / a)).ToList();
        return ratios.Max() / ratios.Min() < gaps.Max() / gaps.Min();
    }

    private static double? ChanceOf(TableData runs, string y)
    {
        if (y is not ("loss_start" or "loss_end" or "loss_train" or "loss_valid" or "loss_test") || runs.Schema.IndexOf("loss_chance") < 0)
            return null;
        var levels = Enumerable.Range(0, runs.RowCount).Select(row => RunColumns.Number(runs, "loss_chance", row)).Distinct().Take(2).ToList();
        return levels.Count == 1 ? levels[0] : null;
    }

    private static (int Series, PlotPoint Point)? BestOf(SummaryTable summary, List<PlotSeries> series)
    {
        var best = summary.Groups.SelectMany(row => row).FirstOrDefault(group => group?.Figures[0].IsBest is true)?.Figures[0].Mean;
        foreach (var (number, one) in series.Index())
            foreach (var point in one.Points)
                if (best is not null && point.Mean == best)
                    return (number, point);
        return null;
    }
}

/// <summary>The points of one value of the parameter that makes the series.</summary>
internal sealed record PlotSeries(string Name, IReadOnlyList<PlotPoint> Points);

/// <summary>The runs with the same values of both parameters.</summary>
/// <param name="Place">The number of the value along the horizontal axis.</param>
/// <param name="Mean">The mean over the runs that completed and did not explode; null if there is none.</param>
/// <param name="HalfWidth">Half of its 95 % interval over seeds; null if the runs differ in more than the seed, or there is one.</param>
/// <param name="Runs">The number of runs.</param>
/// <param name="Lost">How many of them diverged, exploded or failed.</param>
internal sealed record PlotPoint(int Place, double? Mean, double? HalfWidth, int Runs, int Lost)
{
    public static PlotPoint Of(int place, SummaryGroup group) => new(place, group.Figures[0].Mean, group.Figures[0].HalfWidth, group.Runs, group.Diverged + group.Exploded + group.Failed);
}
