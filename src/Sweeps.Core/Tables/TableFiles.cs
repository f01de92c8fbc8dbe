using Sweeps.Parquet;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>The format of a sweep's table files. Only this file of the product refers to the format.</summary>
public static class TableFiles
{
    private static readonly ParquetFormat s_parquet = new();
    private static readonly AsyncLocal<ITableFormat?> s_watched = new();

    /// <summary>Parquet, with checksums over every byte.</summary>
    public static ITableFormat Format => s_watched.Value ?? s_parquet;

    /// <summary>Puts another format in its place for the caller and what it starts from then on, and for nobody else: tests see what is read.</summary>
    internal static void Watch(ITableFormat format) => s_watched.Value = format;
}
