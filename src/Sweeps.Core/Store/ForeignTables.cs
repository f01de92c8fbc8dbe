using Sweeps.Core.Files;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Store;

/// <summary>Refuses a folder with tables that this version of sweeps did not write, before anything in it is changed.</summary>
internal static class ForeignTables
{
    /// <param name="written">The names of the handlers' tables that will be written.</param>
    /// <exception cref="StorageException">A table of the sweep was not written by this version, or cannot be read.</exception>
    public static void Refuse(SweepPaths paths, IEnumerable<string> written)
    {
        var stored = Look(paths.Current("runs"), StoredTables.HandlersOf) ?? [];
        foreach (var name in stored.Select(handler => handler.Name).Concat(written).Concat(SweepPaths.ReservedTables).Distinct(StringComparer.Ordinal))
            Look(paths.Current(name), table =>
            {
                StoredTables.CheckLayout(table);
                return table;
            });
    }

    private static T? Look<T>(string path, Func<StoredTable, T> look)
        where T : class
    {
        if (!FileProbe.IsThere(path))
            return null;
        try
        {
            using var table = StoredTable.Open(path);
            return look(table);
        }
        catch (InvalidDataException)
        {
            // Damage is reported and repaired later.
            return null;
        }
    }
}
