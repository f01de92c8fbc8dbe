using Sweeps.Core.Axes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions.Expressions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>A valid definition: what to train, what to record and what to summarise. Immutable.</summary>
public sealed record SweepDefinition
{
    /// <summary>The parameters that it was read with.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>Its folder under the results root: letters, digits, '-', '_' and '.'.</summary>
    public required string Name { get; init; }

    /// <summary>The title for users; the name if no title is given.</summary>
    public required string Title { get; init; }

    /// <summary>The file as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The definition's text: the bytes of the file as they were read, or, if it extends others, what was made of all of them.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The name of the engine that trains it.</summary>
    public required string Engine { get; init; }

    /// <summary>The axes of the grid, the first one slowest, then one per entry of <c>zip</c>.</summary>
    public required IReadOnlyList<SweepAxis> Axes { get; init; }

    /// <summary>The handlers, in the order in which they are written. Each has a table of its own.</summary>
    public required IReadOnlyList<HandlerDefinition> Handlers { get; init; }

    /// <summary>What is evaluated while runs are trained; null for nothing.</summary>
    public EvaluationSettings? Evaluation { get; init; }

    /// <summary>Thresholds for findings.</summary>
    public FindingThresholds Findings { get; init; } = FindingThresholds.Default;

    /// <summary>The measures that it adds to those that every run has.</summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>The summary that is printed and written when the sweep is done.</summary>
    public required SummaryDefinition Summary { get; init; }

    /// <summary>Whether models are saved.</summary>
    public bool SaveModel { get; init; }

    /// <summary>Whether a report is written after the run.</summary>
    public bool Report { get; init; }

    /// <summary>The most cells that the grid and <c>include</c> may have, before <c>exclude</c> and <c>where</c>.</summary>
    public int MaxCells { get; init; } = DefaultMaxCells;

    /// <summary>Options that changed the definition, as given: <c>--set lr=0.1</c>, <c>--where EXPR</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>The files that cells can train on.</summary>
    public required DataSources Lists { get; init; }

    /// <summary>The folder that relative paths in the definition are relative to.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>The default of <see cref="MaxCells"/>.</summary>
    public const int DefaultMaxCells = 1_000_000;

    /// <summary>Where the engine is chosen: the beginning of the definition if nothing is written.</summary>
    internal SourceMark EnginePlace { get; init; } = new("", 1, 1);

    /// <summary>A value per parameter for cells that no axis changes.</summary>
    internal object[] Base { get; init; } = [];

    /// <summary>Whether the grid has cells; false if only <c>include</c> is written.</summary>
    internal bool HasGrid { get; init; } = true;

    internal IReadOnlyList<CellPattern> Include { get; init; } = [];

    internal IReadOnlyList<CellPattern> Exclude { get; init; } = [];

    /// <summary>The presets that cells can have.</summary>
    internal Presets? Presets { get; init; }

    /// <summary>Patterns of the runs that the report shows in detail.</summary>
    internal IReadOnlyList<CellPattern> Detail { get; init; } = [];

    /// <summary>The place of <see cref="Evaluation"/>.</summary>
    internal SourceMark EvaluationPlace { get; init; } = new("", 1, 1);

    /// <summary>The place of each of <see cref="Handlers"/>.</summary>
    internal IReadOnlyList<SourceMark> HandlerPlaces { get; init; } = [];

    /// <summary>The warnings from reading the file. The warnings of the plan include them.</summary>
    internal IReadOnlyList<DefinitionWarning> Warnings { get; init; } = [];

    /// <summary>The conditions that every cell satisfies.</summary>
    internal IReadOnlyList<CellFilter> Where { get; init; } = [];

    /// <summary>The parameters that axes and included cells set.</summary>
    public IReadOnlySet<Parameter> Varied { get; init; } = new HashSet<Parameter>();

    /// <summary>The places of the values of parameters, for messages about cells.</summary>
    internal IReadOnlyDictionary<Parameter, ValuePlaces> Places { get; init; } = new Dictionary<Parameter, ValuePlaces>();
}

/// <summary>The summary in a definition.</summary>
/// <param name="Rows">Short names of the parameters that make rows.</param>
/// <param name="Columns">Short names of those that make columns.</param>
/// <param name="Values">Measures or parameters.</param>
public sealed record SummaryDefinition(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Values)
{
    /// <summary>Measures that are true or false whose boundary is estimated. <value>Default none.</value></summary>
    public IReadOnlyList<string> Boundaries { get; init; } = [];
}
