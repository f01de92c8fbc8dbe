using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>What the documents say of training, as numbers of the shipped experiments, and with another seed than theirs.</summary>
[Kind(TestKind.Long)]
public sealed class ClaimTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("5")]
    public async Task Rank_collapse_grows_with_depth_but_for_batch_norm(string seed)
    {
        var runs = await Train("appendix-rank-collapse", "seed=" + seed);
        var rise = runs.ToDictionary(run => run["norm"], run => run.Outcome.Statistics.Number("rank_rise")!.Value);
        Assert.InRange(rise["none"], 0.05, 1);
        Assert.InRange(rise["layer"], 0.05, 1);
        Assert.InRange(rise["batch"], -1, 0.6 * Math.Min(rise["none"], rise["layer"]));
        foreach (var run in runs)
            Assert.Equal(Rise(run.Record, 3000), rise[run["norm"]], 1e-12);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task Skips_hold_it_back_at_the_start(string seed)
    {
        var rise = (await Train("appendix-residual", "seed=" + seed, "steps=300")).ToDictionary(run => run["residual"], run => run.Outcome.Statistics.Number("rank_rise_start")!.Value);
        Assert.InRange(rise["pre_activation_plain"], 0.25, 1);
        Assert.InRange(rise["pre_activation"], -1, 0.6 * rise["pre_activation_plain"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Layer_norm_keeps_units_alive_at_a_large_rate(string seed)
    {
        var runs = await Train("dying-units", "seed=" + seed);
        var dead = runs.ToDictionary(run => (run["lr"], run["norm"]), run => run.Outcome.Statistics.Number("dead_end")!.Value);
        Assert.InRange(dead[("2", "none")], 0.5, 1);
        Assert.InRange(dead[("2", "layer")], 0, 0.2);
        Assert.InRange(dead[("0.1", "none")], 0, 0.2);
        Assert.InRange(dead[("0.1", "layer")], 0, 0.2);
        Assert.All(runs, run => Assert.Equal(run is { Outcome.Findings: not null }, dead[(run["lr"], run["norm"])] > 0.5));
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("3")]
    public async Task The_initial_loss_is_that_of_knowing_nothing_once_the_logits_are_scaled_down(string seed)
    {
        foreach (var run in await Train("makemore-initialisation", "steps=2", "seed=" + seed))
        {
            var excess = run.Outcome.Losses.Initial!.Value - Math.Log(27);
            if (run["logits_weight_scale"] is "1")
                Assert.InRange(excess, 10, 40);
            else
                Assert.InRange(excess, -0.1, 0.1);
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Medians_of_selu_shift(string seed)
    {
        var shift = (await Train("appendix-activations", "seed=" + seed)).ToDictionary(run => (run["activation"], run["norm"]), run => run.Outcome.Statistics.Number("median_shift")!.Value);
        Assert.InRange(shift[("selu", "none")], -1, -0.08);
        // tanh's go this way or that way with the seed; those of the others, which are not symmetric, go down.
        foreach (var (activation, part) in new[] { ("tanh", 1.0), ("relu", 0.5), ("gelu", 0.5) })
            Assert.InRange(shift[(activation, "none")], part * shift[("selu", "none")], -part * shift[("selu", "none")]);
        Assert.InRange(shift[("selu", "layer")], 0.5 * shift[("selu", "none")], -0.5 * shift[("selu", "none")]);
    }

    /// <summary>By the description: σ₁/Σσ of the last hidden linear layer less that of the second one, in the mean over steps.</summary>
    private static double Rise(RunRecord record, int steps)
    {
        var table = record.Tables.Single(one => one.Schema.IndexOf("sigma1") >= 0);
        var values = new Dictionary<(int Step, int Layer), double>();
        for (var row = 0; row < table.RowCount; row++)
            values[(table.Column<int>("step").Values[row], table.Column<int>("layer").Values[row])] =
                table.Column<double>("sigma1").Values[row] / table.Column<double>("sigma_sum").Values[row];
        return values.Keys.Select(key => key.Step).Where(step => step < steps).Distinct().Average(step => values[(step, 6)] - values[(step, 1)]);
    }

    private async Task<List<Trained>> Train(string experiment, params string[] settings)
    {
        using var output = new StringWriter();
        var exitCode = await SweepsCommand.InvokeAsync(
            ["run", Path.Combine(Repository.Root, "experiments", experiment + ".yaml"), .. settings.SelectMany(setting => new[] { "--set", setting }), "--out", _at.In("results"), "--quiet"],
            InProcess.Context(new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(output), IsInteractive: false, HasColours: false)));
        Assert.True(exitCode == 0, output.ToString());
        using var results = ResultsReader.Open(SweepPaths.OfFolder(_at.In("results", experiment)), Shipped.Parameters);
        return [.. results.Outcomes().ToList().Select(outcome => new Trained(outcome, results.Load(outcome.Run)))];
    }

    private sealed record Trained(RunOutcome Outcome, RunRecord Record)
    {
        private static readonly List<string> s_columns = [.. Shipped.Parameters.Columns.Select(column => column.Name)];

        public string this[string parameter] => Convert.ToString(Outcome.Parameters[s_columns.IndexOf(parameter)], System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
