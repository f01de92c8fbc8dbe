using Sweeps.Tables;

namespace Sweeps.Parquet.Tests;

/// <summary>What a file states of a column: right, or nothing.</summary>
public sealed class StatisticsTests
{
    private static readonly DateTime s_time = new(2026, 11, 30, 1, 2, 3, DateTimeKind.Utc);

    [Fact]
    public void Bounds_and_nulls_of_whole_numbers_times_and_texts()
    {
        Assert.Equal(new(-7, 12, 0, Exact: true), Of(ColumnType.Int32, 3, -7, 12));
        Assert.Equal(new(long.MinValue, long.MaxValue, 1, Exact: true), Of(ColumnType.Int64, long.MaxValue, null, long.MinValue));
        Assert.Equal(new(s_time, s_time.AddMicroseconds(1), 1, Exact: true), Of(ColumnType.Timestamp, s_time.AddMicroseconds(1), null, s_time));
        Assert.Equal(new("", "b", 0, Exact: true), Of(ColumnType.String, "b", "", "a"));
        Assert.Equal(new("b", "b", 0, Exact: true), Of(ColumnType.String, "b", "b", "b", "b"));
        Assert.Equal(new("a", "\U0001F600", 0, Exact: true), Of(ColumnType.String, "\U0001F600", "a"));
    }

    [Fact]
    public void Other_columns_state_their_nulls_alone()
    {
        Assert.Equal(new(null, null, 1, Exact: false), Of(ColumnType.Boolean, true, null));
        Assert.Equal(new(null, null, 0, Exact: false), Of(ColumnType.Float, 1f, float.NaN, -0f));
        Assert.Equal(new(null, null, 1, Exact: false), Of(ColumnType.Double, 1.0, null));
        Assert.Equal(new(null, null, 0, Exact: false), Of(ColumnType.String, new string('b', 65), "a"));
        // By UTF-16 units, the surrogates of the smiley would come before U+E000.
        Assert.Equal(new(null, null, 0, Exact: false), Of(ColumnType.String, "\U0001F600", "\uE000"));
    }

    [Fact]
    public void Nulls_alone_have_no_bounds() =>
        Assert.All(Enum.GetValues<ColumnType>(), type => Assert.Equal(new(null, null, 2, Exact: false), Of(type, null, null)));

    [Fact]
    public void Each_row_group_has_its_own()
    {
        var table = new TableData(new TableSchema([new("a", ColumnType.Int32)]));
        for (var i = 0; i < 5; i++)
            table.Column<int>("a").Append(i);
        using var reader = ParquetReader.Open(new MemoryStream(Tables.Write(table, new() { RowGroupRows = 2 })));
        Assert.Equal([new(0, 1, 0, true), new(2, 3, 0, true), new(4, 4, 0, true)], Enumerable.Range(0, 3).Select(group => reader.Statistics(group, "a")));
        Assert.Throws<ArgumentException>(() => reader.Statistics(0, "b"));
    }

    private static ColumnStatistics? Of(ColumnType type, params object?[] values)
    {
        var table = new TableData(new TableSchema([new("x", type, Nullable: true)]));
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    table.Columns[0].AppendNull();
                    break;
                case bool typed:
                    table.Column<bool>("x").Append(typed);
                    break;
                case int typed:
                    table.Column<int>("x").Append(typed);
                    break;
                case long typed:
                    table.Column<long>("x").Append(typed);
                    break;
                case float typed:
                    table.Column<float>("x").Append(typed);
                    break;
                case double typed:
                    table.Column<double>("x").Append(typed);
                    break;
                case string typed:
                    table.Column<string>("x").Append(typed);
                    break;
                case DateTime typed:
                    table.Column<DateTime>("x").Append(typed);
                    break;
            }
        }

        using var reader = ParquetReader.Open(new MemoryStream(Tables.Write(table)));
        return reader.Statistics(0, "x");
    }
}
