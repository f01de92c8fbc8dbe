using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A measure of a run's recorded series, computed when the tables are written. It is not part of a run's identity: after a change of a measure, no run is trained again.</summary>
/// <remarks>A plugin is an assembly with public classes that implement this interface and have a constructor without parameters. A definition names one with <c>measures: { NAME: { kind: NAME } }</c>.</remarks>
public interface IMeasure
{
    /// <summary>The name in definitions and the name of the column: lower case, words joined by '_'.</summary>
    string Name { get; }

    /// <summary>The unit of the values: <c>nats</c>, <c>steps</c>; empty for a pure number.</summary>
    string Unit { get; }

    /// <summary>One sentence for the documentation and the report.</summary>
    string Description { get; }

    /// <summary>Which values are better.</summary>
    MeasureDirection Better => MeasureDirection.None;

    /// <summary>The type of the values: <see cref="ColumnType.Double"/> or <see cref="ColumnType.Boolean"/>.</summary>
    ColumnType Type => ColumnType.Double;

    /// <summary>The version of the measure. Raise it when the same series give a different value, so that stored values are computed again.</summary>
    int Revision => 1;

    /// <summary>The value for a run: a <see cref="double"/> or a <see cref="bool"/>, as <see cref="Type"/> says; null if what it needs was not recorded. Called from one thread.</summary>
    object? Of(MeasuredRun run);
}
