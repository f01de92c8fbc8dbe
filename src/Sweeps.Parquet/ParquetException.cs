using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>A Parquet file is damaged, has no seal where one is required, or uses what this reader does not support. The message names the file, the place and the matter.</summary>
public sealed class ParquetException : TableFileException
{
    public ParquetException(string message)
        : base(message)
    {
    }

    public ParquetException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal ParquetException Within(string place) => new($"{place}: {Message}", this) { Problem = Problem };
}
