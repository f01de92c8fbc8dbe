using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>Tables as Parquet files, read and written by Parquet.Net under a seal of checksums.</summary>
public sealed class ParquetFormat : ITableFormat
{
    /// <inheritdoc/>
    public ITableWriter Create(Stream stream, TableSchema schema, TableFileOptions? options = null) => new ParquetWriter(stream, schema, options);

    /// <inheritdoc/>
    public ITableReader Open(string path) => ParquetReader.Open(path);

    /// <inheritdoc/>
    public ITableReader Open(Stream seekable) => ParquetReader.Open(seekable);
}
