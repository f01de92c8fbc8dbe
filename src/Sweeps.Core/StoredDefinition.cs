using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core;

/// <summary>Makes the plan of a sweep from its results folder: the definition there, with what it was last run with.</summary>
internal static class StoredDefinition
{
    /// <inheritdoc cref="Sweep.LoadStored"/>
    public static SweepLoadResult Load(SweepPaths paths, IReadOnlyList<string> plugins, SweepEnvironment environment)
    {
        paths.CheckContents();
        var given = Bytes(paths, paths.Definition);
        var execution = StoredExecution.Last(paths);
        var isComposed = StandingPlan.IsComposed(paths);
        var context = new DefinitionContext { Catalogue = environment.Catalogue.With(plugins), Data = environment.Data, Set = isComposed ? [] : execution?.Set ?? [] };
        var folder = execution is { Definition.Length: > 0 } ? Path.GetDirectoryName(Path.GetFullPath(execution.Definition)) : null;
        var result = isComposed
            ? Plan(Bytes(paths, paths.Composed), paths.Composed, context)
            : Plan(given, paths.Definition, context with { BaseFolder = folder });
        // The results may have been moved without the lists: these lie where the definition lay.
        if (result.Plan is null && isComposed && folder is not null)
            result = Plan(Bytes(paths, paths.Composed), paths.Composed, context with { BaseFolder = folder }) is { Plan: not null } found ? found : result;
        if (result.Plan is not { } plan)
            return new(null, [.. result.Errors, .. Advice(paths, execution, plugins).Select(advice => new DefinitionError(paths.Folder, 0, 0, advice))]);
        if (isComposed && StandingPlan.Read(paths) is { Origin.IsEmpty: false } standing && standing.Origin.Span.SequenceEqual(PlanOrigin.Of(plan, plugins).Span))
            plan = plan.WithKnown(standing.Ids());
        // Before the first execution, for example after a submission, only the composed definition contains the settings of --set.
        var file = execution is { Definition.Length: > 0 } ? execution.Definition : isComposed ? paths.Composed : paths.Definition;
        var source = new SweepSource { File = file, Set = execution?.Set ?? [], Plugins = plugins, ResultsRoot = Path.GetDirectoryName(paths.Folder)! };
        return new(new Sweep(source, environment, plan, plan, paths) { Given = given, IsComposed = isComposed }, []);

        PlanResult Plan(byte[] bytes, string file, DefinitionContext read) => PlanReader.Plan(DefinitionReader.Read(bytes, file, paths.Folder, read));
    }

    private static IEnumerable<string> Advice(SweepPaths paths, StoredExecution? execution, IReadOnlyList<string> plugins)
    {
        if (execution is null)
            yield return $"'{paths.Provenance}' is missing or damaged: where the definition lay, and what it was run with, is not known. 'sweeps run' of the definition writes it again";
        else if (execution.Plugins.Except(plugins, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            yield return $"it was made with {ShellWords.Join(missing.SelectMany(plugin => new[] { "--plugin", plugin }))}; a plugin is loaded only if you name it";
    }

    private static byte[] Bytes(SweepPaths paths, string file) => FileReading.BytesIfThere(file)
        ?? throw new NoSweepException($"'{paths.Folder}' is not the folder of a sweep: it has no {Path.GetFileName(file)}.");
}
