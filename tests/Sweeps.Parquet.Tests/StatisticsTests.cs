using Sweeps.Tables;

namespace Sweeps.Parquet.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void Bounds_and_nulls_of_each_type()
    {
        Assert.Equal(new(-7, 12, 0, Exact: true), Of(ColumnType.Int32, 3, -7, 12));
        Assert.Equal(new(long.MinValue, long.MaxValue, 1, Exact: true), Of(ColumnType.Int64, long.MaxValue, null, long.MinValue));
        Assert.Equal(new(false, true, 0, Exact: true), Of(ColumnType.Boolean, true, false));
        Assert.Equal(new(true, true, 1, Exact: true), Of(ColumnType.Boolean, true, null, true));
        Assert.Equal(new(float.NegativeInfinity, 2f, 0, Exact: true), Of(ColumnType.Float, 2f, float.NegativeInfinity));
        Assert.Equal(new(1.5, double.PositiveInfinity, 0, Exact: true), Of(ColumnType.Double, 1.5, double.PositiveInfinity));
        Assert.Equal(new("", "b", 0, Exact: true), Of(ColumnType.String, "b", "", "a"));
    }

    [Theory]
    [InlineData(ColumnType.Boolean)]
    [InlineData(ColumnType.Int32)]
    [InlineData(ColumnType.Int64)]
    [InlineData(ColumnType.Float)]
    [InlineData(ColumnType.Double)]
    [InlineData(ColumnType.String)]
    public void Nulls_alone_have_no_bounds(ColumnType type) => Assert.Equal(new(null, null, 2, Exact: false), Of(type, null, null));

    [Fact]
    public void A_NaN_takes_the_bounds_away()
    {
        Assert.Equal(new(null, null, 0, Exact: false), Of(ColumnType.Float, 1f, float.NaN, 2f));
        Assert.Equal(new(null, null, 1, Exact: false), Of(ColumnType.Double, double.NaN, null));
    }

    [Fact]
    public void A_zero_is_minus_zero_below_and_plus_zero_above()
    {
        var floats = Of(ColumnType.Float, 0f, 0f)!;
        Assert.True(float.IsNegative((float)floats.Minimum!));
        Assert.False(float.IsNegative((float)floats.Maximum!));
        var doubles = Of(ColumnType.Double, -0d, -0d)!;
        Assert.True(double.IsNegative((double)doubles.Minimum!));
        Assert.False(double.IsNegative((double)doubles.Maximum!));
    }

    [Fact]
    public void Texts_are_ordered_by_their_UTF8_bytes() =>
        // By UTF-16 units, the surrogates of the smiley would come before U+E000.
        Assert.Equal(new("\uE000", "😀", 0, Exact: true), Of(ColumnType.String, "😀", "\uE000"));

    [Fact]
    public void Long_texts_are_cut_between_characters_and_the_upper_bound_stays_above()
    {
        Assert.Equal(new(new string('b', 64), new string('b', 63) + "c", 0, Exact: false), Of(ColumnType.String, new string('b', 100)));
        Assert.Equal(new("a", new string('b', 63) + "c", 0, Exact: false), Of(ColumnType.String, "a", new string('b', 65)));
        Assert.Equal(new("x" + new string('é', 31), "y", 0, Exact: false), Of(ColumnType.String, "x" + new string('é', 50)));
        Assert.Equal(new(new string('é', 32), null, 0, Exact: false), Of(ColumnType.String, new string('é', 50)));
        Assert.Equal(new(new string('b', 64), new string('b', 64), 0, Exact: true), Of(ColumnType.String, new string('b', 64)));
    }

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
            }
        }

        using var reader = ParquetReader.Open(new MemoryStream(Tables.Write(table)));
        return reader.Statistics(0, "x");
    }
}
