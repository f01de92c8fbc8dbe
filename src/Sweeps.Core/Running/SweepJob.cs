using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>All that a sweep's results depend on, and where they go.</summary>
public sealed record SweepJob
{
    private readonly ReadOnlyMemory<byte>? _composed;

    /// <summary>The results folder and the files in it.</summary>
    public required SweepPaths Paths { get; init; }

    /// <summary>The definition as given, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Definition { get; init; }

    /// <summary>The definition with what was set on top of it, as a definition of its own. <value>Default: the definition.</value></summary>
    public ReadOnlyMemory<byte> Composed
    {
        get => _composed ?? Definition;
        init => _composed = value;
    }

    /// <summary>Every cell in the order of the plan; read many times and by number, so a lazy list should compute quickly. Each run stands there once.</summary>
    public required IReadOnlyList<PlannedCell> Cells { get; init; }

    /// <summary>The handlers, each with a table of its own. <value>Default: none.</value></summary>
    public IReadOnlyList<HandlerDefinition> Handlers { get; init; } = [];

    /// <summary>What a cell trains on; called from several threads, so it should remember what it made.</summary>
    public required Func<PlannedCell, IDataset> Data { get; init; }

    /// <summary>Examples that are evaluated when a cell is trained, roughly, without making them; null if nobody knows. The same on every machine.</summary>
    public Func<PlannedCell, long>? Evaluated { get; init; }

    /// <summary>Whether to evaluate the validation split at the end of a run. <value>Default true.</value></summary>
    public bool EvaluateValid { get; init; } = true;

    /// <summary>Whether to evaluate the test split at the end of a run. <value>Default false.</value></summary>
    public bool EvaluateTest { get; init; }

    /// <summary>Whether to save the weights of every run.</summary>
    public bool SaveModels { get; init; }

    /// <summary>Thresholds for findings.</summary>
    public FindingThresholds Findings { get; init; } = FindingThresholds.Default;

    /// <summary>The measures that the definition adds.</summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>The summary that the definition asks for.</summary>
    public SummaryRequest Summary { get; init; } = SummaryRequest.Default;

    /// <summary>For the head of the summary; null for the name.</summary>
    public string? Title { get; init; }

    /// <summary>What is being executed, for <c>provenance.json</c>.</summary>
    public ExecutionInfo Execution { get; init; } = new();
}
