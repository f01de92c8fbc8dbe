using Sweeps.Tables;

namespace Sweeps.Core.Handlers;

/// <summary>
/// The evaluations of whole splits while a run is trained, as a table among those of handlers: what holds for a handler's rows in journals, states and final tables holds for them.
/// The runner fills it, between steps; no step is observed.
/// </summary>
internal sealed class EvaluationTable : IHandlerKind
{
    private const string EveryOption = "every";
    private const string SplitsOption = "splits";

    /// <param name="metrics">The names of the metrics, each a column.</param>
    private EvaluationTable(IReadOnlyList<string> metrics)
    {
        Metrics = metrics;
        Schema = new TableSchema([.. Place.Columns, .. metrics.Select(metric => new ColumnSchema(metric, ColumnType.Double, Nullable: true))]);
    }

    /// <summary>The columns that every such table has, after cell and run.</summary>
    public static TableSchema Place { get; } = new([new("step", ColumnType.Int32), new("split", ColumnType.String), new("loss", ColumnType.Double, Nullable: true)]);

    public string Name => EvaluationSettings.Table;

    public string Summary => "The loss and the metrics over whole splits while a run is trained.";

    public IReadOnlyList<HandlerOption> Options { get; } =
    [
        new(EveryOption, OptionType.Name, "", "The interval in steps, or epoch."),
        new(SplitsOption, OptionType.Names, Array.Empty<string>(), "The splits."),
    ];

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 0;

    /// <summary>The names of the metrics, in the order of their columns.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <summary>step, split, loss, and the metrics.</summary>
    public TableSchema Schema { get; }

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [.. Schema.Columns.Skip(Place.Columns.Count)];

    public IHandler Create(HandlerOptions options) => throw new NotSupportedException("Evaluations are made between steps: no handler observes any.");

    /// <summary>The table as a definition asks for it. Its signature does not depend on the metrics: runs of one task have the same numbers whatever the others are.</summary>
    public static HandlerDefinition Of(EvaluationSettings settings)
    {
        var options = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [EveryOption] = settings.Interval.ToString(),
            [SplitsOption] = settings.Splits.ToArray(),
        };
        // At the start and at the end at least: the schedule is for estimates alone, which do not know how long an epoch is.
        var schedule = new HandlerSchedule(settings.Interval.Steps, settings.Interval.Steps is null ? [0, -1] : []);
        return new HandlerDefinition(EvaluationSettings.Table, new EvaluationTable(settings.Metrics), new HandlerOptions(options), schedule);
    }

    /// <summary>As many rows as an evaluation has, for estimates.</summary>
    public TableData Example(HandlerOptions options)
    {
        var rows = new TableData(Schema);
        foreach (var column in rows.Columns)
            column.AppendSame(column.Schema.Type switch { ColumnType.Int32 => 0, ColumnType.String => "", _ => null }, options.Names(SplitsOption).Count);
        return rows;
    }

    /// <summary>Rows with the columns of this table: a metric that no run of theirs had is null.</summary>
    public TableData Conformed(TableData rows)
    {
        if (rows.Schema.Equals(Schema))
            return rows;
        var conformed = new TableData(Schema);
        foreach (var column in conformed.Columns)
        {
            if (rows.Schema.IndexOf(column.Schema.Name) is >= 0 and var place)
                column.AppendRange(rows.Columns[place], 0, rows.RowCount);
            else
                column.AppendSame(null, rows.RowCount);
        }

        return conformed;
    }
}
