namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The texts that a definition gives a measure for users.</summary>
internal sealed record MeasureLabel(string Name, string Unit, string Description, MeasureDirection Better);

/// <summary>A number computed from the losses or from a column of a handler's table.</summary>
internal sealed class SeriesMeasure(MeasureLabel label, Take take, Func<MeasuredRun, IReadOnlyList<SeriesPoint>> series) : IMeasure
{
    public string Name => label.Name;

    public string Unit => label.Unit;

    public string Description => label.Description;

    public MeasureDirection Better => label.Better;

    public object? Of(MeasuredRun run) => take.Kind.Of(series(run), run.Losses.Length, take.Number);

    /// <summary>The loss of every step.</summary>
    public static IReadOnlyList<SeriesPoint> LossesOf(MeasuredRun run)
    {
        var points = new SeriesPoint[run.Losses.Length];
        for (var step = 0; step < points.Length; step++)
            points[step] = new(step, run.Losses.Span[step]);
        return points;
    }

    /// <summary>A column of a handler's table as a series: one number per recorded step, computed from the step's rows in their order. Rows without a value are left out.</summary>
    /// <param name="overLayers">Makes one number from those of several modules.</param>
    public static IReadOnlyList<SeriesPoint> ColumnOf(MeasuredRun run, string table, string column, RowFilter filter, Func<IReadOnlyList<SeriesPoint>, double?> overLayers)
    {
        if (run.Table(table) is not { } data)
            return [];
        var points = new List<SeriesPoint>();
        var step = new List<SeriesPoint>();
        foreach (var row in filter.Of(StatisticRow.Recorded(data, column)))
        {
            if (step.Count > 0 && step[0].Step != row.Step)
                EndStep();
            step.Add(new(row.Step, row.Value));
        }

        EndStep();
        return points;

        void EndStep()
        {
            if (step.Count > 0)
                points.Add(new(step[0].Step, overLayers(step) ?? double.NaN));
            step.Clear();
        }
    }
}
