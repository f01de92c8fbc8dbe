using System.Buffers.Binary;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Reading;

/// <summary>A file's footer, read and checked: after this, every place and size in it lies within the file.</summary>
/// <param name="Checksums">Of the column chunks, in the order of the file; null if another program wrote it.</param>
internal sealed record FileLayout(FileMetadata Metadata, IReadOnlyList<FileColumn> Columns, uint[]? Checksums)
{
    /// <param name="requireSeal">Whether a file without a seal is refused before its footer is looked at.</param>
    public static FileLayout Read(Stream stream, bool requireSeal = false)
    {
        var length = stream.Length;
        var end = ReadAt(stream, Math.Max(0, length - FileSeal.EndBytes), (int)Math.Min(length, FileSeal.EndBytes));
        var isSealed = FileSeal.IsClaimed(end);
        if (requireSeal && !isSealed && IsForeign(ReadAt(stream, 0, (int)Math.Min(length, FileSeal.Magic.Length)), end))
            throw new ParquetException("the file has no seal of checksums") { Problem = TableFileProblem.NotSealed };
        if (length < FileSeal.Magic.Length + FileSeal.TailBytes
            || !end.AsSpan()[^FileSeal.Magic.Length..].SequenceEqual(FileSeal.Magic)
            || !ReadAt(stream, 0, FileSeal.Magic.Length).AsSpan().SequenceEqual(FileSeal.Magic))
            throw new ParquetException("not a Parquet file, or one that is cut off: it must begin and end with PAR1");
        var footerLength = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan()[^FileSeal.TailBytes..]);
        var footerStart = length - FileSeal.TailBytes - footerLength;
        if (footerStart < FileSeal.Magic.Length || footerLength > Array.MaxLength)
            throw new ParquetException($"the footer is said to have {footerLength} bytes, and the file has {length}");
        var footer = ReadAt(stream, footerStart, (int)footerLength);
        if (isSealed)
            FileSeal.Verify(footer);
        var metadata = FooterReader.Read(footer);
        var columns = SchemaMapping.ToColumns(metadata.Schema);
        CheckRowGroups(metadata, columns, footerStart);
        if (!isSealed)
            return new FileLayout(metadata, columns, null);
        CheckTiling(metadata, footerStart);
        return new FileLayout(metadata, columns, FileSeal.ChunkChecksums(footer, metadata.RowGroups.Sum(group => group.Columns.Count)));
    }

    /// <summary>Whether a file without a seal is another program's. One of ours without a seal is cut off, or holds zeros where the disk lost what was written.</summary>
    private static bool IsForeign(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end) => start.SequenceEqual(FileSeal.Magic)
        ? end.EndsWith(FileSeal.Magic)
        : start.ContainsAnyExcept((byte)0);

    public static byte[] ReadAt(Stream stream, long position, int count)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(count);
        stream.Position = position;
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new ParquetException("the file became shorter while it was read", e);
        }

        return bytes;
    }

    private static void CheckRowGroups(FileMetadata metadata, IReadOnlyList<FileColumn> columns, long end)
    {
        var rows = 0L;
        for (var i = 0; i < metadata.RowGroups.Count; i++)
        {
            var group = metadata.RowGroups[i];
            if (group.Rows is < 0 or > ParquetReader.MaximumRowGroupRows)
                throw new ParquetException($"row group {i} is said to have {group.Rows} rows; 0 to {ParquetReader.MaximumRowGroupRows} are read");
            if (group.Columns.Count != columns.Count)
                throw new ParquetException($"row group {i} has {group.Columns.Count} columns, and the schema {columns.Count}");
            for (var c = 0; c < columns.Count; c++)
            {
                if (ProblemOf(group, group.Columns[c], columns[c], end) is { } problem)
                    throw new ParquetException($"row group {i}, column '{columns[c].Schema.Name}': {problem}");
            }

            rows += group.Rows;
        }

        if (rows != metadata.Rows)
            throw new ParquetException($"the row groups have {rows} rows, and the file is said to have {metadata.Rows}");
    }

    private static string? ProblemOf(RowGroupMetadata group, ChunkMetadata chunk, FileColumn column, long end)
    {
        if (chunk.Path.Count != 1 || !string.Equals(chunk.Path[0], column.Schema.Name, StringComparison.Ordinal) || chunk.Type != column.Physical)
            return "what is stored is not what the schema says";
        if (chunk.Values != group.Rows)
            return $"there are {chunk.Values} values for {group.Rows} rows";
        if (chunk.Start < FileSeal.Magic.Length || chunk.CompressedBytes < 0 || chunk.CompressedBytes > Array.MaxLength || chunk.Start > end - chunk.CompressedBytes)
            return $"{chunk.CompressedBytes} bytes at {chunk.Start} do not lie within the file";
        return null;
    }

    // What our writer writes has no gaps; a byte too much or too few in between is damage.
    private static void CheckTiling(FileMetadata metadata, long footerStart)
    {
        long position = FileSeal.Magic.Length;
        foreach (var chunk in metadata.RowGroups.SelectMany(group => group.Columns))
        {
            if (chunk.Start != position)
                throw new ParquetException($"column '{chunk.Path[0]}' should begin at {position} and begins at {chunk.Start}");
            position += chunk.CompressedBytes;
        }

        if (position != footerStart)
            throw new ParquetException($"the footer should begin at {position} and begins at {footerStart}");
    }
}
