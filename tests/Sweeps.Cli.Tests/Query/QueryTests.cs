using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Cli.Tests.Verbs;
using Sweeps.Core.Tables;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Query;

/// <summary>Answers to SQL, compared with the tables as our own reader and our exports have them.</summary>
[Kind(TestKind.Long)]
public sealed class QueryTests : IDisposable
{
    private static readonly string s_tables = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests", "Stored", "tables");
    private readonly Workspace _at = new();
    private readonly string _folder;

    public QueryTests() => _folder = Copy("o");

    public static TheoryData<string> Tables =>
    [
        .. Directory.GetFiles(s_tables, "*.parquet").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => name is not "timings"),
    ];

    public void Dispose() => _at.Dispose();

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Every_row_of_a_table_comes_out_as_an_export_has_it(string table)
    {
        await Done("run", Path.Combine(s_tables, "..", "stored.yaml"), "--out", _at.In("fresh"), "--quiet");
        await Done("export", _at.In("fresh", "stored"), "--to", _at.In("csv"));
        var answer = await Done("query", _at.In("fresh", "stored"), $"FROM \"{table}\"", "--format", "csv");
        Assert.Equal(await File.ReadAllTextAsync(_at.In("csv", table + ".csv"), TestContext.Current.CancellationToken), answer.Out);
    }

    [Fact]
    public async Task A_mean_by_group_is_the_mean_of_the_rows()
    {
        using var reader = TableFiles.Format.Open(Path.Combine(_folder, "runs.parquet"));
        var runs = reader.ReadRowGroup(0);
        var (activations, losses) = (runs.Column<string>("activation").Values.ToArray(), runs.Column<double>("loss_initial").Values.ToArray());
        var expected = Enumerable.Range(0, runs.RowCount).GroupBy(row => activations[row], row => losses[row], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Average()));

        var lines = (await Answer("SELECT activation, avg(loss_initial) FROM runs GROUP BY activation ORDER BY activation;  -- with a comment", "csv")).TrimEnd().Split('\n').Skip(1).Select(line => line.Split(','));
        Assert.Equal(expected.Select(group => group.Key), lines.Select(line => line[0]));
        Assert.All(expected.Zip(lines), pair => Assert.Equal(pair.First.Item2, double.Parse(pair.Second[1], CultureInfo.InvariantCulture), 1e-12));
    }

    [Fact]
    public async Task Tables_can_be_joined() =>
        Assert.Equal("n\n" + RowsOf("losses") + "\n", await Answer("SELECT count(*) AS n FROM losses JOIN RUNS USING (cell, run)", "csv"));

    [Fact]
    public async Task Values_of_every_type_are_written_in_every_format()
    {
        const string sql = "SELECT 1::TINYINT AS a, 9007199254740993 AS b, 99999999999999999999::HUGEINT AS c, 0.1::FLOAT AS d, 1/3 AS e, 'NaN'::DOUBLE AS f, '-inf'::FLOAT AS g, NULL AS h, '' AS i, "
            + "'a,\"b' AS j, true AS k, [1, NULL] AS l, TIMESTAMP '2026-01-02 03:04:05.5' AS m, 1.25 AS a, '|x|' AS p";
        Assert.Equal("a,b,c,d,e,f,g,h,i,j,k,l,m,a,p\n1,9007199254740993,99999999999999999999,0.1,0.3333333333333333,NaN,-inf,,\"\",\"a,\"\"b\",true,\"[1, NULL]\",2026-01-02 03:04:05.5,1.25,|x|\n", await Answer(sql, "csv"));
        Assert.Equal(
            "[\n{\"a\":1,\"b\":9007199254740993,\"c\":\"99999999999999999999\",\"d\":0.1,\"e\":0.3333333333333333,\"f\":\"NaN\",\"g\":\"-Infinity\",\"h\":null,\"i\":\"\",\"j\":\"a,\\u0022b\",\"k\":true,\"l\":\"[1, NULL]\",\"m\":\"2026-01-02 03:04:05.5\",\"a_2\":1.25,\"p\":\"|x|\"}\n]\n",
            await Answer(sql, "json"));
        Assert.Contains("| 1 | 9007199254740993 | 99999999999999999999 | 0.1 | 0.3333 | NaN | -inf |  |  | a,\"b | true | \\[1, NULL\\] | 2026-01-02 03:04:05.5 | 1.25 | \\|x\\| |", await Answer(sql, "markdown"), StringComparison.Ordinal);
        Assert.Contains("0.3333  NaN  -inf", await Answer(sql, "table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rows_are_no_rows()
    {
        Assert.Equal("cell\n", await Answer("SELECT cell FROM runs WHERE cell < 0", "csv"));
        Assert.Equal("[]\n", await Answer("SELECT cell FROM runs WHERE cell < 0", "json"));
    }

    [Fact]
    public async Task More_rows_than_fit_a_screen_are_counted()
    {
        var finished = await InProcess.Invoke("query", _folder, "FROM range(1234)");
        Assert.Equal(1 + 1000, finished.Out.Count(character => character is '\n'));
        Assert.Contains("234 more rows; --format csv writes all 1,234.", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COPY runs TO 'stolen.csv'", "Only one SELECT is answered")]
    [InlineData("COPY (SELECT 1) TO 'stolen.csv'", "Only one SELECT is answered")]
    [InlineData("EXPORT DATABASE 'stolen'", "Only one SELECT is answered")]
    [InlineData("ATTACH 'stolen.db'", "Only one SELECT is answered")]
    [InlineData("PRAGMA database_list", "Only one SELECT is answered")]
    [InlineData("SET enable_external_access = true", "Only one SELECT is answered")]
    [InlineData("INSTALL httpfs", "Only one SELECT is answered")]
    [InlineData("LOAD httpfs", "Only one SELECT is answered")]
    [InlineData("DROP TABLE runs", "Only one SELECT is answered")]
    [InlineData("UPDATE runs SET loss_end = 0", "Only one SELECT is answered")]
    [InlineData("CREATE TABLE x AS SELECT 1", "Only one SELECT is answered")]
    [InlineData("SELECT 1; COPY runs TO 'stolen.csv'", "Only one SELECT is answered")]
    [InlineData("SELECT 1; SELECT 2", "Only one statement is answered")]
    [InlineData("", "There is no statement")]
    [InlineData(" -- nothing", "There is no statement")]
    [InlineData("SELECT * FROM 'runs.parquet'", "file system operations are disabled")]
    [InlineData("SELECT * FROM read_parquet('runs.parquet')", "file system operations are disabled")]
    [InlineData("SELECT * FROM read_csv('definition.yaml')", "file system operations are disabled")]
    [InlineData("SELECT * FROM read_text('definition.yaml')", "file system operations are disabled")]
    [InlineData("SELECT * FROM glob('*')", "file system operations are disabled")]
    [InlineData("SELECT * FROM query('COPY runs TO ''stolen.csv''')", "Expected a single SELECT")]
    [InlineData("WITH x AS (INSERT INTO runs VALUES (1)) SELECT 1", "A CTE needs a SELECT")]
    [InlineData("SELEC 1", "syntax error at or near \"SELEC\" (character 1)")]
    [InlineData("SELECT nothing FROM runs", "Referenced column \"nothing\" not found")]
    [InlineData("SELECT * FROM nothing", "Table with name nothing does not exist")]
    [InlineData("SELECT error('a sentence') FROM runs", "a sentence")]
    public async Task Everything_else_is_refused_and_does_nothing(string sql, string message)
    {
        var before = _at.Checksums("o");
        var files = Directory.GetFiles(_at.Folder, "*", SearchOption.AllDirectories);
        var refused = await InProcess.Invoke("query", _folder, sql);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Out));
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, refused.Error.Count(character => character is '\n'));
        Assert.Equal(before, _at.Checksums("o"));
        Assert.Equal(files, Directory.GetFiles(_at.Folder, "*", SearchOption.AllDirectories));
        Assert.False(File.Exists("stolen.csv") || Directory.Exists("stolen") || File.Exists("stolen.db"));
    }

    [Fact]
    public async Task A_damaged_table_is_never_opened_and_the_others_are_answered()
    {
        var path = Path.Combine(_folder, "losses.parquet");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        var damaged = await InProcess.Invoke("query", _folder, "SELECT count(*) FROM losses");
        Assert.Equal((4, ""), (damaged.ExitCode, damaged.Out));
        Assert.Contains($"'{path}' is damaged", damaged.Error, StringComparison.Ordinal);
        Assert.Equal($"n\n{RowsOf("runs")}\n", await Answer("SELECT count(*) AS n FROM runs", "csv"));
    }

    /// <summary>What DuckDB would take for patterns of file names.</summary>
    [Fact]
    public async Task A_folder_may_have_any_name()
    {
        var folder = Copy("it's [a*b] ?");
        Assert.Equal($"n\n{RowsOf("runs")}\n", (await Done("query", folder, "SELECT count(*) AS n FROM runs", "--format", "csv")).Out);
    }

    [Fact]
    public async Task Without_a_statement_tables_and_columns_are_listed()
    {
        var tables = JsonNode.Parse((await Done("query", _folder, "--json")).Out)!["tables"]!.AsArray();
        Assert.Equal(Directory.GetFiles(_folder, "*.parquet").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), tables.Select(table => (string?)table!["name"]).Order(StringComparer.Ordinal));
        foreach (var table in tables)
        {
            using var reader = TableFiles.Format.Open(Path.Combine(_folder, table!["name"] + ".parquet"));
            Assert.Equal(reader.RowCount, (long)table["rows"]!);
            var described = JsonNode.Parse(await Answer($"DESCRIBE \"{table["name"]}\"", "json"))!.AsArray();
            Assert.Equal(described.Select(column => (string?)column!["column_name"]), table["columns"]!.AsArray().Select(column => (string?)column!["name"]));
            Assert.Equal(described.Select(column => ((string?)column!["column_type"])!.ToLowerInvariant()), table["columns"]!.AsArray().Select(column => (string?)column!["type"]));
        }
    }

    [Fact]
    public async Task Where_no_tables_are_yet_it_says_so()
    {
        var folder = Copy("journal", "journal");
        var none = await InProcess.Invoke("query", folder, "FROM runs");
        Assert.Equal((1, ""), (none.ExitCode, none.Out));
        Assert.Contains("There are no final tables", none.Error, StringComparison.Ordinal);
    }

    private async Task<string> Answer(string sql, string format) => (await Done("query", _folder, sql, "--format", format)).Out;

    private static async Task<Finished> Done(params IEnumerable<string> arguments)
    {
        var finished = await InProcess.Invoke(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished;
    }

    private static long RowsOf(string table)
    {
        using var reader = TableFiles.Format.Open(Path.Combine(s_tables, table + ".parquet"));
        return reader.RowCount;
    }

    private string Copy(string name, string stored = "tables")
    {
        var from = Path.Combine(Path.GetDirectoryName(s_tables)!, stored);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = _at.In(name, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return _at.In(name);
    }
}
