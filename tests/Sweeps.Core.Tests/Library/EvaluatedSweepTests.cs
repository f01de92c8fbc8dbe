using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Library;

/// <summary>Evaluations of the managed engine against plain loops in double precision.</summary>
public sealed class EvaluatedSweepTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-evaluated-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_network_that_says_nothing_has_the_loss_and_the_metrics_that_follow_from_the_data()
    {
        // Outputs of 0 at every step: the loss of a classification is ln 27, and the first class is told for each example.
        var (sweep, rows) = await Run("""
            name: nothing
            dataset: { source: names, split: { train: 0.01, valid: 0.01 } }
            model: { width: 5, depth: 0, init: { overrides: { logits: { weight_scale: 0 } } } }
            train: { steps: 4, lr: 0, batch_size: 8 }
            evaluate: { every: 2, splits: [valid, train] }
            """);
        var data = sweep.Plan.DataOf(sweep.Plan.Cells().Single());
        Assert.Equal([(0, "train"), (0, "valid"), (2, "train"), (2, "valid"), (4, "train"), (4, "valid")], rows.Select(row => (row.Step, row.Split)));
        foreach (var row in rows)
        {
            var targets = ((ClassTargets)(row.Split is "train" ? data.Train : data.Valid).Targets).Classes.Span.ToArray();
            Assert.Equal(Math.Log(27), row.Loss, 1e-6);
            Assert.Equal(targets.Count(target => target == 0) / (double)targets.Length, row.Accuracy!.Value, 1e-15);
            Assert.Null(row.R2);
        }
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public void An_epoch_has_the_batches_of_a_pass(bool dropLast, int batches)
    {
        var training = new TrainingSettings { BatchSize = 10, DropLast = dropLast };
        Assert.Equal(batches, EvaluationInterval.Epoch.Of(33, training));
        Assert.Equal(3, EvaluationInterval.Epoch.Of(30, training));
        Assert.Equal(3, EvaluationInterval.Epoch.Of(33, training with { Sampling = SamplingKind.Replacement }));
        Assert.Equal(7, new EvaluationInterval(7).Of(33, training));
    }

    [Fact]
    public async Task Every_row_is_what_the_weights_of_its_step_give()
    {
        var (sweep, rows) = await Run("""
            name: learns
            dataset: { kind: synthetic, source: teacher, examples: 60, inputs: 3, outputs: 2, split: { train: 0.5, valid: 0.3, test: 0.2 } }
            model: { width: 4, depth: 0, activation: identity }
            train: { steps: 25, lr: 0.05, batch_size: 10 }
            evaluate: { splits: [train, valid, test] }
            """);
        // Three batches of ten are a pass.
        Assert.Equal([0, 3, 6, 9, 12, 15, 18, 21, 24, 25], rows.Select(row => row.Step).Distinct());
        var cell = sweep.Plan.Cells().Single();
        var data = sweep.Plan.DataOf(cell);
        foreach (var row in rows)
        {
            using var run = sweep.Engine.Start(cell.Settings, data, null);
            run.Advance(row.Step);
            var split = row.Split switch { "train" => data.Train, "valid" => data.Valid, _ => data.Test };
            var (loss, r2) = Judged(run.Weights().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal), split);
            Assert.Equal(loss, row.Loss, 1e-6);
            Assert.Equal(r2, row.R2!.Value, 1e-5);
            Assert.Null(row.Accuracy);
        }
    }

    /// <summary>Mean squared error and R² of outputs = W₁(W₀x + b₀) + b₁.</summary>
    private static (double Loss, double R2) Judged(Dictionary<string, NamedTensor> weights, ExampleSet split)
    {
        var x = ((NumberInputs)split.Inputs).Numbers.Span;
        var y = ((NumberTargets)split.Targets).Numbers.Span;
        var (squares, deviations) = (0.0, 0.0);
        for (var output = 0; output < 2; output++)
        {
            var mean = 0.0;
            for (var i = 0; i < split.Count; i++)
                mean += y[(2 * i) + output] / (double)split.Count;
            for (var i = 0; i < split.Count; i++)
            {
                double said = weights["Linear.1.bias"].Values[output];
                for (var unit = 0; unit < 4; unit++)
                {
                    double hidden = weights["Linear.0.bias"].Values[unit];
                    for (var input = 0; input < 3; input++)
                        hidden += weights["Linear.0.weight"].Values[(3 * unit) + input] * (double)x[(3 * i) + input];
                    said += weights["Linear.1.weight"].Values[(4 * output) + unit] * hidden;
                }

                squares += (said - y[(2 * i) + output]) * (said - y[(2 * i) + output]);
                deviations += (y[(2 * i) + output] - mean) * (y[(2 * i) + output] - mean);
            }
        }

        return (squares / (2 * split.Count), 1 - (squares / deviations));
    }

    private async Task<(Sweep Sweep, IReadOnlyList<Evaluated> Rows)> Run(string definition)
    {
        var environment = new SweepEnvironment(new TrainingEngine());
        var sweep = Sweep.Load(SweepSource.OfText(definition) with { ResultsRoot = _root }, environment).Valid;
        await sweep.RunAsync(new RunOptions { Workers = 1 }, cancellation: TestContext.Current.CancellationToken);
        using var results = sweep.OpenResults();
        Assert.Contains("evaluations", results.TableNames);
        return (sweep, [.. results.Table("evaluations").Rows<Evaluated>()]);
    }

    private sealed record Evaluated(int Step, string Split, double Loss, double? Accuracy, double? R2);
}
