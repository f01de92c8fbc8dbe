using Sweeps.Core;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Sweeping;

/// <summary>Makes the plan of a sweep from its results folder: the definition there, with what it was last called with.</summary>
internal static class StoredSweep
{
    /// <param name="plugins">Assemblies that the command line names; those that the folder names are never loaded.</param>
    /// <exception cref="UserException">The folder holds no definition.</exception>
    /// <exception cref="InvalidDefinitionException">The plan cannot be made here: a list is missing, say, or a handler's plugin is not named.</exception>
    public static Sweep Load(SweepPaths paths, IReadOnlyList<string> plugins, Composition composition)
    {
        try
        {
            var loaded = Sweep.LoadStored(paths.Folder, composition.Environment, plugins);
            return loaded.Sweep ?? throw new InvalidDefinitionException(loaded.Errors);
        }
        catch (NoSweepException missing)
        {
            throw new UserException(missing.Message);
        }
    }
}
