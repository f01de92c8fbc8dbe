using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Training;
using Sweeps.Training.Running;

namespace Sweeps.Core.Tests.Library;

/// <summary>Divergence by choice: <c>train.diverged_above</c>.</summary>
public sealed class DivergenceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-diverged-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_loss_above_the_bound_ends_a_run_and_one_at_it_does_not()
    {
        Assert.Null(At(0, 2, 2e30f));
        Assert.Equal(1, At(0, 2, float.PositiveInfinity));
        Assert.Null(At(3, 2, 6, 5.9f));
        Assert.Equal(2, At(3, 2, 6, 6.000001f));
        Assert.Equal(0, At(3, float.NaN));
        // A first loss of 0 is no measure.
        Assert.Null(At(3, 0, 5, 7));

        static int? At(double above, params float[] losses)
        {
            var settings = new TrainingSettings { Steps = 10, DivergedAbove = above };
            var progress = new RunProgress(settings);
            foreach (var (step, loss) in losses.Index())
            {
                Assert.Equal(progress.Record(loss), progress.DivergedAt is null);
                var saved = new StateSections();
                progress.Save(saved);
                progress = new RunProgress(settings);
                progress.Restore(saved);
                Assert.Equal(step + 1, progress.StepsDone);
            }

            return progress.DivergedAt;
        }
    }

    [Fact]
    public async Task The_run_has_the_losses_until_then_and_null_for_what_they_would_spoil()
    {
        var (runs, losses) = await Run("train: { steps: 40, lr: 60, diverged_above: 3 }");
        var bound = 3.0 * losses[0];
        var step = Array.FindIndex(losses, loss => loss > bound);
        Assert.InRange(step, 1, 39);
        Assert.True(float.IsFinite(losses[step]));
        Assert.Equal(step + 1, losses.Length);
        Assert.Equal(["diverged"], runs.Column<string>("status"));
        Assert.Equal([step], runs.Column<int?>("diverged_at"));
        Assert.Equal([null], runs.Column<double?>("loss_end"));
        Assert.Equal([null], runs.Column<double?>("loss_diff"));
        Assert.Equal([null], runs.Column<double?>("loss_valid"));
        Assert.Equal([losses[0]], runs.Column<double?>("loss_initial"));
        Assert.Contains($"diverged at step {step} (loss ", Assert.Single(runs.Column<string?>("findings")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_part_of_a_runs_identity_where_it_is_set()
    {
        Assert.Equal(Id("train: { steps: 40 }"), Id("train: { steps: 40, diverged_above: 0 }"));
        Assert.NotEqual(Id("train: { steps: 40 }"), Id("train: { steps: 40, diverged_above: 1e6 }"));
        Assert.Contains("diverged_above is 0.5, times the loss of the first step", Assert.Single(Load("train: { diverged_above: 0.5 }").Errors).Message, StringComparison.Ordinal);
    }

    private string Id(string train) => Load(train).Valid.Plan.Cells().Single().Run;

    private SweepLoadResult Load(string train) => Sweep.Load(
        SweepSource.OfText($"name: small\ndataset: {{ source: names, split: {{ train: 0.02, valid: 0.01 }} }}\nmodel: {{ width: 6, depth: 1, embedding: 4 }}\n{train}\n") with { ResultsRoot = _root },
        new SweepEnvironment(new TrainingEngine()));

    private async Task<(SweepTable Runs, float[] Losses)> Run(string train)
    {
        var sweep = Load(train).Valid;
        await sweep.RunAsync(new RunOptions { Workers = 1 }, cancellation: TestContext.Current.CancellationToken);
        using var results = sweep.OpenResults();
        _ = results.Runs.Column<string>("status");
        return (results.Runs, results.Losses.Column<float>("loss"));
    }
}
