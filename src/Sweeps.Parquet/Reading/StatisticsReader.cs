using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;
using Sweeps.Parquet.Metadata;
using Sweeps.Tables;

namespace Sweeps.Parquet.Reading;

/// <summary>Statistics from a footer. Bounds that are malformed, or whose order is not defined, are left out: they must never exclude a value that is there.</summary>
internal static class StatisticsReader
{
    public static ColumnStatistics? Read(FileMetadata file, int rowGroup, FileColumn column)
    {
        if (file.RowGroups[rowGroup].Columns[column.Index].Statistics is not { } statistics)
            return null;
        var nulls = statistics.NullCount is >= 0 ? statistics.NullCount : null;
        var minimum = Bound(statistics.Minimum, column, file);
        var maximum = Bound(statistics.Maximum, column, file);
        var exact = (minimum is null || statistics.MinimumExact == true) && (maximum is null || statistics.MaximumExact == true);
        return new ColumnStatistics(minimum, maximum, nulls, exact && (minimum is not null || maximum is not null));
    }

    private static object? Bound(byte[]? bytes, FileColumn column, FileMetadata file)
    {
        if (bytes is null || !file.HasColumnOrders)
            return null;
        return (column.Physical, bytes.Length) switch
        {
            (PhysicalType.Boolean, 1) => bytes[0] != 0,
            (PhysicalType.Int32, 4) when column.Unsigned => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (PhysicalType.Int32, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            (PhysicalType.Int64, 8) => Signed(BinaryPrimitives.ReadInt64LittleEndian(bytes), column.Unsigned),
            (PhysicalType.Float, 4) => Number(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            (PhysicalType.Double, 8) => Number(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            (PhysicalType.ByteArray, _) => Text(bytes),
            _ => null,
        };
    }

    private static object? Signed(long value, bool unsigned) => unsigned && value < 0 ? null : value;

    private static object? Number(float value) => float.IsNaN(value) ? null : value;

    private static object? Number(double value) => double.IsNaN(value) ? null : value;

    // Some writers cut texts in the middle of a character.
    private static object? Text(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Utf8.Strict.GetString(bytes) : null;
}
