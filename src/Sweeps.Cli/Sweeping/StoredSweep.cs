using Sweeps.Core.Data;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Results;
using Sweeps.Core.Text;
using Sweeps.Engine.Training;

namespace Sweeps.Cli.Sweeping;

/// <summary>Makes the plan of a sweep from its results folder: the definition there, with what it was last called with.</summary>
internal static class StoredSweep
{
    /// <param name="plugins">Assemblies that the command line names; those that the folder names are never loaded.</param>
    /// <exception cref="UserException">The folder holds no definition.</exception>
    /// <exception cref="InvalidDefinitionException">The plan cannot be made here: a list is missing, say, or a handler's plugin is not named.</exception>
    public static LoadedSweep Load(SweepPaths paths, IReadOnlyList<string> plugins, ITrainingEngine engine, DataCatalogue data)
    {
        var execution = StoredExecution.Last(paths);
        var context = new DefinitionContext { HandlerKinds = SweepLoader.Handlers(plugins).Kinds, Data = data, Set = execution?.Set ?? [] };
        var folder = execution is { Definition.Length: > 0 } ? Path.GetDirectoryName(Path.GetFullPath(execution.Definition))! : paths.Folder;
        var result = PlanReader.Plan(DefinitionReader.Read(Bytes(paths), paths.Definition, folder, context), engine.Arithmetic);
        if (result.Plan is not { } plan)
        {
            throw new InvalidDefinitionException([.. result.Errors, .. Advice(paths, execution, plugins).Select(advice => new DefinitionError(paths.Folder, 0, 0, advice))]);
        }

        return new LoadedSweep(new SweepSource(execution is { Definition.Length: > 0 } ? execution.Definition : paths.Definition, context.Set, null, plugins, Path.GetDirectoryName(paths.Folder)!), plan, plan, paths);
    }

    private static IEnumerable<string> Advice(SweepPaths paths, StoredExecution? execution, IReadOnlyList<string> plugins)
    {
        if (execution is null)
            yield return $"'{paths.Provenance}' is missing or damaged: where the definition lay, and what it was run with, is not known. 'sweeps run' of the definition writes it again";
        else if (execution.Plugins.Except(plugins, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            yield return $"it was made with {ShellWords.Join(missing.SelectMany(plugin => new[] { "--plugin", plugin }))}; a plugin is loaded only if you name it";
    }

    private static byte[] Bytes(SweepPaths paths)
    {
        try
        {
            return File.ReadAllBytes(paths.Definition);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"'{paths.Folder}' is not the folder of a sweep: it has no definition.yaml.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Cannot read '{paths.Definition}': {exception.Message}", exception);
        }
    }
}
