using System.Diagnostics.CodeAnalysis;
using Sweeps.Core.Outcomes.Measures;

namespace Sweeps.Core.Outcomes;

/// <summary>A run's series in a value each: those of the measures that are computed when tables are written. Immutable; equal if all values are.</summary>
public sealed class RunStatistics : IEquatable<RunStatistics>
{
    private readonly Dictionary<string, object> _values;

    /// <param name="values">By the names of the measures; null where one is not known.</param>
    public RunStatistics(IEnumerable<KeyValuePair<string, object?>> values) =>
        _values = values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);

    /// <summary>Of a run of which nothing is known.</summary>
    public static RunStatistics None { get; } = new([]);

    /// <summary>The value of a measure: a <see cref="double"/> or a <see cref="bool"/>; null where it is not known.</summary>
    public object? this[string measure] => _values.GetValueOrDefault(measure);

    /// <summary>The value of a measure as a number; null where it is not known or is no number.</summary>
    public double? Number(string measure) => this[measure] as double?;

    /// <summary>The values of the measures that a definition adds, in its order.</summary>
    public IEnumerable<KeyValuePair<string, object>> OfDefinition => _values.Where(value => MeasureCatalogue.Find(value.Key) is null);

    /// <summary>The measures of the catalogue.</summary>
    public static RunStatistics Of(MeasuredRun run) =>
        new(MeasureCatalogue.Series.Select(measure => KeyValuePair.Create(measure.Name, measure.Series!.Of(run))));

    /// <summary>The measures of the catalogue, then those of a definition, each of which may be made of those before it.</summary>
    public static RunStatistics Of(MeasuredRun run, IReadOnlyList<DefinedMeasure> defined) => Added(run with { Outcome = run.Outcome with { Statistics = Of(run) } }, defined);

    /// <summary>The statistics that a run has, and those of a definition.</summary>
    internal static RunStatistics Added(MeasuredRun run, IReadOnlyList<DefinedMeasure> defined)
    {
        var statistics = run.Outcome.Statistics;
        foreach (var measure in defined)
        {
            var value = measure.Of(run with { Outcome = run.Outcome with { Statistics = statistics } });
            statistics = new(statistics._values.Where(known => !string.Equals(known.Key, measure.Name, StringComparison.Ordinal)).Select(known => KeyValuePair.Create(known.Key, (object?)known.Value)).Append(KeyValuePair.Create(measure.Name, value)));
        }

        return statistics;
    }

    /// <summary>Whether the other statistics are equal, value by value.</summary>
    public bool Equals([NotNullWhen(true)] RunStatistics? other) =>
        other is not null && _values.Count == other._values.Count && _values.All(value => value.Value.Equals(other[value.Key]));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RunStatistics);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Count;
}
