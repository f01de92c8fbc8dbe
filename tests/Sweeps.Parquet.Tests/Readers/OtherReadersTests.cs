using System.Globalization;
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
        var small = new TableFileOptions { RowGroupRows = 170 };
        foreach (var rows in (int[])[0, 1, 8, 50, 51, 170, 171, 700])
            Add(Tables.Random(Tables.EveryType, rows, rows, nullShare: rows % 3 / 2.0), small);
        Add(Tables.Random(Tables.EveryType, 20_000, 7), new());
        Add(Sweep(cells: 7, steps: 500), new());
        Add(Edges(), small);

        var list = folder.File("manifest.json");
        File.WriteAllText(list, manifest.ToJsonString());
        Assert.Contains($"{manifest.Count * 3} readings equal, 0 not", NodeReaders.Run("check.mjs", list), StringComparison.Ordinal);

        void Add(TableData table, TableFileOptions options)
        {
            // JavaScript's times have no microseconds.
            foreach (var times in table.Columns.OfType<ColumnData<DateTime>>())
                for (var i = 0; i < times.Count; i++)
                    times.Array[i] = times.Array[i].AddTicks(-(times.Array[i].Ticks % TimeSpan.TicksPerMillisecond));
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

        File.WriteAllBytes(file, Tables.Write(table, new() { RowGroupRows = 100 }));
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

    /// <summary>A row group for each of the values in which bounds go wrong, so that a wrong bound hides the one row that is asked for.</summary>
    [Fact]
    public void A_filter_in_DuckDB_finds_every_row()
    {
        using var folder = new TemporaryFolder();
        double?[] numbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, double.Epsilon, double.MaxValue, null, 1];
        string?[] texts = ["", null, "\U0001F600", "\uE000", "\uFFFF", "\uD7FF", "a", "\0", new string('z', 100)];
        var table = new TableData(new TableSchema(
        [
            new("d", ColumnType.Double, Nullable: true), new("f", ColumnType.Float, Nullable: true), new("t", ColumnType.String, Nullable: true),
            new("i", ColumnType.Int32, Nullable: true), new("l", ColumnType.Int64, Nullable: true), new("b", ColumnType.Boolean, Nullable: true), new("committed_at", ColumnType.Timestamp, Nullable: true),
        ]));
        // Every value beside every other value, two to a row group; then a row group of nulls.
        for (var first = 0; first < numbers.Length; first++)
            for (var second = 0; second < numbers.Length; second++)
                foreach (var i in (int[])[first, second])
                    Append(i);
        Append(7, texts: 1);
        Append(7, texts: 1);
        var file = folder.File("t.parquet");
        File.WriteAllBytes(file, Tables.Write(table, new() { RowGroupRows = 2 }));

        var questions = new List<(int Expected, string Condition)>();
        for (var i = 0; i < numbers.Length; i++)
        {
            foreach (var (column, type) in new[] { ("d", "double"), ("f", "float") })
            {
                // Zeros of both signs are equal, and the least double is none of the floats.
                Func<double, bool> isSame = numbers[i] switch { double.NaN => double.IsNaN, { } number => other => (type is "float" ? (float)other == (float)number : other == number), null => _ => false };
                var count = CountOf(column, value => isSame(Convert.ToDouble(value)));
                questions.Add(numbers[i] is { } asked ? (count, $"{column} = {Literal(asked, type)}") : (CountOf(column, null), $"{column} is null"));
            }
        }

        foreach (var text in texts)
            questions.Add(text is null ? (CountOf("t", null), "t is null") : (CountOf("t", value => string.Equals((string)value, text, StringComparison.Ordinal)), $"t = {Characters(text)}"));
        var code = System.Text.Encoding.UTF8;
        foreach (var bound in texts.OfType<string>())
        {
            questions.Add((CountOf("t", value => code.GetBytes((string)value).AsSpan().SequenceCompareTo(code.GetBytes(bound)) > 0), $"t > {Characters(bound)}"));
            questions.Add((CountOf("t", value => code.GetBytes((string)value).AsSpan().SequenceCompareTo(code.GetBytes(bound)) < 0), $"t < {Characters(bound)}"));
        }

        foreach (var (column, literal) in new[] { ("i", "-2147483648"), ("i", "8"), ("l", "9223372036854775807"), ("l", "8") })
            questions.Add((CountOf(column, value => Convert.ToInt64(value) == long.Parse(literal)), $"{column} = {literal}"));
        questions.Add((CountOf("i", null), "i is null"));
        questions.Add((CountOf("b", value => (bool)value), "b"));
        questions.Add((CountOf("b", value => !(bool)value), "not b"));
        questions.Add((CountOf("committed_at", value => (DateTime)value >= Time(4)), "committed_at >= '2026-11-30 00:00:00.000004Z'::timestamptz"));
        questions.Add((CountOf("committed_at", value => (DateTime)value < Time(1)), "committed_at < '2026-11-30 00:00:00.000001Z'::timestamptz"));
        questions.Add((CountOf("committed_at", null), "committed_at is null"));
        // Nothing is below the least text or above the greatest.
        Assert.Equal(2, questions.RemoveAll(question => question.Expected == 0));

        // One query each: several in one statement might be answered by one pass.
        var answers = NodeReaders.Run("query.mjs", file, string.Join(" union all ", questions.Select((question, i) => $"select {i} as n, count(*) as rows from t where {question.Condition}")) + " order by n");
        Assert.Equal(questions.Select((question, i) => $"{i},{question.Expected}"), answers.Trim().Split('\n').Skip(1));

        void Append(int i, int? texts = null)
        {
            Add("d", numbers[i]);
            Add("f", numbers[i] is { } number ? (float)number : default(float?));
            Add("i", i switch { 7 => default(int?), 0 => int.MinValue, _ => i });
            Add("l", i switch { 7 => default(long?), 0 => long.MaxValue, _ => i });
            Add("b", i == 7 ? default(bool?) : i % 2 == 0);
            Add("committed_at", i == 7 ? default(DateTime?) : Time(i));
            AddText(texts ?? i);
        }

        void Add<T>(string column, T? value)
            where T : struct
        {
            if (value is { } there)
                table.Column<T>(column).Append(there);
            else
                table.Column<T>(column).AppendNull();
        }

        void AddText(int i)
        {
            if (texts[i] is { } text)
                table.Column<string>("t").Append(text);
            else
                table.Column<string>("t").AppendNull();
        }

        int CountOf(string name, Func<object, bool>? isIt)
        {
            var column = table.Columns[table.Schema.IndexOf(name)];
            return Enumerable.Range(0, column.Count).Count(row => column.Boxed(row) is { } value ? isIt?.Invoke(value) ?? false : isIt is null);
        }

        static DateTime Time(int i) => new DateTime(2026, 11, 30, 0, 0, 0, DateTimeKind.Utc).AddMicroseconds(i);

        static string Literal(double value, string type) => (type is "float" ? (float)value : value) is var number && double.IsFinite(number)
            ? $"'{(type is "float" ? ((float)number).ToString("R", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture))}'::{type}"
            : $"'{Word(number)}'::{type}";

        static string Word(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

        static string Characters(string text) => text.Length == 0 ? "''" : string.Join(" || ", text.EnumerateRunes().Select(rune => $"chr({rune.Value})"));
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
