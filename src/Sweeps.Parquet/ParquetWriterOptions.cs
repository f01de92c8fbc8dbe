namespace Sweeps.Parquet;

/// <summary>How the pages of a file are compressed.</summary>
public enum ParquetCompression
{
    None,

    /// <summary>GZIP, by an encoder of our own: the same bytes on every machine and runtime.</summary>
    Gzip,

    /// <summary>Brotli, by the runtime's library: smaller, but its bytes may change with the runtime.</summary>
    Brotli,
}

/// <summary>How a Parquet file is laid out. The same rows and options give the same bytes.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>Written into every file; without version or date, so that files stay the same.</summary>
    public const string CreatedBy = "sweeps";

    /// <value>The default is <see cref="ParquetCompression.Gzip"/>.</value>
    public ParquetCompression Compression { get; init; } = ParquetCompression.Gzip;

    /// <value>Rows in a row group, the unit that is held in memory; the default is 262,144.</value>
    public int RowGroupRows { get; init; } = 1 << 18;

    /// <value>Rows in a page, the unit that is compressed and checksummed; the default is 65,536.</value>
    public int PageRows { get; init; } = 1 << 16;
}
