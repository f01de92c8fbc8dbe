using Sweeps.Core.Analysis.Boundaries;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Analysis.Summaries;

/// <summary>Figures of runs by parameters: means over the runs of each group. Made from <c>runs.parquet</c> alone.</summary>
/// <param name="Request">The request, with its rows filled in if it named none.</param>
/// <param name="RowKeys">Values of the row parameters, in the order of the cells.</param>
/// <param name="ColumnKeys">Values of the column parameters, in the order of the cells; one empty key if there are no columns.</param>
/// <param name="Groups">The group for each row key and column key; null if it has no runs.</param>
public sealed record SummaryTable(
    SummaryRequest Request,
    IReadOnlyList<IReadOnlyList<object?>> RowKeys,
    IReadOnlyList<IReadOnlyList<object?>> ColumnKeys,
    IReadOnlyList<IReadOnlyList<SummaryGroup?>> Groups)
{
    private const string FindingsColumn = "findings";

    /// <summary>An estimate for each requested boundary.</summary>
    public IReadOnlyList<BoundaryEstimate> Boundaries { get; init; } = [];

    /// <summary>The number of all runs.</summary>
    public int Runs => Groups.Sum(row => row.Sum(group => group?.Runs ?? 0));

    /// <summary>Makes a summary.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>, in the order of the cells.</param>
    /// <exception cref="ArgumentException">A requested name is no column.</exception>
    public static SummaryTable Of(ParameterSet parameters, TableData runs, SummaryRequest request)
    {
        var complete = WithRows(parameters, runs, request);
        var rows = new KeyColumns(runs, complete.Rows);
        var columns = new KeyColumns(runs, complete.Columns);
        var members = new Dictionary<(int Row, int Column), List<int>>();
        for (var run = 0; run < runs.RowCount; run++)
        {
            var place = (rows.Number(run), columns.Number(run));
            if (!members.TryGetValue(place, out var list))
                members[place] = list = [];
            list.Add(run);
        }

        var figures = new SummaryFigures(parameters, runs, complete.Values);
        var groups = new SummaryGroup?[rows.Keys.Count][];
        for (var row = 0; row < groups.Length; row++)
        {
            groups[row] = new SummaryGroup?[columns.Keys.Count];
            for (var column = 0; column < columns.Keys.Count; column++)
                groups[row][column] = members.TryGetValue((row, column), out var list) ? figures.Of(list) : null;
        }

        MarkBest(groups, complete);
        return new SummaryTable(complete, rows.Keys, columns.Keys, groups) { Boundaries = [.. request.Boundaries.Select(measure => BoundaryEstimate.Of(parameters, runs, measure))] };
    }

    /// <summary>The columns of <c>runs.parquet</c> that a summary reads.</summary>
    public static IReadOnlyList<string> ColumnsFor(ParameterSet parameters, SummaryRequest request) =>
        [.. request.Rows.Concat(request.Columns).Concat(request.Values).Concat(request.Boundaries).Append("status").Concat(MeasureCatalogue.Flags.Select(flag => flag.Name)).Append(FindingsColumn).Concat(parameters.Columns.Select(column => column.Name)).Distinct(StringComparer.Ordinal)];

    /// <summary>The columns of <c>runs.parquet</c> that a summary needs only if they have more than one value.</summary>
    internal static IReadOnlySet<string> NeededIfVaried(ParameterSet parameters, SummaryRequest request) =>
        parameters.Columns.Select(column => column.Name).Except(request.Rows.Concat(request.Columns).Concat(request.Values).Concat(UnjudgedRuns.Columns), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a summary keeps of the texts of columns: of the findings the kinds, unless they are asked for.</summary>
    internal static IReadOnlyDictionary<string, Func<string, string>> KeptOfTexts(SummaryRequest request)
    {
        var kept = new Dictionary<string, Func<string, string>>(StringComparer.Ordinal);
        if (!request.Rows.Concat(request.Columns).Concat(request.Values).Contains(FindingsColumn, StringComparer.Ordinal))
            kept.Add(FindingsColumn, new FindingsByKind().Of);
        return kept;
    }

    private static SummaryRequest WithRows(ParameterSet parameters, TableData runs, SummaryRequest request)
    {
        foreach (var name in request.Rows.Concat(request.Columns).Concat(request.Values))
            if (runs.Schema.IndexOf(name) < 0)
                throw new ArgumentException(SummaryNames.Unknown(parameters, name), nameof(request));
        if (request.Rows.Count > 0 || request.Columns.Count > 0)
            return request;
        var varying = parameters.Columns
            .Select(column => column.Name)
            .Where(name => name is not "seed" && runs.Schema.IndexOf(name) is >= 0 and var index && KeyColumns.Varies(runs.Columns[index]))
            .ToArray();
        return request with { Rows = varying };
    }

    private static void MarkBest(SummaryGroup?[][] groups, SummaryRequest request)
    {
        var values = request.Values;
        for (var i = 0; i < values.Count; i++)
        {
            var better = request.Better(values[i]);
            if (better is MeasureDirection.None)
                continue;
            var means = groups.SelectMany(row => row).Select(group => group?.Figures[i].Mean).Where(mean => mean is not null).ToArray();
            if (means.Min() == means.Max())
                continue;
            var best = better is MeasureDirection.Lower ? means.Min() : means.Max();
            foreach (var group in groups.SelectMany(row => row))
                if (group is not null && group.Figures[i].Mean == best)
                    group.Figures[i] = group.Figures[i] with { IsBest = true };
        }
    }
}

/// <summary>The runs with the same row key and column key. Means are over those that completed and did not explode.</summary>
/// <param name="Runs">The number of runs.</param>
/// <param name="Diverged">The number of runs that diverged.</param>
/// <param name="Failed">The number of runs that failed.</param>
/// <param name="Figures">A figure for each requested value.</param>
public sealed record SummaryGroup(int Runs, int Diverged, int Failed, SummaryFigure[] Figures)
{
    /// <summary>The number of runs that completed.</summary>
    public int Completed => Runs - Diverged - Failed;

    /// <summary>The number of completed runs that exploded. Like runs that diverged, they are left out of means.</summary>
    public int Exploded { get; init; }

    /// <summary>The number of completed runs that ended above chance, including those that exploded.</summary>
    public int AboveChance { get; init; }

    /// <summary>The number of runs in the means that ended above chance.</summary>
    public int AveragedAboveChance { get; init; }

    /// <summary>The number of completed runs that did not improve.</summary>
    public int NotImproved { get; init; }

    /// <summary>The runs that are left out of means, by reason; reasons without runs are omitted.</summary>
    public IEnumerable<(int Count, string What)> LeftOut =>
        new[] { (Count: Exploded, What: "exploded"), (Count: Diverged, What: "diverged"), (Count: Failed, What: "failed") }.Where(kind => kind.Count > 0);
}

/// <summary>A figure over the runs of a group that completed and did not explode.</summary>
/// <param name="Count">The number of runs that have the figure.</param>
/// <param name="Mean">The mean; null for a text, or if no run has the figure.</param>
/// <param name="HalfWidth">Half of the 95 % interval of the mean (Student's t), if the runs are replicates: more than one run, and only the seed differs. Otherwise null.</param>
/// <param name="Text">For a column of texts: the text if all runs have the same one, else the number of different texts. For one of <see cref="MeasureCatalogue.Flags"/>: the number of completed runs for which it is true, or a text for an unknown number.</param>
/// <param name="IsWhole">Whether the column holds whole numbers.</param>
/// <param name="IsBest">Whether no other group has a better mean.</param>
public sealed record SummaryFigure(int Count, double? Mean, double? HalfWidth, string? Text, bool IsWhole, bool IsBest);
