using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>Tables as Parquet files.</summary>
public sealed class ParquetFormat : ITableFormat
{
    /// <inheritdoc/>
    public ITableWriter Create(Stream stream, TableSchema schema, TableFileOptions? options = null) =>
        new ParquetWriter(stream, schema, options is null ? null : new ParquetWriterOptions { RowGroupRows = options.RowGroupRows, PageRows = options.PageRows });

    /// <inheritdoc/>
    public ITableReader Open(string path) => ParquetReader.Open(path, requireSeal: true);

    /// <inheritdoc/>
    public ITableReader Open(Stream seekable) => ParquetReader.Open(seekable, requireSeal: true);
}
