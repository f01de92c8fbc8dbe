using Sweeps.Tables;

namespace Sweeps.Core;

/// <summary>Values of columns in types of .NET.</summary>
internal static class ColumnValues
{
    /// <exception cref="ArgumentException">The column's values are of another type.</exception>
    public static void Check<T>(string table, ColumnSchema column) => Check(table, column, typeof(T));

    /// <exception cref="ArgumentException">The column's values are of another type.</exception>
    public static void Check(string table, ColumnSchema column, Type asked)
    {
        if ((Nullable.GetUnderlyingType(asked) ?? asked) != TypeOf(column.Type))
            throw new ArgumentException($"The column '{column.Name}' of the table '{table}' holds values of the type {TypeOf(column.Type).Name}, not {asked.Name}.", nameof(column));
    }

    public static void Append<T>(string table, ColumnData column, List<T> to)
    {
        if (column is ColumnData<T> same)
        {
            if (column.HasNulls && default(T) is not null)
                throw Null(table, column.Schema);
            to.AddRange(same.Values);
            return;
        }

        switch (column, to)
        {
            case (ColumnData<bool> values, List<bool?> list): Append(values, list); break;
            case (ColumnData<int> values, List<int?> list): Append(values, list); break;
            case (ColumnData<long> values, List<long?> list): Append(values, list); break;
            case (ColumnData<float> values, List<float?> list): Append(values, list); break;
            case (ColumnData<double> values, List<double?> list): Append(values, list); break;
            case (ColumnData<DateTime> values, List<DateTime?> list): Append(values, list); break;
            default: throw new ArgumentException($"The column '{column.Schema.Name}' of the table '{table}' does not hold values of the type {typeof(T).Name}.", nameof(column));
        }
    }

    public static InvalidOperationException Null(string table, ColumnSchema column) =>
        new($"The column '{column.Name}' of the table '{table}' holds nulls: read it as a type that can be null.");

    private static void Append<T>(ColumnData<T> column, List<T?> to)
        where T : struct
    {
        for (var row = 0; row < column.Count; row++)
            to.Add(column.IsNull(row) ? null : column.Values[row]);
    }

    private static Type TypeOf(ColumnType type) => type switch
    {
        ColumnType.Boolean => typeof(bool),
        ColumnType.Int32 => typeof(int),
        ColumnType.Int64 => typeof(long),
        ColumnType.Float => typeof(float),
        ColumnType.Double => typeof(double),
        ColumnType.String => typeof(string),
        ColumnType.Timestamp => typeof(DateTime),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };
}
