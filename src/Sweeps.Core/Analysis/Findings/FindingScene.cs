using Sweeps.Core.Analysis.Findings.Rules;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>A run and its tables while its findings are made, with the intermediate results that several rules share.</summary>
internal sealed class FindingScene
{
    private readonly RunRecord _record;
    private readonly IReadOnlyList<HandlerTable> _tables;
    private readonly Lazy<bool> _vanishAtStart;
    private readonly Lazy<IReadOnlyList<(HandlerTable Table, LastingFault Fault)>> _dead;

    /// <param name="tables">The recorded tables of the run, in the order of the definition.</param>
    public FindingScene(RunRecord record, IReadOnlyList<HandlerTable> tables, RunScale scale, FindingThresholds thresholds)
    {
        _record = record;
        _tables = tables;
        Thresholds = thresholds;
        Levels = new(thresholds, scale);
        _vanishAtStart = new(() => VanishingGradients.AtStart(this));
        _dead = new(() => DeadUnits.In(this));
    }

    public RunOutcome Outcome => _record.Outcome;

    public ReadOnlyMemory<float> Losses => _record.Losses;

    public FindingThresholds Thresholds { get; }

    public Levels Levels { get; }

    /// <summary>The findings so far.</summary>
    public List<Finding> Said { get; } = [];

    /// <summary>Whether the gradients of a layer vanish and do so already at the first recorded step. That step alone then decides.</summary>
    public bool VanishAtStart => _vanishAtStart.Value;

    /// <summary>The tables with dead layers.</summary>
    public IReadOnlyList<(HandlerTable Table, LastingFault Fault)> Dead => _dead.Value;

    /// <summary>The first dead layer; null if there is none.</summary>
    public int? FirstDead => Dead.Min(one => (int?)one.Fault.First);

    /// <summary>Whether there is a finding of this kind already.</summary>
    public bool HasSaid(string kind) => Said.Exists(finding => string.Equals(finding.Kind, kind, StringComparison.Ordinal));

    /// <summary>The tables of a kind of handler that have rows, in the order of the definition.</summary>
    public IEnumerable<HandlerTable> Tables(string kind) =>
        _tables.Where(table => string.Equals(table.Definition.Kind.Name, kind, StringComparison.Ordinal) && table.Rows.RowCount > 0);
}
