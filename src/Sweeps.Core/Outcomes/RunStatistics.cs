using System.Diagnostics.CodeAnalysis;
using Sweeps.Core.Outcomes.Measures;

namespace Sweeps.Core.Outcomes;

/// <summary>The values of the measures of a run's series, which are computed when tables are written. Immutable; two are equal if all their values are equal.</summary>
public sealed class RunStatistics : IEquatable<RunStatistics>
{
    private readonly Dictionary<string, object> _values;

    /// <param name="values">The values by the names of the measures; null for a value that is not known.</param>
    public RunStatistics(IEnumerable<KeyValuePair<string, object?>> values) =>
        _values = values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);

    /// <summary>The statistics of a run about which nothing is known.</summary>
    public static RunStatistics None { get; } = new([]);

    /// <summary>The value of a measure: a <see cref="double"/> or a <see cref="bool"/>; null if it is not known.</summary>
    public object? this[string measure] => _values.GetValueOrDefault(measure);

    /// <summary>The value of a measure as a number; null if it is not known or is no number.</summary>
    public double? Number(string measure) => this[measure] as double?;

    /// <summary>All names with their values.</summary>
    internal IEnumerable<KeyValuePair<string, object>> All => _values;

    /// <summary>The values of the measures that a definition adds, in its order.</summary>
    public IEnumerable<KeyValuePair<string, object>> OfDefinition => _values.Where(value => MeasureCatalogue.Find(value.Key) is null);

    /// <summary>Computes the measures of the catalogue.</summary>
    public static RunStatistics Of(MeasuredRun run) =>
        new(MeasureCatalogue.Series.Select(measure => KeyValuePair.Create(measure.Name, measure.Series!.Of(run))));

    /// <summary>Computes the measures of the catalogue, then those of a definition. Each may use those before it.</summary>
    public static RunStatistics Of(MeasuredRun run, IReadOnlyList<DefinedMeasure> defined) => Added(run with { Outcome = run.Outcome with { Statistics = Of(run) } }, defined);

    /// <summary>The stored statistics of a run, with the measures of a definition added.</summary>
    internal static RunStatistics Added(MeasuredRun run, IReadOnlyList<DefinedMeasure> defined)
    {
        var statistics = run.Outcome.Statistics;
        foreach (var measure in defined)
        {
            var value = measure.Of(run with { Outcome = run.Outcome with { Statistics = statistics } });
            statistics = statistics.With(measure.Name, value);
        }

        return statistics;
    }

    /// <summary>The same values and one more, or another one; none of that name if it is null.</summary>
    internal RunStatistics With(string measure, object? value) =>
        new(_values.Where(known => !string.Equals(known.Key, measure, StringComparison.Ordinal)).Select(known => KeyValuePair.Create(known.Key, (object?)known.Value)).Append(KeyValuePair.Create(measure, value)));

    /// <summary>Whether the other statistics are equal, value by value.</summary>
    public bool Equals([NotNullWhen(true)] RunStatistics? other) =>
        other is not null && _values.Count == other._values.Count && _values.All(value => value.Value.Equals(other[value.Key]));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RunStatistics);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Count;
}
