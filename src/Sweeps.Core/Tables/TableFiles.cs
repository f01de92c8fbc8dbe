using Sweeps.Parquet;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The format of the table files of a sweep. No other file of the product names it.</summary>
public static class TableFiles
{
    /// <summary>Parquet, with checksums over every byte.</summary>
    public static ITableFormat Format { get; } = new ParquetFormat();
}
