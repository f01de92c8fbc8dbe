namespace Sweeps.Tables;

/// <summary>The types a column can have: the Parquet types that DuckDB, pandas and Arrow read without a second thought.</summary>
public enum ColumnType
{
    /// <summary><see cref="bool"/>.</summary>
    Boolean,
    /// <summary><see cref="int"/>.</summary>
    Int32,
    /// <summary><see cref="long"/>.</summary>
    Int64,
    /// <summary><see cref="float"/>.</summary>
    Float,
    /// <summary><see cref="double"/>.</summary>
    Double,

    /// <summary>UTF-8, annotated as a string.</summary>
    String,

    /// <summary><see cref="DateTime"/> in UTC, to the microsecond: what is finer is cut off in files.</summary>
    Timestamp,
}

/// <summary>A column's name and type.</summary>
public sealed record ColumnSchema(string Name, ColumnType Type, bool Nullable = false);

/// <summary>The columns of a table, in order.</summary>
public sealed record TableSchema(IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>Place of the column with this name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i].Name, name, StringComparison.Ordinal))
                return i;
        return -1;
    }

    /// <summary>Whether the other schema has equal columns in the same order.</summary>
    public bool Equals(TableSchema? other) => other is not null && Columns.SequenceEqual(other.Columns);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var column in Columns)
            hash.Add(column);
        return hash.ToHashCode();
    }
}
