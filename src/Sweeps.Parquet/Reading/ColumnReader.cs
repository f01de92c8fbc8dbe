using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Reading;

/// <summary>Brings a column's type, its decoder and its place in memory together.</summary>
internal static class ColumnReader
{
    public static void Read(ColumnData target, FileColumn column, Codec codec, ReadOnlySpan<byte> bytes, int rows)
    {
        switch (target)
        {
            case ColumnData<bool> typed:
                new ChunkReader<bool>(typed, new BooleanDecoder(), codec).Read(bytes, rows);
                break;
            case ColumnData<int> typed:
                new ChunkReader<int>(typed, new NumberDecoder<int>(), codec).Read(bytes, rows);
                break;
            case ColumnData<long> typed:
                PageDecoder<long> decoder = column.Unsigned ? new UnsignedDecoder(column.Physical) : new NumberDecoder<long>();
                new ChunkReader<long>(typed, decoder, codec).Read(bytes, rows);
                break;
            case ColumnData<float> typed:
                new ChunkReader<float>(typed, new NumberDecoder<float>(), codec).Read(bytes, rows);
                break;
            case ColumnData<double> typed:
                new ChunkReader<double>(typed, new NumberDecoder<double>(), codec).Read(bytes, rows);
                break;
            case ColumnData<string> typed:
                new ChunkReader<string>(typed, new TextDecoder(), codec).Read(bytes, rows);
                break;
        }
    }
}
