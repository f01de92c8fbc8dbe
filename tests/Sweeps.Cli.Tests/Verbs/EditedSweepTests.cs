using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>A finished sweep whose definition was changed, and which was then interrupted: one share of two is trained, and no tables are made.</summary>
[Kind(TestKind.Long)]
public sealed class EditedSweepTests : IDisposable
{
    private const string Told = "4 stored runs that the definition there does not have are left out";
    private readonly Workspace _at = new();
    private readonly string _folder;

    public EditedSweepTests()
    {
        _folder = _at.In("o", "small");
        _at.Define();
    }

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task Readers_show_the_runs_of_the_definition_that_stands_there()
    {
        var old = await Edited();
        await AssertShowsOnlySeed2(Told);

        // By its id, a run of the definition before is still to be had.
        var shown = await Invoke(0, "show", _folder, old);
        Assert.Contains($"run {old}", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_they_do_without_the_list_of_words_and_before_the_first_run()
    {
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet");
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet", "--set", "seed=2", "--shard", "1/2", "--limit", "0");
        File.Delete(_at.In("words.txt"));
        var status = JsonNode.Parse((await Invoke(0, "status", _folder, "--json")).Out)!;
        Assert.Equal((0, 4, 4), ((int)status["completed"]!, (int)status["remaining"]!, (int)status["dropped"]!));
        var summary = await Invoke(0, "summary", _folder, "--format", "csv", "--rows", "seed");
        Assert.Single(summary.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Told, summary.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".plan")]
    [InlineData("composed.yaml")]
    [InlineData(".plan composed.yaml")]
    public async Task So_they_do_where_the_plan_has_to_be_made_again(string lost)
    {
        await Edited();
        foreach (var file in lost.Split(' '))
            File.Delete(Path.Combine(_folder, file));
        await AssertShowsOnlySeed2(Told);
    }

    [Fact]
    public async Task Where_that_cannot_be_told_it_is_said()
    {
        await Edited();
        File.Delete(Path.Combine(_folder, ".plan"));
        File.Delete(_at.In("words.txt"));
        var summary = await Invoke(0, "summary", _folder, "--format", "csv", "--rows", "seed");
        Assert.Contains("all of them are shown, those of an earlier definition too", summary.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_both_definitions_have_is_shown_in_its_cell_of_now()
    {
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet");
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet", "--set", "activation=[gelu, relu]", "--shard", "1/2", "--limit", "0");
        // Gelu was the second of two and is the first now.
        Assert.Contains("gelu", (await Invoke(0, "show", _folder, "0")).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await InProcess.Invoke("show", _folder, "2")).ExitCode);
        Assert.Contains("2 stored runs that the definition there does not have", (await Invoke(0, "summary", _folder)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sweep_goes_on_to_the_tables_of_the_new_definition_alone()
    {
        var old = await Edited();
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet", "--set", "seed=2");
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("fresh"), "--quiet", "--set", "seed=2");
        var expected = _at.Checksums(Path.Combine("fresh", "small"));
        var sums = _at.Checksums(Path.Combine("o", "small"));
        Assert.Equal(expected, sums.Where(sum => !sum.Key.StartsWith("kept", StringComparison.Ordinal) && !sum.Key.StartsWith("log.", StringComparison.Ordinal) && !sum.Key.StartsWith("exports", StringComparison.Ordinal)));
        Assert.Equal("", (await Invoke(0, "summary", _folder)).Error);
        Assert.Contains($"run {old}", (await Invoke(0, "show", _folder, old)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_composed_definition_has_the_same_runs()
    {
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet", "--set", "seed=2", "--set", "norm=[layer, batch]");
        await Invoke(0, "run", _at.In("o", "small", "composed.yaml"), "--out", _at.In("again"), "--quiet");
        Assert.Equal(File.ReadAllBytes(_at.In("small.yaml")), File.ReadAllBytes(_at.In("o", "small", "definition.yaml")));
        string[] same = ["runs.parquet", "losses.parquet", "moments.parquet", "composed.yaml", "summary.csv"];
        var (one, other) = (_at.Checksums(Path.Combine("o", "small")), _at.Checksums(Path.Combine("again", "small")));
        Assert.All(same, file => Assert.Equal(one[file], other[file]));
        await Invoke(0, "verify", _folder);
    }

    /// <returns>A run of the definition before.</returns>
    private async Task<string> Edited()
    {
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet");
        await Invoke(0, "export", _folder);
        var old = (await File.ReadAllLinesAsync(Path.Combine(_folder, "exports", "csv", "runs.csv"), TestContext.Current.CancellationToken))[1].Split(',')[1];
        await Invoke(0, "run", _at.In("small.yaml"), "--out", _at.In("o"), "--quiet", "--set", "seed=2", "--shard", "1/2");
        return old;
    }

    private async Task AssertShowsOnlySeed2(string told)
    {
        var summary = await Invoke(0, "summary", _folder, "--format", "csv", "--rows", "seed");
        Assert.Equal("2", Assert.Single(summary.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)).Split(',')[0]);
        Assert.Contains(told, summary.Error, StringComparison.Ordinal);

        var export = await Invoke(0, "export", _folder);
        Assert.Contains(told, export.Error, StringComparison.Ordinal);
        var runs = (await File.ReadAllLinesAsync(Path.Combine(_folder, "exports", "csv", "runs.csv"), TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(runs.Count, runs.Select(run => run[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(runs.Count, 1, 3);
        Assert.All(runs, run => Assert.Equal("2", run[11]));

        var shown = await Invoke(0, "show", _folder, runs[0][0]);
        Assert.Contains($"run {runs[0][1]}", shown.Out, StringComparison.Ordinal);
        var status = JsonNode.Parse((await Invoke(0, "status", _folder, "--json")).Out)!;
        Assert.Equal((runs.Count, 4 - runs.Count, 4), ((int)status["completed"]!, (int)status["remaining"]!, (int)status["dropped"]!));
        var report = await Invoke(0, "report", _folder);
        Assert.Contains(told, report.Error, StringComparison.Ordinal);
        Assert.Contains("4 stored runs that the definition does not have are left out.", await File.ReadAllTextAsync(Path.Combine(_folder, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var verified = await InProcess.Invoke("verify", _folder);
        Assert.Equal(File.Exists(Path.Combine(_folder, ".plan")) && File.Exists(Path.Combine(_folder, "composed.yaml")) ? 0 : 3, verified.ExitCode);
        Assert.Contains($"{runs.Count} runs looked at", verified.Out, StringComparison.Ordinal);
    }

    private static async Task<Finished> Invoke(int exitCode, params IEnumerable<string> arguments)
    {
        var finished = await InProcess.Invoke(arguments);
        Assert.True(finished.ExitCode == exitCode, finished.ToString());
        return finished;
    }
}
