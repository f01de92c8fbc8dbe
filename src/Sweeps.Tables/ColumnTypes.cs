namespace Sweeps.Tables;

/// <summary>Names of column types.</summary>
public static class ColumnTypes
{
    /// <summary>The name as <c>DESCRIBE</c> of DuckDB has it, in small letters.</summary>
    /// <param name="type">The type.</param>
    public static string SqlName(this ColumnType type) => type switch
    {
        ColumnType.Boolean => "boolean",
        ColumnType.Int32 => "integer",
        ColumnType.Int64 => "bigint",
        ColumnType.Float => "float",
        ColumnType.Double => "double",
        ColumnType.String => "varchar",
        ColumnType.Timestamp => "timestamp with time zone",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };
}
