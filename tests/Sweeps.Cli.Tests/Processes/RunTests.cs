using System.Text.Json;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

[Kind(TestKind.Process)]
public sealed class RunTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void A_sweep_writes_its_files_and_prints_its_summary_plainly()
    {
        var finished = _at.Run("run", _at.Define());
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal("", finished.Error);
        Assert.DoesNotContain('\u001b', finished.Out);
        Assert.Equal(4, finished.Lines.Count(line => line.StartsWith('[')));
        Assert.Contains("4 runs trained", finished.Out, StringComparison.Ordinal);
        foreach (var word in new[] { "loss_start", "loss_end", "loss_diff", "activation", "norm" })
            Assert.Contains(word, finished.Out, StringComparison.Ordinal);
        string[] expected =
        [
            ".plan", "composed.yaml", "dead_units.parquet", "definition.yaml", "histogram.parquet", "log.jsonl", "losses.parquet", "models", "moments.parquet", "percentiles.parquet",
            "provenance.json", "rank_collapse.parquet", "runs.parquet", "saturation.parquet", "summary.csv", "summary.md", "timings.parquet", "update_ratio.parquet",
        ];
        Assert.Equal(expected, Directory.EnumerateFileSystemEntries(_at.In("results", "small")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(_at.In("small.yaml")), File.ReadAllBytes(_at.In("results", "small", "definition.yaml")));
        Assert.Equal(4, Directory.GetFiles(_at.In("results", "small", "models")).Length);
    }

    [Fact]
    public void What_is_done_is_not_trained_again()
    {
        var file = _at.Define();
        Assert.Contains("2 runs trained", _at.Run("run", file, "--limit", "2").Out, StringComparison.Ordinal);
        Assert.Contains("2 runs trained", _at.Run("run", file).Out, StringComparison.Ordinal);
        var sums = _at.Checksums("results/small");
        var third = _at.Run("run", file);
        Assert.Contains("0 runs trained", third.Out, StringComparison.Ordinal);
        Assert.Equal(0, third.ExitCode);
        Assert.Equal(sums, _at.Checksums("results/small"));
    }

    [Fact]
    public void Where_trains_a_part_and_keeps_the_rest()
    {
        var file = _at.Define();
        Assert.Contains("2 runs trained", _at.Run("run", file, "--where", "activation == 'tanh'").Out, StringComparison.Ordinal);
        Assert.Contains("2 runs trained", _at.Run("run", file, "--where", "activation == 'gelu'").Out, StringComparison.Ordinal);
        var parts = _at.Checksums("results/small");
        Assert.Equal(0, _at.Run("run", file, "--out", "whole", "--quiet").ExitCode);
        Assert.Equal(_at.Checksums("whole/small"), parts);
    }

    [Fact]
    public void A_condition_and_a_limit_count_the_same_way_in_the_plan_while_training_and_at_the_end()
    {
        var file = _at.Define(steps: 5, grid: "grid: { lr: [0.1, 0.2, 0.3], seed: { count: 3 } }");
        string[] chosen = ["--where", "lr > 0.1"];
        Assert.Matches("\ndue +6 runs, of that 4 now: the limit\n", Run(["plan", file, .. chosen, "--limit", "4"]).Out);
        var limited = Run(["run", file, .. chosen, "--limit", "4"]);
        Assert.StartsWith("small: 9 runs, 6 due, the limit is 4, 4 to train with ", limited.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["[1/4]", "[2/4]", "[3/4]", "[4/4]"], limited.Lines.Where(line => line.StartsWith('[')).Select(line => line.Split(' ')[0]));
        Assert.Contains("4 runs trained in ", limited.Out, StringComparison.Ordinal);
        Assert.Contains("Of 9 runs in all: 4 completed, 5 not done.", limited.Out, StringComparison.Ordinal);
        Assert.Contains("remaining  5", Run(["status", "results/small"]).Out, StringComparison.Ordinal);

        Assert.StartsWith("small: 9 runs, 4 done already, 2 due, the limit is 0, so none is trained", Run(["run", file, .. chosen, "--limit", "0"]).Out, StringComparison.Ordinal);
        Assert.Matches("\ndue +2 runs\n", Run(["plan", file, .. chosen]).Out);
        Assert.StartsWith("small: 9 runs, 4 done already, 2 due, 2 to train with ", Run(["run", file, .. chosen]).Out, StringComparison.Ordinal);
        Assert.StartsWith("small: 9 runs, 6 done already, none due, nothing to train", Run(["run", file, .. chosen]).Out, StringComparison.Ordinal);
        Assert.StartsWith("small: 9 runs, 6 done already, 3 to train with ", Run(["run", file]).Out, StringComparison.Ordinal);

        Finished Run(string[] arguments)
        {
            var finished = _at.Run(arguments);
            Assert.True(finished.ExitCode == 0, finished.ToString());
            return finished;
        }
    }

    [Fact]
    public void Fresh_moves_earlier_results_aside()
    {
        var file = _at.Define(steps: 5);
        _at.Run("run", file);
        var before = _at.Checksums("results/small");
        Assert.Equal(0, _at.Run("run", file, "--fresh").ExitCode);
        var folders = Directory.GetDirectories(_at.In("results")).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, folders.Length);
        Assert.StartsWith("small.", Path.GetFileName(folders[1]), StringComparison.Ordinal);
        Assert.Equal(before, _at.Checksums(folders[1]));
        Assert.Equal(before, _at.Checksums(folders[0]));
    }

    [Fact]
    public void A_folder_to_reuse_that_is_no_sweeps_is_refused_before_anything_is_trained()
    {
        Directory.CreateDirectory(_at.In("empty"));
        var file = _at.Define(steps: 5);
        foreach (var (folder, why) in new[] { ("reslts/first", "There is no folder '"), (file, "is a file"), ("empty", "is not the folder of a sweep") })
        {
            var refused = _at.Run("run", file, "--reuse", folder);
            Assert.True(refused.ExitCode == 1, refused.ToString());
            Assert.Contains(why, refused.Error, StringComparison.Ordinal);
            Assert.Contains(_at.In(folder.Split('/')), refused.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_at.In("results")));
        // In a queue, the sweep to reuse may be one that comes earlier.
        var queue = _at.Run("run", file, _at.Define("second", steps: 5), "--reuse", "results/small");
        Assert.True(queue.ExitCode == 0, queue.ToString());
        Assert.Contains("0 runs trained", queue.Out, StringComparison.Ordinal);
        Assert.Equal("", queue.Error);
    }

    [Fact]
    public void Set_changes_the_definition()
    {
        Assert.Equal(0, _at.Run("run", _at.Define(steps: 5), "--set", "name=other", "--set", "activation=[relu,selu]", "--set", "train.lr=0.05").ExitCode);
        var csv = _at.Run("summary", "results/other", "--rows", "activation,norm,lr", "--format", "csv");
        Assert.Equal(["relu,none,0.05", "relu,layer,0.05", "selu,none,0.05", "selu,layer,0.05"], csv.Lines[1..].Select(line => string.Join(',', line.Split(',')[..3])));
    }

    [Fact]
    public void Several_files_run_one_after_the_other()
    {
        var finished = _at.Run("run", _at.Define("first", steps: 5), _at.Define("second", steps: 5));
        Assert.Equal(0, finished.ExitCode);
        Assert.True(finished.Out.IndexOf("first: 4 runs", StringComparison.Ordinal) < finished.Out.IndexOf("second: 4 runs", StringComparison.Ordinal), finished.ToString());
        Assert.True(File.Exists(_at.In("results", "first", "runs.parquet")));
        Assert.True(File.Exists(_at.In("results", "second", "runs.parquet")));
    }

    [Fact]
    public void Json_is_a_line_per_event_and_nothing_else_on_standard_output()
    {
        var finished = _at.Run("run", _at.Define(), "--json", "--workers", "2");
        Assert.Equal(0, finished.ExitCode);
        var events = finished.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("sweep_started", events[0].GetProperty("event").GetString());
        Assert.Equal(4, events[0].GetProperty("due").GetInt32());
        Assert.Equal("sweep_finished", events[^1].GetProperty("event").GetString());
        Assert.Equal(4, events[^1].GetProperty("completed").GetInt32());
        var ends = events.Where(each => each.GetProperty("event").GetString() is "run_finished").ToList();
        Assert.Equal([1, 2, 3, 4], ends.Select(each => each.GetProperty("done").GetInt32()));
        Assert.All(ends, each => Assert.Equal("completed", each.GetProperty("status").GetString()));
        Assert.All(ends, each => Assert.True(each.GetProperty("loss_valid").GetDouble() > 0));
        Assert.Equal(["gelu", "gelu", "tanh", "tanh"], ends.Select(each => each.GetProperty("parameters").GetProperty("activation").GetString()).Order(StringComparer.Ordinal));
        Assert.All(events, each => Assert.EndsWith("Z", each.GetProperty("time").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Quiet_tells_nothing_if_nothing_goes_wrong()
    {
        var finished = _at.Run("run", _at.Define(steps: 5), "--quiet");
        Assert.Equal(new Finished(0, "", ""), finished);
        Assert.True(File.Exists(_at.In("results", "small", "runs.parquet")));
    }

    [Fact]
    public void A_diverged_run_is_a_result()
    {
        var file = _at.Define(grid: "grid: { lr: [0.1, 1e6] }");
        var finished = _at.Run("run", file);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Contains("1 completed, 1 diverged", finished.Out, StringComparison.Ordinal);
        Assert.Contains("diverged at step", finished.Out, StringComparison.Ordinal);
        Assert.Contains("diverged   1", _at.Run("status", "results/small").Out, StringComparison.Ordinal);
        Assert.Contains("0 runs trained", _at.Run("run", file, "--retry-failed").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_is_a_line_of_json_per_event_in_utc()
    {
        _at.Run("run", _at.Define(steps: 5));
        var lines = File.ReadAllLines(_at.In("results", "small", "log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        // How many lines there are does not depend on how many runs there are.
        Assert.Equal(3, lines.Count);
        Assert.DoesNotContain(lines, line => line.TryGetProperty("Run", out _));
        Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("@t").GetString(), StringComparison.Ordinal));
        // The level that is not written is Information.
        Assert.All(lines, line => Assert.False(line.TryGetProperty("@l", out _)));
        Assert.StartsWith("small: 4 cells, 0 done, 4 to train with ", lines[0].GetProperty("@m").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, lines[0].GetProperty("Cells").GetInt32());
    }

    [Fact]
    public void A_definition_with_markup_and_escapes_is_shown_harmlessly()
    {
        _at.Define(steps: 5, more: """title: "[red]x[/] \u001b[31m" """);
        var finished = _at.Run("run", "small.yaml");
        Assert.Equal(1, finished.ExitCode);
        Assert.DoesNotContain('\u001b', finished.Error);
        _at.Define(steps: 5, more: "title: '[red]x[/] =cmd|<script>'");
        Assert.Equal(0, _at.Run("run", "small.yaml").ExitCode);
        Assert.Contains("&lt;script&gt;", File.ReadAllText(_at.In("results", "small", "summary.md")), StringComparison.Ordinal);
    }
}
