using FsCheck;
using FsCheck.Fluent;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests;

[Kind(TestKind.Long)]
public sealed class RoundTripTests
{
    private static readonly TableFileOptions s_small = new() { RowGroupRows = 40 };

    public static TheoryData<int> Sizes => [0, 1, 7, 8, 9, 15, 16, 17, 39, 40, 41, 79, 80, 81, 200];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_type_comes_back_bit_for_bit(int rows)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var table = Tables.Random(Tables.EveryType, rows, seed, seed % 5 / 4.0);
            Tables.AssertEqual(table, Tables.Read(Tables.Write(table, s_small)));
            Tables.AssertEqual(table, Tables.Read(Tables.Write(table)));
        }
    }

    [Theory]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(70000)]
    public void Row_groups_of_real_size_come_back(int rows)
    {
        var table = Tables.Random(Tables.EveryType, rows, seed: rows);
        Tables.AssertEqual(table, Tables.Read(Tables.Write(table, new() { RowGroupRows = 8192 * (rows % 3 + 1) })));
    }

    [Fact]
    public void Any_rows_and_groups_come_back()
    {
        var cases = from rows in Gen.Choose(0, 300)
                    from groupRows in Gen.Choose(1, 150)
                    from seed in Gen.Choose(0, int.MaxValue)
                    from nulls in Gen.Elements(0, 0.01, 0.5, 0.99, 1)
                    select (rows, groupRows, seed, nulls);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var table = Tables.Random(Tables.EveryType, c.rows, c.seed, c.nulls);
            Tables.AssertEqual(table, Tables.Read(Tables.Write(table, new() { RowGroupRows = c.groupRows })));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Floating_point_numbers_keep_every_bit()
    {
        var table = new TableData(new TableSchema([new("float", ColumnType.Float), new("double", ColumnType.Double)]));
        int[] floats = [0, int.MinValue, 1, -2147483647, 0x7F800000, unchecked((int)0xFF800000), 0x7FC00000, 0x7F800001, unchecked((int)0xFFFFFFFF), 0x007FFFFF, 0x00800000, 0x7F7FFFFF];
        long[] doubles = [0, long.MinValue, 1, 0x7FF0000000000000, unchecked((long)0xFFF0000000000000), 0x7FF8000000000000, 0x7FF0000000000001, -1, 0x000FFFFFFFFFFFFF, 0x0010000000000000, 0x7FEFFFFFFFFFFFFF, 2];
        foreach (var bits in floats)
            table.Column<float>("float").Append(BitConverter.Int32BitsToSingle(bits));
        foreach (var bits in doubles)
            table.Column<double>("double").Append(BitConverter.Int64BitsToDouble(bits));
        var read = Tables.Read(Tables.Write(table));
        Assert.Equal(floats, read.Column<float>("float").Values.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(doubles, read.Column<double>("double").Values.ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Any_text_that_UTF8_can_express_comes_back()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), texts =>
        {
            var table = new TableData(new TableSchema([new("text", ColumnType.String, Nullable: true)]));
            var column = table.Column<string>("text");
            foreach (var text in texts)
                if (text is null || text.Any(char.IsSurrogate))
                    column.AppendNull();
                else
                    column.Append(text);
            column.Append("\uFEFF\u0000\uFFFF😀\U0010FFFF");
            column.Append(new string('x', 100_000));
            Tables.AssertEqual(table, Tables.Read(Tables.Write(table)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Times_keep_their_microseconds()
    {
        var table = new TableData(new TableSchema([new("at", ColumnType.Timestamp)]));
        DateTime[] times = [DateTime.UnixEpoch, new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_990), new DateTime(2026, 11, 30, 1, 2, 3, DateTimeKind.Utc).AddTicks(4_567_890)];
        foreach (var time in times)
            table.Column<DateTime>("at").Append(time.AddTicks(9));
        Assert.Equal(times, Tables.Read(Tables.Write(table)).Column<DateTime>("at").Values.ToArray());

        table.Column<DateTime>("at").Append(new DateTime(2026, 11, 30, 1, 2, 3, DateTimeKind.Local));
        Assert.Contains("'at'", Assert.Throws<InvalidOperationException>(() => Tables.Write(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_texts_are_one_text_in_memory()
    {
        var table = new TableData(new TableSchema([new("module", ColumnType.String)]));
        for (var i = 0; i < 100; i++)
            table.Column<string>("module").Append($"Linear.{i % 2}");
        var read = Tables.Read(Tables.Write(table)).Column<string>("module");
        Assert.Same(read.Values[0], read.Values[2]);
        Assert.Same(read.Values[1], read.Values[99]);
    }

    [Fact]
    public void Metadata_that_cannot_be_written_is_refused()
    {
        var table = Tables.Random(Tables.EveryType, 3, seed: 1);
        Assert.Throws<InvalidOperationException>(() => Tables.Write(table, null, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "\uD83D" }));
        Assert.Throws<InvalidOperationException>(() => Tables.Write(table, null, new Dictionary<string, string>(StringComparer.Ordinal) { ["\uD83D"] = "" }));
    }

    [Fact]
    public void A_text_that_cannot_be_written_is_refused_with_its_column()
    {
        foreach (var text in (string?[])["\uD83D", "a\uDE00b", null])
        {
            var table = new TableData(new TableSchema([new("error", ColumnType.String)]));
            table.Column<string>("error").Append(text!);
            using var writer = new ParquetWriter(Stream.Null, table.Schema);
            writer.Write(table);
            Assert.Contains("'error'", Assert.Throws<InvalidOperationException>(() => writer.Finish()).Message, StringComparison.Ordinal);
            Assert.Throws<ObjectDisposedException>(() => writer.Write(table));
        }
    }
}
