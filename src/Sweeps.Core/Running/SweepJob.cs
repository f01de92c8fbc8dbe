using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Everything that a sweep's results depend on, and the folder for them.</summary>
public sealed record SweepJob
{
    private readonly ReadOnlyMemory<byte>? _composed;

    /// <summary>The results folder and the files in it.</summary>
    public required SweepPaths Paths { get; init; }

    /// <summary>The parameters that runs have.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The definition as given, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Definition { get; init; }

    /// <summary>The definition with all overrides applied, as a definition of its own. <value>Default: the definition.</value></summary>
    public ReadOnlyMemory<byte> Composed
    {
        get => _composed ?? Definition;
        init => _composed = value;
    }

    /// <summary>Every cell in the order of the plan, each run once. The list is read many times and by index, so a lazy list should be fast.</summary>
    public required IReadOnlyList<PlannedCell> Cells { get; init; }

    /// <summary>The <see cref="Plans.PlanOrigin"/> of the cells. <value>Default: empty; then every execution computes the run ids itself.</value></summary>
    internal ReadOnlyMemory<byte> PlanOrigin { get; init; }

    /// <summary>The handlers; each has its own table. <value>Default: none.</value></summary>
    public IReadOnlyList<HandlerDefinition> Handlers { get; init; } = [];

    /// <summary>What is evaluated while runs are trained. <value>Default null: nothing.</value></summary>
    public EvaluationSettings? Evaluation { get; init; }

    /// <summary>The tables that are recorded of every run besides its losses: those of the handlers, and the evaluations as the last one.</summary>
    internal IReadOnlyList<HandlerDefinition> Recorded => Evaluation is { } settings ? [.. Handlers, EvaluationTable.Of(settings)] : Handlers;

    /// <summary>Gives a cell's dataset. It is called from several threads and should cache datasets.</summary>
    public required Func<PlannedCell, IDataset> Data { get; init; }

    /// <summary>Gives the approximate number of examples that are evaluated for a cell, without creating them; null if it is not known. The result must be the same on every machine.</summary>
    public Func<PlannedCell, long>? Evaluated { get; init; }

    /// <summary>Whether to evaluate the validation split at the end of a run. <value>Default true.</value></summary>
    public bool EvaluateValid { get; init; } = true;

    /// <summary>Whether to evaluate the test split at the end of a run. <value>Default false.</value></summary>
    public bool EvaluateTest { get; init; }

    /// <summary>Tells what handlers cannot see of the networks, a sentence each. <value>Default: nothing.</value></summary>
    public Func<IReadOnlyList<string>> Unseen { get; init; } = static () => [];

    /// <summary>Whether to save the weights of every run.</summary>
    public bool SaveModels { get; init; }

    /// <summary>The thresholds for findings.</summary>
    public FindingThresholds Findings { get; init; } = FindingThresholds.Default;

    /// <summary>The measures that the definition adds.</summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>The summary that the definition asks for.</summary>
    public SummaryRequest Summary { get; init; } = SummaryRequest.Default;

    /// <summary>The title of the summary; null for the name of the sweep.</summary>
    public string? Title { get; init; }

    /// <summary>Information about the execution, for <c>provenance.json</c>.</summary>
    public ExecutionInfo Execution { get; init; } = new();
}
