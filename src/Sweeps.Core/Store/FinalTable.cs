using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Store;

/// <summary>A final table of a sweep, for programs that read the file themselves.</summary>
public sealed record FinalTable
{
    private readonly string _path;

    private FinalTable(StoredTable table) => (Name, Schema, Rows, _path) = (Path.GetFileNameWithoutExtension(table.Path), table.Schema, table.RowCount, table.Path);

    /// <summary>The name of the file without its extension: <c>runs</c>, <c>losses</c>, <c>timings</c> or a handler's name.</summary>
    public string Name { get; }

    /// <summary>The columns, in order.</summary>
    public TableSchema Schema { get; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <summary>The final tables of a sweep: the runs, the losses, the handlers' tables, the timings. Empty if there are none yet.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <exception cref="StorageException">They are damaged or cannot be read.</exception>
    public static IReadOnlyList<FinalTable> Of(SweepPaths paths, ParameterSet parameters)
    {
        string? problem = null;
        using var stored = StoredTables.Open(paths, StoredTasks.ParametersOf(paths, parameters), why => problem = why);
        if (problem is not null)
            throw new StorageException(problem);
        return stored is null ? [] : [.. stored.All.Select(table => new FinalTable(table))];
    }

    /// <summary>Compares every byte of the file with its checksums.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="StorageException">The file is damaged or cannot be read.</exception>
    public string Verified()
    {
        try
        {
            using var table = StoredTable.Open(_path);
            return table.IsIntact() ? _path : throw new StorageException($"'{_path}' is damaged. 'sweeps verify' says where; 'sweeps run' trains again what is lost.");
        }
        catch (InvalidDataException damaged)
        {
            throw new StorageException(damaged.Message, damaged);
        }
    }
}
