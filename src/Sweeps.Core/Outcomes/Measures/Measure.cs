using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A value that stands for a whole run: a column of <c>runs.parquet</c>, which summaries and reports can show.</summary>
/// <param name="Name">Of the column: lower case, words joined by '_'. It never changes.</param>
/// <param name="Type">Of the column.</param>
/// <param name="Unit">Of its values: <c>nats</c>, <c>steps</c>; empty for a pure number or a text.</param>
/// <param name="Description">One sentence for the documentation and the report.</param>
/// <param name="Of">Its value for a run; null where it is not known.</param>
public sealed record Measure(string Name, ColumnType Type, MeasureOrigin Origin, string Unit, string Description, Func<RunOutcome, object?> Of)
{
    /// <summary>Which values are better. <value>Default none.</value></summary>
    public MeasureDirection Better { get; init; }

    /// <summary>Whether a run may lack it. <value>Default true.</value></summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Whether its value follows from other measures and tells nothing new where those are told. <value>Default false.</value></summary>
    public bool IsDerived { get; init; }

    /// <summary>Its place among the numbers that the report offers to draw, the lowest first; null if it is none of them. <value>Default null.</value></summary>
    public int? Prominence { get; init; }

    /// <summary>Computes it from a run's series; null if <see cref="Origin"/> is another. <value>Default null.</value></summary>
    public IMeasure? Series { get; init; }

    /// <summary>Gives an outcome the value that a journal holds; null if journals do not hold it, since it follows from what they hold. <value>Default null.</value></summary>
    internal Func<RunOutcome, double?, RunOutcome>? Restore { get; init; }

    /// <summary>Its column of <c>runs.parquet</c>.</summary>
    public ColumnSchema Column => new(Name, Type, IsNullable);

    /// <summary>Its value as a number; null where it is not known or is no number.</summary>
    public double? Number(RunOutcome outcome) => Of(outcome) switch
    {
        double number => number,
        int number => number,
        long number => number,
        _ => null,
    };

    /// <summary>A measure of a run's series, whose value is looked up among those that were computed when the tables were written.</summary>
    public static Measure OfSeries(IMeasure measure) => new(measure.Name, measure.Type, MeasureOrigin.Series, measure.Unit, measure.Description, outcome => outcome.Statistics[measure.Name])
    {
        Better = measure.Better,
        Series = measure,
    };
}
