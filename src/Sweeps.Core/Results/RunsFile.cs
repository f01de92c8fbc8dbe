using Sweeps.Parquet;

namespace Sweeps.Core.Results;

/// <summary>Reads <c>runs.parquet</c> whole: a row per run fits into memory where the series do not.</summary>
internal static class RunsFile
{
    /// <param name="columns">Which columns; null for all.</param>
    /// <exception cref="StorageException">It is damaged or cannot be read.</exception>
    public static TableData Read(string path, IReadOnlyList<string>? columns = null)
    {
        try
        {
            using var reader = ParquetReader.Open(path);
            var schema = columns is null ? reader.Schema : new TableSchema([.. reader.Schema.Columns.Where(column => columns.Contains(column.Name, StringComparer.Ordinal))]);
            var all = new TableData(schema);
            foreach (var group in reader.ReadAll([.. schema.Columns.Select(column => column.Name)]))
                all.AppendRange(group, 0, group.RowCount);
            return all;
        }
        catch (ParquetException e)
        {
            throw new StorageException(e.Message, e);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot read", path, e);
        }
    }
}
