using Sweeps.Training;

namespace Sweeps.Core.Handlers;

/// <summary>What <c>evaluate</c> asks for: the loss and the metrics over whole splits while a run is trained.</summary>
/// <param name="Interval">When.</param>
/// <param name="Splits">The names of the splits, in the order of their rows: <c>train</c>, <c>valid</c>, <c>test</c>.</param>
/// <param name="Metrics">The names of the metrics, each a column.</param>
public sealed record EvaluationSettings(EvaluationInterval Interval, IReadOnlyList<string> Splits, IReadOnlyList<string> Metrics)
{
    /// <summary>The name of the table.</summary>
    public const string Table = "evaluations";
}
