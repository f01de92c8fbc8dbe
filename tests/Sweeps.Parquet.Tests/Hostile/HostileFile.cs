using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Tests.Hostile;

/// <summary>Makes files without our checksums, piece by piece and as wrong as asked for.</summary>
internal static class HostileFile
{
    public static readonly PageHeader IntegerPage = new() { Kind = PageKind.Data, UncompressedBytes = 4, CompressedBytes = 4, Values = 1, Encoding = PageEncoding.Plain };

    public static readonly SchemaElement Integer = new("a") { Type = PhysicalType.Int32, Repetition = Repetition.Required };

    public static readonly SchemaElement Text = new("a") { Type = PhysicalType.ByteArray, Repetition = Repetition.Required, Converted = ConvertedType.Utf8 };

    public static byte[] Page(PageHeader header, byte[] bytes)
    {
        var output = new GrowingBuffer();
        var sized = header == IntegerPage || header.CompressedBytes == IntegerPage.CompressedBytes ? header with { UncompressedBytes = bytes.Length, CompressedBytes = bytes.Length } : header;
        FooterWriter.Write(output, sized);
        output.Append(bytes);
        return output.Written.ToArray();
    }

    public static byte[] OnePage(PageHeader header, byte[] bytes, SchemaElement? column = null, int rows = 1)
    {
        var output = new GrowingBuffer();
        FooterWriter.Write(output, header);
        output.Append(bytes);
        return OneColumn(chunk => chunk with { CompressedBytes = output.Length }, rows, output.Written.ToArray(), column);
    }

    public static byte[] OneColumn(Func<ChunkMetadata, ChunkMetadata> change, long rows = 1, byte[]? data = null, SchemaElement? column = null)
    {
        data ??= Page(IntegerPage, [1, 2, 3, 4]);
        var chunk = change(new ChunkMetadata
        {
            Type = (column ?? Integer).Type!.Value,
            Encodings = [PageEncoding.Plain],
            Path = ["a"],
            Codec = Codec.Uncompressed,
            Values = rows,
            UncompressedBytes = data.Length,
            CompressedBytes = data.Length,
            DataPageOffset = 4,
        });
        var footer = new GrowingBuffer();
        FooterWriter.Write(footer, new FileMetadata([new("schema") { Children = 1 }, column ?? Integer], rows, [new([chunk], rows)], [], HasColumnOrders: true), "someone");
        return WithFooter(data, footer.Written.ToArray());
    }

    public static byte[] Unsealed(TableData table)
    {
        var file = Tables.Write(table, new() { PageRows = 16, RowGroupRows = 32, Compression = ParquetCompression.None });
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan()[^8..]);
        var layout = Sweeps.Parquet.Reading.FileLayout.Read(new MemoryStream(file));
        var footer = new GrowingBuffer();
        FooterWriter.Write(footer, layout.Metadata, "someone");
        return WithFooter(file[4..^(length + 8)], footer.Written.ToArray());
    }

    public static byte[] WithFooter(byte[] data, byte[] footer)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. "PAR1"u8, .. data, .. footer, .. length, .. "PAR1"u8];
    }
}
