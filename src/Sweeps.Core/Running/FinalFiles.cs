using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Datasets;
using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Running;

/// <summary>The input of the final files of a job.</summary>
internal static class FinalFiles
{
    public static FinalContent Of(SweepJob job, IReadOnlyList<HandlerSpec> handlers, ExecutionSpan span, TimeProvider time) => new()
    {
        Chance = Chance(job),
        Cells = job.Cells,
        Parameters = job.Parameters,
        Handlers = handlers,
        Findings = job.Findings,
        Measures = job.Measures,
        Version = job.Execution.Version,
        Definitions = [(SweepPaths.DefinitionFile, job.Definition.ToArray()), (SweepPaths.ComposedFile, job.Composed.ToArray())],
        Heading = SummaryFormats.Heading(Title(job)),
        Summaries = runs =>
        {
            var rows = RunsFile.Read(runs, job.Parameters, SummaryTable.ColumnsFor(job.Parameters, job.Summary), SummaryTable.NeededIfVaried(job.Parameters, job.Summary), SummaryTable.KeptOfTexts(job.Summary));
            var summary = SummaryTable.Of(job.Parameters, rows, job.Summary);
            return
            [
                (SweepPaths.SummaryCsvFile, SummaryFormats.Utf8(SummaryFormats.Csv(summary))),
                (SweepPaths.SummaryMarkdownFile, SummaryFormats.Utf8(SummaryFormats.Markdown(summary, Title(job)) + FindingSummary.Of(job.Parameters, rows, handlers.SelectMany(handler => handler.Rows.Columns).Select(column => column.Name)).Markdown())),
            ];
        },
        Provenance = (earlier, files) => Provenance.Write(earlier, job.Execution, span with { Ended = time.GetUtcNow() }, files),
    };

    private static string Title(SweepJob job) => job.Title ?? job.Paths.Name;

    /// <summary>A function that gives the level of chance of a cell's data. Not thread-safe.</summary>
    public static Func<PlannedCell, double?> Chance(SweepJob job)
    {
        var level = new ChanceLevel();
        return cell => level.Of(cell.Settings.Task, job.Data(cell));
    }
}
