using Parquet;
using Parquet.Schema;
using Sweeps.Tables;

namespace Sweeps.Parquet;

/// <summary>A column as the library knows it. It tells columns apart by their names alone, so one column can be handed over in several ways.</summary>
internal sealed class ColumnFields
{
    private ColumnFields(ColumnSchema schema, DataField declared)
    {
        Schema = schema;
        Declared = declared;
        // The library writes bounds of a timestamp in milliseconds whatever its unit, and takes local times. Microseconds since 1970 are whole numbers to it.
        Values = schema.Type == ColumnType.Timestamp ? Attached(new DataField(schema.Name, typeof(long), schema.Nullable)) : declared;
        Bare = Attached(new DataField(schema.Name, typeof(byte[]), schema.Nullable));
    }

    public ColumnSchema Schema { get; }

    /// <summary>What the file says of the column.</summary>
    public DataField Declared { get; }

    /// <summary>With the type in which values are handed over.</summary>
    public DataField Values { get; }

    /// <summary>Values as bytes, for which the library writes no bounds.</summary>
    public DataField Bare { get; }

    /// <summary>How the values are encoded, by type.</summary>
    public EncodingHint Encoding => Schema.Type switch
    {
        ColumnType.Boolean => EncodingHint.Default,
        ColumnType.Int32 or ColumnType.Int64 or ColumnType.Timestamp => EncodingHint.DeltaBinaryPacked,
        // With this encoding the library writes no bounds: a NaN has no place in them, and its zeros would have the wrong signs.
        ColumnType.Float or ColumnType.Double => EncodingHint.ByteSplitStream,
        ColumnType.String => EncodingHint.Dictionary,
        _ => throw Unknown(Schema),
    };

    /// <exception cref="ArgumentOutOfRangeException">A column has a type that is not defined.</exception>
    public static ColumnFields[] Of(TableSchema schema) => [.. schema.Columns.Select(column => new ColumnFields(column, Declare(column)))];

    /// <summary>The columns of a file.</summary>
    /// <exception cref="TableFileException">A column has a type that tables do not have.</exception>
    public static ColumnFields[] Of(ParquetSchema schema) =>
        [.. schema.Fields.Select(field => field is DataField { IsArray: false } data ? new ColumnFields(SchemaOf(data), data) : throw NotRead(field))];

    private static DataField Declare(ColumnSchema column) => column.Type switch
    {
        ColumnType.Boolean => new DataField(column.Name, typeof(bool), column.Nullable),
        ColumnType.Int32 => new DataField(column.Name, typeof(int), column.Nullable),
        ColumnType.Int64 => new DataField(column.Name, typeof(long), column.Nullable),
        ColumnType.Float => new DataField(column.Name, typeof(float), column.Nullable),
        ColumnType.Double => new DataField(column.Name, typeof(double), column.Nullable),
        ColumnType.String => new DataField(column.Name, typeof(string), column.Nullable),
        ColumnType.Timestamp => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, column.Nullable),
        _ => throw Unknown(column),
    };

    private static ColumnSchema SchemaOf(DataField field)
    {
        ColumnType type;
        if (field.ClrType == typeof(bool))
            type = ColumnType.Boolean;
        else if (field.ClrType == typeof(int))
            type = ColumnType.Int32;
        else if (field.ClrType == typeof(long))
            type = ColumnType.Int64;
        else if (field.ClrType == typeof(float))
            type = ColumnType.Float;
        else if (field.ClrType == typeof(double))
            type = ColumnType.Double;
        else if (field.ClrType == typeof(ReadOnlyMemory<char>))
            type = ColumnType.String;
        else if (field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Timestamp, Unit: DateTimeTimeUnit.Micros, IsAdjustedToUTC: true })
            type = ColumnType.Timestamp;
        else
            throw NotRead(field);
        return new ColumnSchema(field.Name, type, field.IsNullable);
    }

    // The library takes a field only when it belongs to a schema.
    private static DataField Attached(DataField field) => new ParquetSchema(field).GetDataFields()[0];

    private static TableFileException NotRead(Field field) => new($"the column '{field.Name}' has a type that is not read") { Problem = TableFileProblem.OtherVersion };

    private static ArgumentOutOfRangeException Unknown(ColumnSchema column) => new(nameof(column), column.Type, "Unknown column type.");
}
