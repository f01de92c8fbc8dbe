using Sweeps.Tables;

namespace Sweeps.Parquet.Metadata;

/// <summary>Columns to Parquet's schema and back.</summary>
internal static class SchemaMapping
{
    public static PhysicalType PhysicalTypeOf(ColumnType type) => type switch
    {
        ColumnType.Boolean => PhysicalType.Boolean,
        ColumnType.Int32 => PhysicalType.Int32,
        ColumnType.Int64 => PhysicalType.Int64,
        ColumnType.Float => PhysicalType.Float,
        ColumnType.Double => PhysicalType.Double,
        ColumnType.String => PhysicalType.ByteArray,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };

    public static IReadOnlyList<SchemaElement> ToElements(TableSchema schema) =>
    [
        new("schema") { Children = schema.Columns.Count },
        .. schema.Columns.Select(ToElement),
    ];

    public static IReadOnlyList<FileColumn> ToColumns(IReadOnlyList<SchemaElement> elements)
    {
        if (elements.Count == 0 || elements[0].Children != elements.Count - 1)
        {
            var nested = elements.Skip(1).FirstOrDefault(element => element.Type is null);
            throw new ParquetException(nested is null ? "the schema is malformed" : $"column '{nested.Name}' is nested, which is not supported");
        }

        var columns = elements.Skip(1).Select((element, index) => ToColumn(element, index)).ToArray();
        var twice = columns.GroupBy(column => column.Schema.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? columns : throw new ParquetException($"column '{twice.Key}' is there twice");
    }

    private static SchemaElement ToElement(ColumnSchema column) => new(column.Name)
    {
        Type = PhysicalTypeOf(column.Type),
        Repetition = column.Nullable ? Repetition.Optional : Repetition.Required,
        Converted = column.Type == ColumnType.String ? ConvertedType.Utf8 : null,
        Logical = column.Type == ColumnType.String ? LogicalKind.Text : LogicalKind.None,
    };

    private static FileColumn ToColumn(SchemaElement element, int index)
    {
        if (element.Type is not { } physical)
            throw new ParquetException($"column '{element.Name}' is nested, which is not supported");
        if (element.Repetition is not (Repetition.Required or Repetition.Optional))
            throw new ParquetException($"column '{element.Name}' is repeated, which is not supported");
        var (type, unsigned) = ColumnTypes.Of(element, physical);
        return new FileColumn(new ColumnSchema(element.Name, type, element.Repetition == Repetition.Optional), index, physical, unsigned);
    }
}

/// <summary>A column as it stands in a file.</summary>
/// <param name="Unsigned">Its integers are unsigned; those of 32 bits are read as 64.</param>
internal sealed record FileColumn(ColumnSchema Schema, int Index, PhysicalType Physical, bool Unsigned);
