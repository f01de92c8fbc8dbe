using MathNet.Numerics.Statistics;
using Sweeps.Core.Analysis.Answers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class SweepAnswerTests
{
    private static readonly KeyValuePair<string, MeasureDirection> s_loss = new("loss_end", MeasureDirection.Lower);

    /// <summary>Means 2.1, 2.2 and 3.1, each with standard deviation 0.1 over three seeds: t of the first two is 0.1/√(2·0.01/3) = 1.22, with four degrees of freedom below 2.776; of the first and the third 12.2.</summary>
    [Fact]
    public void The_best_cell_has_its_interval_and_the_cells_that_cannot_be_told_from_it()
    {
        var answer = Answer(Cell("tanh", 0.1, 2.0, 2.2, 2.1), Cell("relu", 0.1, 2.1, 2.3, 2.2), Cell("gelu", 0.1, 3.0, 3.1, 3.2));
        Assert.Equal((3, "activation tanh", 3, 3), (answer.Cells, answer.Best.Where, answer.Best.Runs, answer.Best.Averaged));
        Assert.Equal(2.1, answer.Best.Mean, 1e-12);
        // t of 97.5 % with two degrees of freedom (any printed table).
        Assert.Equal(4.302653 * 0.1 / Math.Sqrt(3), answer.Best.HalfWidth!.Value, 1e-6);
        Assert.Equal(["activation relu"], answer.Alike);
        Assert.Equal(
            ["Best loss_end: 2.1 ± 0.25 at activation tanh (mean over 3 seeds, ± half of its 95 % interval, Student’s t).", "1 of 2 other cells cannot be told from it (Welch’s t test, 5 %): activation relu."],
            answer.Sentences());
    }

    [Fact]
    public void No_cell_is_best_because_its_failures_are_left_out()
    {
        var answer = Answer(Cell("tanh", 0.1, 2.0, null, null), Cell("relu", 0.1, 2.5, 2.6, 2.7));
        Assert.Equal("activation relu", answer.Best.Where);
        Assert.Equal(1, answer.Untested);
        var failed = Answer(Cell("tanh", 0.1, 1.0, null, null), Cell("relu", 0.1, 2.5, 2.6, null));
        Assert.Equal(("activation relu", 2, 3), (failed.Best.Where, failed.Best.Averaged, failed.Best.Runs));
        Assert.Contains("No cell trained in all of its runs; this one did in 2 of 3.", failed.Sentences());
    }

    [Fact]
    public void A_single_run_a_cell_says_nothing_of_chance()
    {
        var answer = Answer(Cell("tanh", 0.1, 2.0), Cell("relu", 0.1, 2.1));
        Assert.Null(answer.Best.HalfWidth);
        Assert.Empty(answer.Alike);
        Assert.Equal(["Best loss_end: 2 at activation tanh (one run).", "With a single run a cell it is not known which differences are chance: several seeds would show it."], answer.Sentences());
        Assert.Single(SweepAnswer.Of(new SweepCells(Shipped.Parameters, GridOfRuns.Of(Cell("tanh", 0.1, 2.0))), [s_loss, new("parameters", MeasureDirection.None), new("loss_test", MeasureDirection.Lower)]));
        Assert.Equal("activation relu", Assert.Single(SweepAnswer.Of(new SweepCells(Shipped.Parameters, GridOfRuns.Of([.. Cell("tanh", 0.1, 2.0), .. Cell("relu", 0.1, 2.1)])), [new("loss_end", MeasureDirection.Higher)])).Best.Where);
    }

    [Fact]
    public void Welchs_test_agrees_with_MathNet()
    {
        var random = new Random(7);
        var rejected = 0;
        for (var i = 0; i < 2000; i++)
        {
            double[] first = [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.NextDouble())];
            double[] second = [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => (3 * random.NextDouble()) + random.Next(3))];
            var (a, b) = (first.Variance() / first.Length, second.Variance() / second.Length);
            var degrees = Math.Pow(a + b, 2) / ((Math.Pow(a, 2) / (first.Length - 1)) + (Math.Pow(b, 2) / (second.Length - 1)));
            var probability = 2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degrees, -Math.Abs(first.Mean() - second.Mean()) / Math.Sqrt(a + b));
            var differ = WelchTest.Differ(first.Mean() - second.Mean(), a, first.Length, b, second.Length);
            Assert.Equal(probability < 0.05, differ);
            rejected += differ ? 1 : 0;
        }

        Assert.InRange(rejected, 200, 1800);
    }

    [Fact]
    public void What_did_not_train_is_counted_at_the_values_that_tell_it_apart()
    {
        var runs = GridOfRuns.Of([.. Cell("tanh", 0.1, 2.0, 2.1), .. Cell("tanh", 9, null, null), .. Cell("relu", 0.1, 2.2, 2.1), .. Cell("relu", 9, null, 40)]);
        Assert.Equal(["3 of 8 runs diverged: 3 of 4 with lr 9.", "1 of 8 runs completed, but did not train (exploded, ended above chance or did not improve): 1 of 4 with activation relu."], TrainingOutcome.Sentences(new SweepCells(Shipped.Parameters, runs)));
        Assert.Equal(["No run diverged or failed, and all 2 trained."], TrainingOutcome.Sentences(new SweepCells(Shipped.Parameters, GridOfRuns.Of(Cell("tanh", 0.1, 2.0, 2.1)))));
    }

    internal static (string, string, double, int, double?)[] Cell(string activation, double rate, params double?[] ends) =>
        [.. ends.Select((end, seed) => (activation, "none", rate, seed + 1, end))];

    private static SweepAnswer Answer(params IEnumerable<(string, string, double, int, double?)>[] cells) =>
        Assert.Single(SweepAnswer.Of(new SweepCells(Shipped.Parameters, GridOfRuns.Of(cells.SelectMany(cell => cell))), [s_loss]));
}
