using System.Text.Json.Nodes;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests.Readers;

/// <summary>What we write, DuckDB, hyparquet and parquet-wasm read, value for value.</summary>
[Kind(TestKind.Process)]
public sealed class OtherReadersTests
{
    [Fact]
    public void Three_other_readers_see_every_value()
    {
        using var folder = new TemporaryFolder();
        var manifest = new JsonArray();
        foreach (var compression in Enum.GetValues<ParquetCompression>())
        {
            var small = new ParquetWriterOptions { Compression = compression, PageRows = 50, RowGroupRows = 170 };
            foreach (var rows in (int[])[0, 1, 8, 50, 51, 170, 171, 700])
                Add(Tables.Random(Tables.EveryType, rows, rows, nullShare: rows % 3 / 2.0), small);
            Add(Tables.Random(Tables.EveryType, 20_000, 7), new() { Compression = compression });
            Add(Sweep(cells: 7, steps: 500), new() { Compression = compression });
            Add(Edges(), small);
        }

        var list = folder.File("manifest.json");
        File.WriteAllText(list, manifest.ToJsonString());
        Assert.Contains($"{manifest.Count * 3} readings equal, 0 not", NodeReaders.Run("check.mjs", list), StringComparison.Ordinal);

        void Add(TableData table, ParquetWriterOptions options)
        {
            var file = folder.File($"{manifest.Count}.parquet");
            File.WriteAllBytes(file, Tables.Write(table, options));
            manifest.Add((JsonNode)new JsonObject { ["file"] = file, ["columns"] = Canonical.Columns(table) });
        }
    }

    [Fact]
    public void DuckDB_prunes_by_the_statistics_without_losing_a_row()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("t.parquet");
        var table = new TableData(new TableSchema([new("i", ColumnType.Int64), new("f", ColumnType.Float, Nullable: true), new("t", ColumnType.String)]));
        for (var i = 0; i < 1000; i++)
        {
            table.Column<long>("i").Append(i);
            var floats = table.Column<float>("f");
            if (i % 10 == 0)
                floats.AppendNull();
            else
                floats.Append(i == 555 ? float.NaN : i == 333 ? -0.0f : i);
            table.Column<string>("t").Append(new string('z', 70) + (i % 7) + "\uE000" + (i == 777 ? "😀" : ""));
        }

        File.WriteAllBytes(file, Tables.Write(table, new() { PageRows = 50, RowGroupRows = 100 }));
        var last = new string('z', 70) + "6";
        (string Expected, string Sql)[] questions =
        [
            ("200", "select count(*) from t where i between 150 and 349"),
            ("1", "select count(*) from t where isnan(f)"),
            ("180", "select count(*) from t where f > 800 and not isnan(f)"),
            // A NaN is above all numbers in DuckDB.
            ("1", "select count(*) from t where f > 1e9"),
            ("2", "select count(*) from t where f = 0 or f = 777"),
            ("100", "select count(*) from t where f is null"),
            ("1", "select count(*) from t where t like '%😀'"),
            ("142", $"select count(*) from t where t >= '{last}'"),
            ("999", "select max(i) from t"),
            ($"{last}\uE000", "select max(t) from t"),
            (new string('z', 70) + "0\uE000", "select min(t) from t"),
        ];
        var answers = NodeReaders.Run("query.mjs", file, string.Join(" union all ", questions.Select((question, i) => $"select {i} as n, ({question.Sql})::text as answer")) + " order by n");
        Assert.Equal(questions.Select((question, i) => $"{i},{question.Expected}"), answers.Trim().Split('\n').Skip(1));
    }

    [Fact]
    public void DuckDB_shows_metadata_and_statistics()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("t.parquet");
        var table = new TableData(new TableSchema([new("i", ColumnType.Int32, Nullable: true), new("t", ColumnType.String)]));
        for (var i = 0; i < 10; i++)
        {
            if (i == 3)
                table.Column<int>("i").AppendNull();
            else
                table.Column<int>("i").Append(i - 5);
            table.Column<string>("t").Append($"run {i}");
        }

        File.WriteAllBytes(file, Tables.Write(table, null, new Dictionary<string, string>(StringComparer.Ordinal) { ["sweep"] = "é, 1" }));
        var metadata = NodeReaders.Run("query.mjs", $"select decode(key), decode(value) from parquet_kv_metadata('{file}')").Trim().Split('\n');
        Assert.Equal("sweep,\"é, 1\"", Assert.Single(metadata.Skip(1)));
        var statistics = NodeReaders.Run("query.mjs", $"select path_in_schema, stats_min_value, stats_max_value, stats_null_count from parquet_metadata('{file}')").Trim().Split('\n');
        Assert.Equal(["i,-5,4,1", "t,run 0,run 9,0"], statistics.Skip(1));
    }

    private static TableData Sweep(int cells, int steps)
    {
        var table = new TableData(new TableSchema([new("cell", ColumnType.Int32), new("run", ColumnType.String), new("step", ColumnType.Int32), new("loss", ColumnType.Float)]));
        var random = new SplitMix(1);
        for (var cell = 0; cell < cells; cell++)
            for (var step = 1; step <= steps; step++)
            {
                table.Column<int>("cell").Append(cell);
                table.Column<string>("run").Append($"{(ulong)cell * 0x9E3779B97F4A7C15:x16}");
                table.Column<int>("step").Append(step);
                table.Column<float>("loss").Append((float)(2 + random.Unit()));
            }

        return table;
    }

    private static TableData Edges()
    {
        var table = new TableData(new TableSchema(
            [new("int", ColumnType.Int32), new("long", ColumnType.Int64), new("float", ColumnType.Float), new("double", ColumnType.Double), new("text, \"é\".x", ColumnType.String)]));
        for (var i = 0; i < 300; i++)
        {
            table.Column<int>("int").Append((i % 3) switch { 0 => int.MinValue, 1 => int.MaxValue, _ => i });
            table.Column<long>("long").Append((i % 3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => i });
            table.Column<float>("float").Append((i % 5) switch { 0 => -0f, 1 => float.Epsilon, 2 => float.NaN, 3 => float.NegativeInfinity, _ => i });
            table.Column<double>("double").Append((i % 5) switch { 0 => -0d, 1 => double.Epsilon, 2 => double.NaN, 3 => double.PositiveInfinity, _ => i });
            table.Column<string>("text, \"é\".x").Append((i % 4) switch { 0 => "", 1 => "\0", 2 => "😀\uFFFD\uE000", _ => new string('a', i * 10) });
        }

        return table;
    }
}
