using Sweeps.Tables;

namespace Sweeps.Parquet.Metadata;

/// <summary>Which annotated Parquet types are read as which column types; all others are refused rather than read as something else.</summary>
internal static class ColumnTypes
{
    public static (ColumnType Type, bool Unsigned) Of(SchemaElement element, PhysicalType physical)
    {
        var kind = KindOf(element);
        return (physical, kind.Logical) switch
        {
            (PhysicalType.Boolean, LogicalKind.None) => (ColumnType.Boolean, false),
            (PhysicalType.Int32, LogicalKind.None) => (ColumnType.Int32, false),
            (PhysicalType.Int64, LogicalKind.None) => (ColumnType.Int64, false),
            (PhysicalType.Float, LogicalKind.None) => (ColumnType.Float, false),
            (PhysicalType.Double, LogicalKind.None) => (ColumnType.Double, false),
            (PhysicalType.Int32, LogicalKind.Integer) when kind.Bits is 8 or 16 || (kind.Bits == 32 && kind.Signed) => (ColumnType.Int32, false),
            (PhysicalType.Int32, LogicalKind.Integer) when kind.Bits == 32 => (ColumnType.Int64, true),
            (PhysicalType.Int64, LogicalKind.Integer) when kind.Bits == 64 => (ColumnType.Int64, !kind.Signed),
            (PhysicalType.ByteArray, LogicalKind.Text or LogicalKind.Enum or LogicalKind.Json) => (ColumnType.String, false),
            _ => throw new ParquetException($"column '{element.Name}' has the type {Describe(physical, kind.Logical)}, which is not supported"),
        };
    }

    private static (LogicalKind Logical, int Bits, bool Signed) KindOf(SchemaElement element)
    {
        if (element.Logical != LogicalKind.None)
            return (element.Logical, element.IntegerBits, element.IntegerSigned);
        return element.Converted switch
        {
            null => (LogicalKind.None, 0, true),
            ConvertedType.Utf8 => (LogicalKind.Text, 0, true),
            ConvertedType.Enum => (LogicalKind.Enum, 0, true),
            ConvertedType.Json => (LogicalKind.Json, 0, true),
            ConvertedType.Bson => (LogicalKind.Bson, 0, true),
            ConvertedType.Decimal => (LogicalKind.Decimal, 0, true),
            ConvertedType.Date => (LogicalKind.Date, 0, true),
            ConvertedType.TimeMillis or ConvertedType.TimeMicros => (LogicalKind.Time, 0, true),
            ConvertedType.TimestampMillis or ConvertedType.TimestampMicros => (LogicalKind.Timestamp, 0, true),
            >= ConvertedType.UInt8 and <= ConvertedType.UInt64 => (LogicalKind.Integer, 8 << (element.Converted.Value - ConvertedType.UInt8), false),
            >= ConvertedType.Int8 and <= ConvertedType.Int64 => (LogicalKind.Integer, 8 << (element.Converted.Value - ConvertedType.Int8), true),
            var other => throw new ParquetException($"column '{element.Name}' has the type {other}, which is not supported"),
        };
    }

    private static string Describe(PhysicalType physical, LogicalKind logical) =>
        logical == LogicalKind.None ? $"{physical} without annotation" : $"{logical} ({physical})";
}
