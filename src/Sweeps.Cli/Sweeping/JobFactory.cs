using System.Reflection;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;

namespace Sweeps.Cli.Sweeping;

/// <summary>Makes jobs of definitions.</summary>
internal static class JobFactory
{
    /// <summary>The program's version, with the commit it was built from if that is known.</summary>
    public static string Version { get; } =
        typeof(JobFactory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static SweepJob Create(LoadedSweep sweep, string arithmetic, string commandLine)
    {
        var definition = sweep.Plan.Definition;
        return new SweepJob
        {
            Paths = sweep.Paths,
            Definition = sweep.Given,
            Composed = sweep.Composed,
            Cells = new PlannedCells(sweep.Plan),
            Handlers = definition.Handlers,
            Data = sweep.Plan.DataOf,
            Evaluated = cell => (long)(sweep.Plan.ListOf(cell).Examples * ((cell.EvaluateTrain ? cell.Data.Train : 0) + cell.Data.Valid + cell.Data.Test)),
            // A split that is empty costs nothing, and one that is not is there to be looked at.
            EvaluateTest = true,
            SaveModels = definition.SaveModel,
            Findings = definition.Findings,
            Summary = new SummaryRequest(definition.Summary.Rows, definition.Summary.Columns, definition.Summary.Values),
            Title = definition.Title,
            Execution = new ExecutionInfo
            {
                CommandLine = commandLine,
                Version = Version,
                Arithmetic = arithmetic,
                GitCommit = GitCommit.Of(Path.GetDirectoryName(Path.GetFullPath(sweep.Source.File))!),
                Definition = Path.GetFullPath(sweep.Source.File),
                Set = sweep.Source.Set,
                Plugins = [.. sweep.Source.Plugins.Select(Path.GetFullPath)],
                Data = definition.Lists.ToDictionary(list => list.Key, list => list.Value.Sha256, StringComparer.Ordinal),
            },
        };
    }
}
