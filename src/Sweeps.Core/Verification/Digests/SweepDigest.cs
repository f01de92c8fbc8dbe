using System.Security.Cryptography;
using System.Text;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Store;

namespace Sweeps.Core.Verification.Digests;

/// <summary>A hash of one column's values.</summary>
/// <param name="Type">As <c>DESCRIBE</c> of DuckDB has it, in small letters: <c>boolean</c>, <c>integer</c>, <c>bigint</c>, <c>float</c>, <c>double</c>, <c>varchar</c>.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record ColumnDigest(string Name, string Type, string Sha256);

/// <summary>A hash of one table: of its name, its number of rows and the digests of its columns by name.</summary>
/// <param name="Name">Without the extension.</param>
/// <param name="Columns">By name, in ordinal order.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record TableDigest(string Name, long Rows, IReadOnlyList<ColumnDigest> Columns, string Sha256);

/// <summary>Hashes of the values that a sweep has in its deterministic tables (all but <c>timings</c>), whatever the encoding of the files.</summary>
/// <remarks>
/// Two folders have the same digest if their tables have the same names, columns, types and values. <see cref="TableDigester"/> states what is hashed, in which order.
/// </remarks>
/// <param name="Tables">By name, in ordinal order.</param>
/// <param name="Sha256">64 hexadecimal digits: the hash of the tables' names and hashes.</param>
public sealed record SweepDigest(IReadOnlyList<TableDigest> Tables, string Sha256)
{
    /// <summary>The digest of a sweep's final tables.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="columns">Which columns of a table are hashed; null for all. Rows are ordered by these alone, so that a later column does not change the digest of earlier ones.</param>
    /// <exception cref="StorageException">There are no final tables, or they are damaged or cannot be read.</exception>
    public static SweepDigest Of(SweepPaths paths, ParameterSet parameters, Func<string, string, bool>? columns = null)
    {
        string? problem = null;
        try
        {
            using var stored = StoredTables.Open(paths, StoredTasks.ParametersOf(paths, parameters), why => problem = why)
                ?? throw new StorageException(problem ?? $"There are no final tables in '{paths.Folder}' yet: 'sweeps run' or 'sweeps merge' writes them.");
            var tables = stored.Parts
                .Select(table => (Name: Path.GetFileNameWithoutExtension(table.Path), Table: table))
                .OrderBy(table => table.Name, StringComparer.Ordinal)
                .Select(table => new TableDigester(table.Name, table.Table, column => columns?.Invoke(table.Name, column) ?? true).Digest())
                .ToArray();
            return new SweepDigest(tables, Hash(tables.SelectMany(table => new[] { table.Name, table.Sha256 })));
        }
        catch (InvalidDataException damaged)
        {
            throw new StorageException(damaged.Message, damaged);
        }
    }

    /// <summary>The hash of texts, each followed by a zero byte.</summary>
    internal static string Hash(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
            hash.AppendData(Encoding.UTF8.GetBytes(text + '\0'));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
