using Parquet.Meta;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>Where the column chunks of a file lie. They follow one another without a gap from the magic to the footer, so that their checksums cover every byte between.</summary>
/// <param name="Chunks">By row group and column.</param>
internal sealed record FileLayout(long RowCount, int[] RowGroupRows, ChunkPlace[][] Chunks)
{
    /// <param name="metadata">From a footer that was checked.</param>
    /// <param name="columns">Columns of the schema.</param>
    /// <param name="footer">With its length and the magic.</param>
    /// <param name="footerStart">Where it begins in the file.</param>
    /// <exception cref="TableFileException">The chunks are not where they should be.</exception>
    public static FileLayout Of(FileMetaData metadata, int columns, ReadOnlySpan<byte> footer, long footerStart)
    {
        var groups = metadata.RowGroups;
        var checksums = FileSeal.ChunkChecksums(footer, groups.Count * columns);
        var rows = new int[groups.Count];
        var chunks = new ChunkPlace[groups.Count][];
        long position = FileSeal.Magic.Length;
        for (var g = 0; g < groups.Count; g++)
        {
            if (groups[g].NumRows is < 0 or > ParquetReader.MaximumRowGroupRows)
                throw new TableFileException($"row group {g} is said to have {groups[g].NumRows} rows; 0 to {ParquetReader.MaximumRowGroupRows} are read");
            if (groups[g].Columns.Count != columns)
                throw new TableFileException($"row group {g} has {groups[g].Columns.Count} columns, and the schema {columns}");
            rows[g] = (int)groups[g].NumRows;
            chunks[g] = new ChunkPlace[columns];
            for (var c = 0; c < columns; c++)
            {
                var chunk = groups[g].Columns[c].MetaData ?? throw new TableFileException($"row group {g} says nothing about column {c}");
                var start = chunk.DictionaryPageOffset ?? chunk.DataPageOffset;
                if (start != position || chunk.TotalCompressedSize < 0 || chunk.TotalCompressedSize > Math.Min(Array.MaxLength, footerStart - position))
                    throw new TableFileException($"row group {g}, column {c}: {chunk.TotalCompressedSize} bytes at {start} do not follow what ends at {position}");
                if (chunk.NumValues != rows[g])
                    throw new TableFileException($"row group {g}, column {c}: {chunk.NumValues} values for {rows[g]} rows");
                chunks[g][c] = new ChunkPlace(start, (int)chunk.TotalCompressedSize, checksums[(g * columns) + c], IsEarlier(chunk));
                position += chunk.TotalCompressedSize;
            }
        }

        if (position != footerStart)
            throw new TableFileException($"the footer should begin at {position} and begins at {footerStart}");
        return rows.Sum(count => (long)count) == metadata.NumRows
            ? new FileLayout(metadata.NumRows, rows, chunks)
            : throw new TableFileException($"the row groups have {rows.Sum(count => (long)count)} rows, and the file is said to have {metadata.NumRows}");
    }

    // The library writes booleans plain.
    private static bool IsEarlier(ColumnMetaData chunk) => chunk.Type == global::Parquet.Meta.Type.BOOLEAN && !chunk.Encodings.Contains(Encoding.PLAIN);
}

/// <summary>The bytes of a column chunk.</summary>
/// <param name="IsEarlierBoolean">Whether it is for <see cref="EarlierBooleans"/>.</param>
internal readonly record struct ChunkPlace(long Start, int Length, uint Checksum, bool IsEarlierBoolean);
