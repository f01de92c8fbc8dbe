using System.Text.Json.Nodes;
using Sweeps.Core.Tables;
using Sweeps.Core.Verification.Digests;
using Sweeps.Parquet;
using Sweeps.Parquet.Tests.Readers;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Verification;

/// <summary>Digests say what the values are, and nothing about how they are stored. <c>digest.mjs</c> makes them anew from what DuckDB reads.</summary>
public sealed class TableDigestTests : IDisposable
{
    private static readonly TableSchema s_schema = new(
    [
        new("cell", ColumnType.Int32),
        new("run", ColumnType.String),
        new("step", ColumnType.Int32),
        new("module_index", ColumnType.Int32),
        new("text", ColumnType.String, Nullable: true),
        new("single", ColumnType.Float, Nullable: true),
        new("number", ColumnType.Double, Nullable: true),
        new("flag", ColumnType.Boolean, Nullable: true),
        new("long", ColumnType.Int64, Nullable: true),
    ]);

    private static readonly object?[] s_texts = [null, "", "a", "ä", "\uFFFD", "\U0001F600", "b,\"c\"\n"];
    private static readonly object?[] s_singles = [null, 0f, -0f, 1.5f, float.NaN, BitConverter.Int32BitsToSingle(0x7FC00123), float.PositiveInfinity, float.NegativeInfinity, float.Epsilon];
    private static readonly object?[] s_numbers = [null, 0.0, -0.0, 0.1, double.NaN, BitConverter.Int64BitsToDouble(-1), double.PositiveInfinity, double.NegativeInfinity, -double.Epsilon];
    private static readonly object?[] s_flags = [null, false, true];
    private static readonly object?[] s_longs = [null, 0L, long.MinValue, long.MaxValue];

    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Kind(TestKind.Process)]
    [Fact]
    public void The_digest_is_what_another_program_makes_of_the_values_that_another_reader_reads()
    {
        var file = Write(Rows(seed: 1), groupRows: 7);
        var expected = JsonNode.Parse(NodeReaders.Run("digest.mjs", file))!["tables"]![0]!;
        var digest = DigestOf(file);
        Assert.Equal(expected["sha256"]!.GetValue<string>(), digest.Sha256);
        foreach (var column in expected["columns"]!.AsArray())
            Assert.Equal(column!["sha256"]!.GetValue<string>(), Assert.Single(digest.Columns, mine => string.Equals(mine.Name, column["name"]!.GetValue<string>(), StringComparison.Ordinal)).Sha256);
    }

    [Fact]
    public void Row_groups_the_order_of_a_cells_rows_and_the_bits_of_NaN_do_not_matter()
    {
        var rows = Rows(seed: 2);
        var turned = rows.GroupBy(row => (int)row[0]!).SelectMany(cell => cell.Reverse())
            .Select(row => row.Select(value => value is double.NaN ? BitConverter.Int64BitsToDouble(0x7FF8000000000055) : value).ToArray()).ToArray();
        Assert.Equal(DigestOf(Write(rows, groupRows: 1000)), DigestOf(Write(turned, groupRows: 50)), new SameDigest());
    }

    [Theory]
    [InlineData("text", "", null)]
    [InlineData("text", "a", "b")]
    [InlineData("single", 0f, -0f)]
    [InlineData("single", 1.5f, 1.5000001f)]
    [InlineData("number", 0.0, -0.0)]
    [InlineData("number", double.NaN, null)]
    [InlineData("flag", false, null)]
    [InlineData("long", 0L, null)]
    public void One_value_changes_the_digest_of_its_column_and_no_other(string column, object before, object? after)
    {
        // Alone in its cell and step, the row stays where it is.
        object?[] row = [3, "r", 0, 0, "x", 1f, 1.0, true, 1L];
        var place = s_schema.IndexOf(column);
        var (one, other) = (row.ToArray(), row.ToArray());
        (one[place], other[place]) = (before, after);
        var (left, right) = (DigestOf(Write([one], groupRows: 1)), DigestOf(Write([other], groupRows: 1)));
        Assert.NotEqual(left.Sha256, right.Sha256);
        Assert.Equal([column], left.Columns.Zip(right.Columns).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Name));
    }

    [Fact]
    public void A_digest_over_some_columns_does_not_see_the_others()
    {
        var rows = Rows(seed: 3);
        var narrow = new TableSchema([.. s_schema.Columns.Where(column => column.Name is not "number")]);
        var without = rows.Select(row => row.Where((_, place) => s_schema.Columns[place].Name is not "number").ToArray()).ToArray();
        Assert.Equal(DigestOf(Write(without, groupRows: 1000, narrow)), DigestOf(Write(rows, groupRows: 1000), column => column is not "number"), new SameDigest());
    }

    [Fact]
    public void Rows_that_are_not_sorted_by_cell_are_damage() =>
        Assert.Throws<InvalidDataException>(() => DigestOf(Write([[1, "r", 0, 0, "", 0f, 0.0, true, 0L], [0, "r", 0, 0, "", 0f, 0.0, true, 0L]], groupRows: 2)));

    private static object?[][] Rows(uint seed)
    {
        var random = new Sweeps.Numerics.Random.TorchGenerator(seed);
        object? One(object?[] values) => values[random.RandInt(values.Length)];
        return
        [
            .. Enumerable.Range(0, 200).Select(i => new[]
            {
                i / 60, "run", (object)random.RandInt(4), random.RandInt(2), One(s_texts), One(s_singles), One(s_numbers), One(s_flags), One(s_longs),
            }),
        ];
    }

    private string Write(object?[][] rows, int groupRows, TableSchema? schema = null)
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder.File($"{_files++}")).FullName, "table.parquet");
        var data = new TableData(schema ?? s_schema);
        foreach (var row in rows)
            for (var i = 0; i < row.Length; i++)
                Append(data.Columns[i], row[i]);
        using var stream = File.Create(file);
        using var writer = new ParquetWriter(stream, data.Schema, new TableFileOptions { RowGroupRows = groupRows });
        writer.Write(data);
        writer.Finish(new Dictionary<string, string>());
        return file;
    }

    private static void Append(ColumnData column, object? value)
    {
        switch (value)
        {
            case null: column.AppendNull(); break;
            case bool flag: ((ColumnData<bool>)column).Append(flag); break;
            case int number: ((ColumnData<int>)column).Append(number); break;
            case long number: ((ColumnData<long>)column).Append(number); break;
            case float number: ((ColumnData<float>)column).Append(number); break;
            case double number: ((ColumnData<double>)column).Append(number); break;
            default: ((ColumnData<string>)column).Append((string)value); break;
        }
    }

    private static TableDigest DigestOf(string file, Func<string, bool>? includes = null)
    {
        using var table = StoredTable.Open(file);
        return new TableDigester("table", table, includes ?? (_ => true)).Digest();
    }

    private sealed class SameDigest : IEqualityComparer<TableDigest>
    {
        public bool Equals(TableDigest? x, TableDigest? y) => string.Equals(x!.Sha256, y!.Sha256, StringComparison.Ordinal) && x.Columns.SequenceEqual(y.Columns);

        public int GetHashCode(TableDigest digest) => 0;
    }
}
