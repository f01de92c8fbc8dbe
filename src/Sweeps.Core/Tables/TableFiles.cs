using Sweeps.Parquet;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The format of a sweep's table files. Only this file of the product refers to the format.</summary>
public static class TableFiles
{
    /// <summary>Parquet, with checksums over every byte.</summary>
    public static ITableFormat Format { get; } = new ParquetFormat();
}
