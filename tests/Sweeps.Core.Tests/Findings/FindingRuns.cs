using System.Collections.Concurrent;
using System.Text;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Findings;

/// <summary>A cell of a definition, really trained.</summary>
/// <param name="Loss">Over the whole training split at the end; null if the run diverged.</param>
internal sealed record FindingRun(PlannedCell Cell, RunRecord Record, IReadOnlyList<HandlerTable> Tables, double? Loss, IReadOnlyList<Finding> Findings)
{
    public IEnumerable<string> Kinds => Findings.Select(finding => finding.Kind).Distinct(StringComparer.Ordinal);
}

/// <summary>Trains every cell of a definition and says of each what there is to say.</summary>
internal static class FindingRuns
{
    /// <summary>Reading and encoding the words takes longer than training a small network.</summary>
    private static readonly ConcurrentDictionary<DataSettings, IDataset> s_data = new();
    private static readonly ConcurrentDictionary<DataSettings, double> s_chance = new();

    /// <param name="evaluate">Whether the loss over the training split is measured.</param>
    public static IEnumerable<FindingRun> Of(string yaml, bool evaluate = false)
    {
        var result = Read(yaml);
        Assert.Empty(result.Errors);
        var plan = PlanReader.Plan(result).Plan!;
        foreach (var cell in plan.Cells())
        {
            var data = s_data.GetOrAdd(cell.Data, _ => plan.DataOf(cell));
            var tap = new HandlerSet(plan.Definition.Handlers, cell.Settings.Training.Steps);
            using var run = new TrainingEngine().Start(cell.Settings, data, tap);
            run.Advance(cell.Settings.Training.Steps);
            var outcome = new RunOutcome
            {
                Run = cell.Run,
                Status = run.DivergedAt is null ? RunStatus.Completed : RunStatus.Diverged,
                DivergedAt = run.DivergedAt,
                Parameters = cell.Parameters,
                Losses = LossFigures.Of(run.Losses, cell.Settings.Training.Steps, Math.Log(data.Targets.Outputs), s_chance.GetOrAdd(cell.Data, _ => new ChanceLevel().Of(cell.Settings.Task, data)!.Value)),
            };
            var record = new RunRecord(outcome, run.Losses.ToArray(), [.. tap.Tables.Select(table => table.Rows)]);
            var loss = evaluate && run.DivergedAt is null ? run.Evaluate(data.Train) : null;
            yield return new(cell, record, tap.Tables, loss, FindingRules.Of(record, tap.Tables, RunScale.Of(cell), plan.Definition.Findings));
        }
    }

    public static DefinitionResult Read(string yaml) =>
        DefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "d.yaml", ".", Reader.WithHandlers);
}
