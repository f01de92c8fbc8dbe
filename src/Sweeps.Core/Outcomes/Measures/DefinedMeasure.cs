using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A measure that a definition adds: a column of <c>runs.parquet</c> after those that every run has. It is not part of a run's identity.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Measure">The object that computes the values.</param>
/// <param name="Signature">A text with everything besides the run that the values depend on: stored values with the same signature are still right.</param>
public sealed record DefinedMeasure(string Name, IMeasure Measure, string Signature)
{
    /// <summary>The measure's column.</summary>
    public ColumnSchema Column => new(Name, Measure.Type, Nullable: true);

    /// <summary>Signatures of several measures in their order; empty for none.</summary>
    internal static string Signatures(IReadOnlyList<DefinedMeasure> measures) =>
        measures.Count == 0 ? "" : SignatureText.Of(measures.Select(measure => (measure.Name, measure.Signature)));

    /// <summary>The value for a run; null if it is not known or the run failed.</summary>
    internal object? Of(MeasuredRun run) => run.Outcome.Status is RunStatus.Failed ? null : Measure.Of(run) switch
    {
        null => null,
        bool flag when Measure.Type is ColumnType.Boolean => flag,
        double number when Measure.Type is ColumnType.Double => double.IsFinite(number) ? number : null,
        var other => throw new InvalidOperationException($"The measure '{Name}' gave a {other.GetType().Name}; it must be a number or a flag, as its type says."),
    };
}
