using System.Text.Json;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Cli.Tests.Verification;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>The verbs inside the tests' own process, one sweep for all of them.</summary>
public sealed class VerbTests(VerbTests.OneSweep sweep) : IClassFixture<VerbTests.OneSweep>
{
    private string Folder => sweep.At.In("results", "small");

    [Fact]
    public async Task What_is_trained_again_is_the_same_bit_for_bit()
    {
        var verified = await InProcess.Invoke("verify", Folder, "--workers", "2");
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains("4 equal bit for bit", verified.Out, StringComparison.Ordinal);
        var sampled = await InProcess.Invoke("verify", Folder, "--sample", "2", "--seed", "7", "--json");
        Assert.Equal(2, JsonDocument.Parse(sampled.Out).RootElement.GetProperty("runs").GetArrayLength());
        var again = await InProcess.Invoke("rerun", Folder, "0", "3");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("2 equal bit for bit", again.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("losses", "loss")]
    [InlineData("percentiles", "p50")]
    [InlineData("runs", "loss_end")]
    public async Task A_planted_bit_is_found_by_verify_and_by_diff(string table, string column)
    {
        var folder = sweep.Copy("planted-" + table);
        var planted = PlantedChange.In(Path.Combine(folder, table + ".parquet"), column, rows => rows.RowCount / 2);
        foreach (var arguments in new[] { new[] { "verify", folder }, ["rerun", folder, planted.Run], ["diff", Folder, folder] })
        {
            var finished = await InProcess.Invoke(arguments);
            Assert.True(finished.ExitCode == 3, finished.ToString());
            Assert.Contains(planted.Before, finished.Out, StringComparison.Ordinal);
            Assert.Contains(planted.After, finished.Out, StringComparison.Ordinal);
            Assert.Contains(column, finished.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Equal_folders_do_not_differ_and_other_cells_are_named()
    {
        Assert.Equal(0, (await InProcess.Invoke("diff", Folder, sweep.Copy("same"))).ExitCode);
        var other = sweep.At.Define("other", steps: 30, grid: "grid: { activation: [tanh], norm: [none] }");
        Assert.Equal(0, (await InProcess.Invoke("run", sweep.At.In(other), "--out", sweep.At.In("results"), "--quiet")).ExitCode);
        var finished = await InProcess.Invoke("diff", Folder, sweep.At.In("results", "other"));
        Assert.True(finished.ExitCode == 3, finished.ToString());
    }

    [Fact]
    public async Task A_plan_counts_without_writing()
    {
        var before = sweep.At.Checksums("results/small");
        var file = sweep.At.Define("planned", grid: "grid: { activation: [tanh, gelu, relu], norm: [none, layer], bn_momentum: [0.1, 0.2] }\nexclude: [ { activation: relu, norm: layer } ]\ninclude: [ { depth: 3 } ]");
        var finished = await InProcess.Invoke("plan", sweep.At.In(file), "--json", "--where", "activation != 'gelu'", "--set", "name=small", "--out", sweep.At.In("results"));
        Assert.True(finished.ExitCode == 0, finished.ToString());
        using var plan = JsonDocument.Parse(finished.Out);
        // 12 of the grid and one included; 2 excluded, 4 of gelu filtered; of the 7 left each of the three of the grid stands there twice.
        Assert.Equal((12, 1, 2, 4, 3, 4), (Number(plan, "grid_cells"), Number(plan, "included"), Number(plan, "excluded"), Number(plan, "filtered"), Number(plan, "equal"), Number(plan, "cells")));
        Assert.Contains("equal", (await InProcess.Invoke("plan", sweep.At.In(file))).Out, StringComparison.Ordinal);
        Assert.Equal(before, sweep.At.Checksums("results/small"));
        Assert.False(Directory.Exists(sweep.At.In("results", "planned")));
    }

    [Fact]
    public async Task Status_summary_and_show_tell_of_the_same_runs()
    {
        using var status = JsonDocument.Parse((await InProcess.Invoke("status", Folder, "--json")).Out);
        Assert.Equal((4, 0), (Number(status, "completed"), Number(status, "remaining")));
        using var summary = JsonDocument.Parse((await InProcess.Invoke("summary", Folder, "--format", "json", "--values", "loss_end")).Out);
        Assert.Equal(4, summary.RootElement.GetProperty("groups").GetArrayLength());
        foreach (var format in new[] { "table", "markdown", "csv" })
            Assert.Contains("gelu", (await InProcess.Invoke("summary", Folder, "--rows", "activation", "--columns", "norm", "--format", format)).Out, StringComparison.Ordinal);
        Assert.Equal(
            (await InProcess.Invoke("summary", Folder, "--rows", "activation,norm", "--values", "loss_end")).Out,
            (await InProcess.Invoke("summary", Folder, "--rows", "model.activation", "--rows", "norm", "--values", "loss_end")).Out);
        for (var cell = 0; cell < 4; cell++)
        {
            var shown = await InProcess.Invoke("show", Folder, $"{cell}");
            Assert.Contains($"cell {cell}", shown.Lines[0], StringComparison.Ordinal);
            Assert.Contains("update_ratio, step 55", shown.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_run_of_a_cell_that_equals_an_earlier_one_is_the_earlier_ones()
    {
        var file = sweep.At.In(sweep.At.Define("equal", steps: 10, grid: "grid: { norm: [none, batch], bn_momentum: [0.1, 0.2] }"));
        Assert.Equal(0, (await InProcess.Invoke("run", file, "--quiet", "--out", sweep.At.In("results"))).ExitCode);
        var folder = sweep.At.In("results", "equal");
        var shown = await InProcess.Invoke("show", folder, "1");
        Assert.True(shown.ExitCode == 0, shown.ToString());
        Assert.Equal((await InProcess.Invoke("show", folder, "0")).Out, shown.Out);
        Assert.Contains("cell 1 equals cell 0", shown.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await InProcess.Invoke("show", folder, "4")).ExitCode);
    }

    [Fact]
    public async Task Words_are_drawn_from_the_model_and_the_seed_alone()
    {
        var words = await InProcess.Invoke("sample", Folder, "1", "-n", "5", "--seed", "3");
        Assert.True(words.ExitCode == 0, words.ToString());
        Assert.Equal(words.Out, (await InProcess.Invoke("sample", Folder, "1", "-n", "5", "--seed", "3")).Out);
        Assert.NotEqual(words.Out, (await InProcess.Invoke("sample", Folder, "1", "-n", "5", "--seed", "4")).Out);
    }

    [Fact]
    public async Task The_schema_is_json_and_knows_every_handler()
    {
        using var schema = JsonDocument.Parse((await InProcess.Invoke("schema")).Out);
        var text = schema.RootElement.GetRawText();
        var handlers = (await InProcess.Invoke("handlers")).Lines.Where(line => line.Length > 0 && char.IsAsciiLetterLower(line[0]) && line.Contains(':', StringComparison.Ordinal)).Select(line => line.Split(':')[0]).ToList();
        Assert.Contains("rank_collapse", handlers);
        Assert.All(handlers, handler => Assert.Contains($"\"{handler}\"", text, StringComparison.Ordinal));
        Assert.Contains("us-surnames", (await InProcess.Invoke("datasets")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_can_be_looked_at_without_a_cluster()
    {
        var finished = await InProcess.Invoke("submit", sweep.At.In("small.yaml"), "--tasks", "3", "--throttle", "2", "--time", "1:00:00", "--dry-run", "--out", sweep.At.In("results"));
        Assert.True(finished.ExitCode == 0, finished.ToString());
        foreach (var part in new[] { "#SBATCH", "--array", "--requeue", "--open-mode=append", "--signal=B:TERM@60", "afterany", "exec " })
            Assert.Contains(part, finished.Out, StringComparison.Ordinal);
        Assert.Contains("1:00:00", finished.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_way_of_training_gives_the_same_bytes_with_any_number_of_workers()
    {
        var file = sweep.At.In(sweep.At.Define("ways", grid: """
            grid:
              norm: [none, batch]
              sampling: [epochs, replacement]
              penalty: [0, 0.01]
              schedule: [constant, cosine, { step: { at: 0.5, factor: 0.1 } }]
            include:
              - { norm: batch, bn_calibrate: true, momentum: 0.9, weight_decay: 0.001 }
              - { scheme: kaiming_normal, stream: single }
            """));
        foreach (var workers in new[] { "1", "3" })
            Assert.Equal(0, (await InProcess.Invoke("run", file, "--workers", workers, "--quiet", "--out", sweep.At.In("workers-" + workers))).ExitCode);
        var one = sweep.At.Checksums("workers-1/ways");
        Assert.Equal(26, one.Values.Where((_, i) => one.Keys.ElementAt(i).StartsWith("models", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(one, sweep.At.Checksums("workers-3/ways"));
    }

    [Fact]
    public async Task Json_events_of_a_run_stand_alone_on_standard_output()
    {
        var file = sweep.At.Define("events", steps: 10);
        var finished = await InProcess.Invoke("run", sweep.At.In(file), "--json", "--out", sweep.At.In("results"), "--verbose");
        Assert.Equal(0, finished.ExitCode);
        var events = Lines(finished).Select(line => line.GetProperty("event").GetString()).ToList();
        Assert.Equal(("sweep_started", "sweep_finished"), (events[0], events[^1]));
        Assert.Equal(4, events.Count(name => name is "run_finished"));
        Assert.Contains("4 completed", finished.Error, StringComparison.Ordinal);
    }

    private static int Number(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetInt32();

    private static List<JsonElement> Lines(Finished finished) => [.. finished.Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>A finished sweep of four runs that tests look at and copy.</summary>
    public sealed class OneSweep : IAsyncLifetime
    {
        internal Workspace At { get; } = new();

        public async ValueTask InitializeAsync()
        {
            var finished = await InProcess.Invoke("run", At.In(At.Define()), "--out", At.In("results"), "--workers", "2");
            Assert.True(finished.ExitCode == 0, finished.ToString());
            Assert.Contains("4 runs trained", finished.Out, StringComparison.Ordinal);
        }

        /// <summary>A copy of the sweep's folder.</summary>
        public string Copy(string name)
        {
            At.CopyFolder(Path.Combine("results", "small"), Path.Combine(name, "small"));
            return At.In(name, "small");
        }

        public ValueTask DisposeAsync()
        {
            At.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
