using Sweeps.Core;
using Sweeps.Core.Running;
using Sweeps.Tests;
using Sweeps.Torch.Tests.Tasks;

namespace Sweeps.Torch.Tests.Training;

/// <summary><c>evaluations.parquet</c> by LibTorch, beside those of the managed engine and for the network of a plugin.</summary>
[Collection(nameof(StreamTests))]
[Kind(TestKind.Torch)]
public sealed class EvaluationTests : IDisposable
{
    /// <summary>As in <see cref="ComparisonTests"/>: two programs that have nothing of their arithmetic in common, over 50 steps.</summary>
    private const double Tolerance = 4e-6;

    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-evaluated-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("dataset: { source: names, split: { train: 0.02, valid: 0.01, test: 0.01 } }", "none")]
    [InlineData("dataset: { source: names, split: { train: 0.02, valid: 0.01, test: 0.01 } }", "batch")]
    [InlineData("dataset: { kind: table, source: iris, shuffle: 'torch:1', standardize: true }", "layer")]
    [InlineData("dataset: { kind: synthetic, source: teacher, examples: 300 }", "none")]
    public async Task Both_engines_evaluate_alike(string dataset, string norm)
    {
        var definition = $$"""
            name: alike
            {{dataset}}
            model: { width: 9, depth: 1, embedding: 4, activation: tanh, norm: {{norm}} }
            train: { steps: 50, batch_size: 16, lr: 0.05 }
            evaluate: { every: 10, splits: [train, valid, test] }
            """;
        var managed = await Rows(Sweep.Load(SweepSource.OfText(definition) with { ResultsRoot = Path.Combine(_root, "managed") }, new SweepEnvironment(Engines.Managed)).Valid);
        var torch = await Rows(Sweep.Load(SweepSource.OfText(definition) with { ResultsRoot = Path.Combine(_root, "torch") }, new SweepEnvironment(Engines.Torch)).Valid);
        Assert.Equal(6 * 3, managed.Count);
        Assert.Equal(managed.Select(row => (row.Step, row.Split)), torch.Select(row => (row.Step, row.Split)));
        foreach (var (one, other) in managed.Zip(torch))
        {
            Assert.InRange(Math.Abs(one.Loss - other.Loss) / Math.Max(1, Math.Abs(one.Loss)), 0, Tolerance);
            Assert.Equal(one.Accuracy is null, other.Accuracy is null);
            Assert.Equal(one.R2 is null, other.R2 is null);
            // Two outputs that are nearly equal can change places: of one example in a hundred at most.
            Assert.InRange(Math.Abs((one.Accuracy ?? 0) - (other.Accuracy ?? 0)), 0, 0.01);
            Assert.InRange(Math.Abs((one.R2 ?? 0) - (other.R2 ?? 0)), 0, 1e-4);
        }
    }

    [Fact]
    public async Task Both_engines_say_at_the_same_step_that_a_run_has_diverged()
    {
        const string Definition = """
            name: grows
            dataset: { source: names, split: { train: 0.02, valid: 0.01, test: 0.01 } }
            model: { width: 9, depth: 1, embedding: 4, activation: identity }
            train: { steps: 40, batch_size: 16, lr: 20, diverged_above: 5 }
            """;
        var at = new List<int?>();
        foreach (var (name, engine) in new[] { ("managed", Engines.Managed), ("torch", Engines.Torch) })
        {
            var sweep = Sweep.Load(SweepSource.OfText(Definition) with { ResultsRoot = Path.Combine(_root, name) }, new SweepEnvironment(engine)).Valid;
            await sweep.RunAsync(new RunOptions { Workers = 1 }, cancellation: TestContext.Current.CancellationToken);
            using var results = sweep.OpenResults();
            var losses = results.Losses.Column<float>("loss");
            var step = Assert.Single(results.Runs.Column<int?>("diverged_at"));
            at.Add(step);
            // Finite, and the first one that is five times the first.
            Assert.Equal(losses.Length - 1, step);
            Assert.True(float.IsFinite(losses[^1]));
            Assert.Equal(step, Array.FindIndex(losses, loss => loss > 5.0 * losses[0]));
        }

        Assert.Equal(at[0], at[1]);
    }

    [Fact]
    public async Task A_plugins_metrics_are_columns_and_evaluating_leaves_no_trace()
    {
        const string Definition = """
            name: lines
            engine: torch
            task: own_data
            train: { steps: 60, batch_size: 20, lr: 0.05 }
            grid: { task.hidden: [0, 8] }
            """;
        var without = Plugin(Definition, "without");
        await without.RunAsync(new RunOptions { Workers = 2 }, cancellation: TestContext.Current.CancellationToken);
        var sweep = Plugin(Definition + "\nevaluate: { splits: [train, valid] }\n", "with");
        var rows = await Rows(sweep, "mean_error");
        // 400 examples in batches of 20.
        Assert.Equal([0, 20, 40, 60], rows.Select(row => row.Step).Distinct());
        Assert.All(rows, row => Assert.True(row.Own > 0));
        Assert.Equal(File.ReadAllBytes(without.Paths.Table("losses")), File.ReadAllBytes(sweep.Paths.Table("losses")));
        using var runs = sweep.OpenResults();
        using var before = without.OpenResults();
        Assert.Equal(before.Runs.Column<string>("weights_sha256"), runs.Runs.Column<string>("weights_sha256"));
        var last = rows.Where(row => row is { Step: 60, Split: "valid" }).ToList();
        Assert.Equal(runs.Runs.Column<double>("loss_valid"), last.Select(row => row.Loss));
        Assert.Equal(runs.Runs.Column<double>("mean_error_valid"), last.Select(row => row.Own!.Value));
    }

    private Sweep Plugin(string definition, string name)
    {
        var file = Path.Combine(_root, $"{name}.yaml");
        File.WriteAllText(file, definition);
        return Sweep.Load(new SweepSource { File = file, Plugins = [typeof(OwnDataTask).Assembly.Location], ResultsRoot = Path.Combine(_root, name) }, PluginEnvironment.Create()).Valid;
    }

    private static async Task<List<Evaluated>> Rows(Sweep sweep, string? own = null)
    {
        await sweep.RunAsync(new RunOptions { Workers = 2 }, cancellation: TestContext.Current.CancellationToken);
        using var results = sweep.OpenResults();
        var table = results.Table("evaluations");
        var (steps, splits, losses) = (table.Column<int>("step"), table.Column<string>("split"), table.Column<double>("loss"));
        var (accuracies, r2s, owns) = (table.Column<double?>("accuracy"), table.Column<double?>("r2"), own is null ? new double?[steps.Length] : table.Column<double?>(own));
        return [.. Enumerable.Range(0, steps.Length).Select(row => new Evaluated(steps[row], splits[row], losses[row], accuracies[row], r2s[row], owns[row]))];
    }

    private sealed record Evaluated(int Step, string Split, double Loss, double? Accuracy, double? R2, double? Own);
}
