using Sweeps.Cli.Output;

namespace Sweeps.Cli.Tests.Output;

public sealed class ProgressFrameTests
{
    [Fact]
    public void A_head_says_how_it_stands_and_a_line_per_run_what_it_does()
    {
        var lines = new ProgressFrame(80, 24, HasUnicode: true).Of(Snapshot(runs: 2) with { Best = new("loss_valid", 2.25, 7, "lr=0.3 seed=1") }).Select(line => line.ToString());
        Assert.Equal(
            [
                "sweep  ━━━━━━━━━━━━━─────────────  6/12 runs, 2 diverged, 1 failed",
                "1 min 05 s, 2 min 10 s left, 1,200 steps/s",
                "best so far: loss_valid 2.2500  lr=0.3 seed=1  (cell 7)",
                "cell 0  lr=0.1 seed=0  ──────── 10/200  loss 3.2500",
                "cell 1  lr=0.1 seed=1  ──────── 11/200  loss 4.2500",
            ],
            lines);
    }

    [Fact]
    public void Short_runs_are_told_in_runs_a_second() =>
        Assert.Equal("1 min 05 s, 2 min 10 s left, 12 runs/s", new ProgressFrame(80, 24, HasUnicode: true).Of(Snapshot(runs: 0) with { RunsPerSecond = 12 })[1].ToString());

    [Fact]
    public void More_runs_than_lines_are_counted()
    {
        var lines = new ProgressFrame(80, 10, HasUnicode: true).Of(Snapshot(runs: 30)).Select(line => line.ToString()).ToList();
        Assert.Equal(8, lines.Count);
        Assert.Equal("and 25 more", lines[^1]);
    }

    [Fact]
    public void Without_unicode_all_is_ascii() =>
        Assert.All(new ProgressFrame(30, 24, HasUnicode: false).Of(Snapshot(runs: 2)), line => Assert.True(System.Text.Ascii.IsValid(line.ToString())));

    [Theory]
    [InlineData("activation=tanh norm=layer width=30")]
    [InlineData("source=名前の一覧名前の一覧名前の一覧")]
    [InlineData("source=👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬")]
    public void No_line_is_as_wide_as_the_screen_and_there_are_fewer_lines_than_it_has(string label)
    {
        for (var width = 2; width <= 170; width++)
            foreach (var height in new[] { 1, 2, 3, 5, 24 })
                foreach (var unicode in new[] { true, false })
                {
                    var now = Snapshot(runs: 9) with { Name = "a-sweep-with-a-long-name", Best = new("loss_valid", 1e17, 100000, label) };
                    var lines = new ProgressFrame(width, height, unicode).Of(now with { Runs = [.. now.Runs.Select(run => run with { Label = label, Cell = run.Cell * 12345 })] });
                    Assert.All(lines, line => Assert.True(line.Width < width, $"{width}: {line}"));
                    Assert.True(lines.Count < Math.Max(2, height));
                    Assert.All(lines, line => Assert.DoesNotContain('\n', line.ToString()));
                }
    }

    [Fact]
    public void Numbers_of_runs_stand_below_each_other()
    {
        var now = Snapshot(runs: 2);
        var lines = new ProgressFrame(80, 24, HasUnicode: true).Of(now with { Runs = [now.Runs[0] with { Cell = 100, Step = 3 }, now.Runs[1] with { Loss = 1e16f }] }).Skip(2).Select(line => line.ToString()).ToList();
        Assert.Equal("cell 100  lr=0.1 seed=0  ────────  3/200     loss 3.2500", lines[0]);
        Assert.Equal("cell 1    lr=0.1 seed=1  ──────── 11/200  loss 1.000e+16", lines[1]);
    }

    private static ProgressSnapshot Snapshot(int runs) => new()
    {
        Name = "sweep",
        Trained = 6,
        Due = 12,
        Diverged = 2,
        Failed = 1,
        Elapsed = 65,
        SecondsLeft = 130,
        StepsPerSecond = 1200,
        Runs = [.. Enumerable.Range(0, runs).Select(i => new RunInFlight(i, i, $"lr=0.1 seed={i}", 10 + i, 200, 3.25f + i))],
    };
}
