using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Parquet;
using Sweeps.Tables;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Measures that a definition adds, from training to the summary. Expected values are worked out here of the rows of the other tables.</summary>
public sealed class MeasureVerbTests : IDisposable
{
    private const string Measures = """
        measures:
          dead_last: { of: dead_units.fraction_dead, over_layers: max, better: lower }
          loss_20: { of: loss, take: { at: 20 } }
          early: { of: loss, take: { mean_first: 5 } }
          drop: { ratio: [early, loss_20] }
          sound: { at_most: [dead_last, 0.5] }
        """;

    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task They_are_columns_whose_values_follow_from_the_tables()
    {
        await Run(Measures);
        var (runs, losses, dead) = (Table("runs"), Table("losses"), Table("dead_units"));
        Assert.Equal(["findings", "dead_last", "loss_20", "early", "drop", "sound"], runs.Schema.Columns.TakeLast(6).Select(column => column.Name));
        for (var row = 0; row < runs.RowCount; row++)
        {
            var run = runs.Column<string>("run").Values[row];
            var own = Rows(losses, run).Select(i => (Step: losses.Column<int>("step").Values[i], Loss: (double)losses.Column<float>("loss").Values[i])).ToList();
            var at20 = own.Single(one => one.Step == 20).Loss;
            var early = own.Where(one => one.Step < 5).Sum(one => one.Loss) / 5;
            var rows = Rows(dead, run).ToList();
            var last = rows.Max(i => dead.Column<int>("step").Values[i]);
            var most = rows.Where(i => dead.Column<int>("step").Values[i] == last).Max(i => dead.Column<double>("fraction_dead").Values[i]);
            Assert.Equal(most, runs.Column<double>("dead_last").Boxed(row));
            Assert.Equal(at20, runs.Column<double>("loss_20").Boxed(row));
            Assert.Equal(early, runs.Column<double>("early").Boxed(row));
            Assert.Equal(early / at20, runs.Column<double>("drop").Boxed(row));
            Assert.Equal(most <= 0.5, runs.Column<bool>("sound").Boxed(row));
        }
    }

    [Fact]
    public async Task Summary_show_and_report_know_them()
    {
        var trained = await Run(Measures + "\nsummary: { rows: [lr], values: [drop, dead_last, sound] }");
        Assert.Contains("dead_last", trained.Out, StringComparison.Ordinal);
        var row = Json(await InProcess.Invoke("summary", Folder, "--rows", "lr", "--values", "loss_20,sound", "--json"));
        Assert.Equal(Table("runs").Column<double>("loss_20").Values[0], Numbers(row, "loss_20"));
        Assert.Contains("dead_last", File.ReadAllText(Path.Combine(Folder, "summary.csv")), StringComparison.Ordinal);
        Assert.Equal(Table("runs").Column<double>("early").Values[0], (double)Json(await InProcess.Invoke("show", Folder, "0", "--json"))["measures"]!["early"]!);
        Assert.Matches(@"(?m)^\s*drop\s+\d", (await InProcess.Invoke("show", Folder, "0")).Out);
        Assert.Equal(0, (await InProcess.Invoke("report", Folder)).ExitCode);
        var page = File.ReadAllText(Path.Combine(Folder, "report.html"));
        Assert.Contains("\"name\":\"dead_last\"", page, StringComparison.Ordinal);

        var misspelt = await InProcess.Invoke("summary", Folder, "--values", "dead_lst");
        Assert.Equal(1, misspelt.ExitCode);
        Assert.Contains("did you mean 'dead_last'?", misspelt.Error, StringComparison.Ordinal);
    }

    /// <summary>Run ids, and with them what is trained, do not depend on measures; a sweep from scratch has the same bytes.</summary>
    [Fact]
    public async Task Changing_them_trains_nothing_and_gives_the_bytes_of_a_sweep_from_scratch()
    {
        await Run("");
        var plain = File.ReadAllBytes(Path.Combine(Folder, "runs.parquet"));
        Assert.Contains("0 runs trained", (await Run(Measures)).Out, StringComparison.Ordinal);
        var added = File.ReadAllBytes(Path.Combine(Folder, "runs.parquet"));
        Assert.Contains("0 runs trained", (await Run(Measures.Replace("at: 20", "at: 10", StringComparison.Ordinal))).Out, StringComparison.Ordinal);
        Assert.NotEqual(added, File.ReadAllBytes(Path.Combine(Folder, "runs.parquet")));
        await Run(Measures);
        Assert.Equal(added, File.ReadAllBytes(Path.Combine(Folder, "runs.parquet")));
        await Run("");
        Assert.Equal(plain, File.ReadAllBytes(Path.Combine(Folder, "runs.parquet")));

        await Run(Measures, "--fresh", "--workers", "1");
        Assert.Equal(added, File.ReadAllBytes(Path.Combine(Folder, "runs.parquet")));
    }

    /// <summary>A share is stored in journals alone: nothing is in final tables yet.</summary>
    [Fact]
    public async Task Of_an_unfinished_sweep_they_are_computed_when_they_are_asked_for()
    {
        await Run(Measures, "--shard", "1/2");
        Assert.False(File.Exists(Path.Combine(Folder, "runs.parquet")));
        var shown = Numbers(Json(await InProcess.Invoke("summary", Folder, "--rows", "lr", "--values", "drop", "--json")), "drop");
        await Run(Measures);
        Assert.Contains(shown, Table("runs").Column<double>("drop").Values.ToArray());
    }

    private static IEnumerable<int> Rows(TableData table, string run) => Enumerable.Range(0, table.RowCount).Where(row => string.Equals(table.Column<string>("run").Values[row], run, StringComparison.Ordinal));

    private static double Numbers(JsonNode summary, string value) => Find(summary, value) ?? throw new InvalidOperationException(summary.ToJsonString());

    private static double? Find(JsonNode? node, string value) => node switch
    {
        JsonObject map when map[value] is JsonObject figure && figure["mean"] is { } mean => (double)mean,
        JsonObject map => map.Select(entry => Find(entry.Value, value)).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select(item => Find(item, value)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static JsonNode Json(Finished finished) => JsonNode.Parse(finished.Out) ?? throw new InvalidOperationException(finished.ToString());

    private string Folder => _at.In("results", "measured");

    private TableData Table(string name)
    {
        using var reader = ParquetReader.Open(Path.Combine(Folder, name + ".parquet"));
        var all = new TableData(reader.Schema);
        foreach (var group in reader.ReadAll())
            all.AppendRange(group, 0, group.RowCount);
        return all;
    }

    private async Task<Finished> Run(string section, params string[] options)
    {
        File.WriteAllText(_at.In("measured.yaml"), $$"""
            name: measured
            dataset: { source: words.txt }
            model: { width: 16, depth: 2 }
            train: { steps: 40, batch_size: 16 }
            grid: { lr: [0.1, 0.3] }
            handlers: [ { dead_units: { every: 20, at: [-1] } } ]
            {{section}}
            """);
        var finished = await InProcess.Invoke(["run", _at.In("measured.yaml"), "--out", _at.In("results"), .. options]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished;
    }
}
