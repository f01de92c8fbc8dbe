using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;

namespace Sweeps.Core;

/// <summary>Makes jobs of sweeps.</summary>
internal static class JobFactory
{
    public static SweepJob Create(Sweep sweep)
    {
        var (plan, definition, source) = (sweep.Plan, sweep.Plan.Definition, sweep.Source);
        return new SweepJob
        {
            Paths = sweep.Paths,
            Parameters = plan.Parameters,
            Definition = sweep.Given,
            Composed = ComposedDefinition.Of(definition.Bytes, sweep.IsComposed ? [] : source.Set, RelativeTo(sweep), plan.Parameters),
            Cells = new PlannedCells(plan),
            PlanOrigin = PlanOrigin.Of(plan, source.Plugins),
            Handlers = definition.Handlers,
            Evaluation = definition.Evaluation,
            Data = plan.DataOf,
            Evaluated = plan.EvaluatedOf,
            // A split that is empty costs nothing, and one that is not is there to be looked at.
            EvaluateTest = true,
            Unseen = () => UnseenModules.Of(plan),
            SaveModels = definition.SaveModel,
            Findings = definition.Findings,
            Measures = definition.Measures,
            Summary = new SummaryRequest(definition.Summary.Rows, definition.Summary.Columns, definition.Summary.Values) { Measures = definition.Measures, Boundaries = definition.Summary.Boundaries },
            Title = definition.Title,
            Execution = new ExecutionInfo
            {
                Version = ProductVersion.Text,
                Arithmetic = sweep.Engine.Arithmetic,
                Machine = sweep.Engine.Provenance.Machine,
                Assemblies = Assemblies(sweep),
                GitCommit = GitCommit.Of(Path.GetDirectoryName(Path.GetFullPath(source.File))!),
                // A text has no file that the definition could be read from again: the folder's copy is all there is.
                Definition = source.Content is null ? Path.GetFullPath(source.File) : "",
                Set = source.Set,
                Plugins = [.. source.Plugins.Select(Path.GetFullPath)],
                Data = definition.Lists.All.DistinctBy(one => one.Source, StringComparer.Ordinal).ToDictionary(one => one.Source, one => one.Data.Sha256, StringComparer.Ordinal),
            },
        };
    }

    private static Dictionary<string, string> Assemblies(Sweep sweep)
    {
        var assemblies = new Dictionary<string, string>(sweep.Engine.Provenance.Assemblies, StringComparer.Ordinal);
        // By its name, since it may lie elsewhere another time; of two with the same name, by its path.
        foreach (var plugin in sweep.Source.Plugins.Select(Path.GetFullPath))
            assemblies.TryAdd(assemblies.ContainsKey(Path.GetFileName(plugin)) ? plugin : Path.GetFileName(plugin), FileReading.Sha256(plugin));
        return assemblies;
    }

    // From the results folder, so that both can go elsewhere together. A definition without such lists is the same wherever it lies.
    private static string? RelativeTo(Sweep sweep)
    {
        var folder = Path.GetFullPath(sweep.Plan.Definition.BaseFolder);
        return sweep.Plan.Definition.Lists.All.Any(one => !Path.IsPathRooted(one.Source) && one.Data.Path is { } path && Path.GetFullPath(path).StartsWith(Path.GetFullPath(one.Source, folder), StringComparison.Ordinal))
            ? Path.GetRelativePath(sweep.Paths.Folder, folder).Replace(Path.DirectorySeparatorChar, '/')
            : null;
    }
}
