using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A value that describes a whole run: a column of <c>runs.parquet</c>, which summaries and reports can show.</summary>
/// <param name="Name">The name of the column: lower case, words joined by '_'. It never changes.</param>
/// <param name="Type">The type of the column.</param>
/// <param name="Unit">The unit of the values: <c>nats</c>, <c>steps</c>; empty for a pure number or a text.</param>
/// <param name="Description">One sentence for the documentation and the report.</param>
/// <param name="Of">Gives the value for a run; null if it is not known.</param>
public sealed record Measure(string Name, ColumnType Type, MeasureOrigin Origin, string Unit, string Description, Func<RunOutcome, object?> Of)
{
    /// <summary>Which values are better. <value>Default none.</value></summary>
    public MeasureDirection Better { get; init; }

    /// <summary>Whether a run may have no value. <value>Default true.</value></summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>Whether the value follows from other measures, so that it can be left out where those are shown. <value>Default false.</value></summary>
    public bool IsDerived { get; init; }

    /// <summary>Whether tables of earlier versions may lack the column, which then has no value. <value>Default false.</value></summary>
    internal bool IsAdded { get; init; }

    /// <summary>The position in the report's list of numbers to draw, the lowest first; null if it is not in the list. <value>Default null.</value></summary>
    public int? Prominence { get; init; }

    /// <summary>The object that computes the value from a run's series; null if <see cref="Origin"/> is another. <value>Default null.</value></summary>
    public IMeasure? Series { get; init; }

    /// <summary>Puts the value from a journal into an outcome; null if journals do not store the measure, since it follows from what they store. <value>Default null.</value></summary>
    internal Func<RunOutcome, double?, RunOutcome>? Restore { get; init; }

    /// <summary>The measure's column of <c>runs.parquet</c>.</summary>
    public ColumnSchema Column => new(Name, Type, IsNullable);

    /// <summary>The value for a run as a number; null if it is not known or is no number.</summary>
    public double? Number(RunOutcome outcome) => Of(outcome) switch
    {
        double number => number,
        int number => number,
        long number => number,
        _ => null,
    };

    /// <summary>Creates a measure of a run's series. Its value is looked up among those that were computed when the tables were written.</summary>
    public static Measure OfSeries(IMeasure measure) => new(measure.Name, measure.Type, MeasureOrigin.Series, measure.Unit, measure.Description, outcome => outcome.Statistics[measure.Name])
    {
        Better = measure.Better,
        Series = measure,
    };
}
