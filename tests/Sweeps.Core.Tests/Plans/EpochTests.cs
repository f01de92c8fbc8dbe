using Sweeps.Core.Tests.Definitions;

namespace Sweeps.Core.Tests.Plans;

/// <summary>How long a run is in passes, and how its batches follow from the data: iris has 120 training examples.</summary>
public sealed class EpochTests
{
    private const string Iris = "name: x\ndataset: { kind: table, source: iris, shuffle: torch:1 }\n";

    [Theory]
    [InlineData("train: { epochs: 3, batch_size: 50 }", 6, 50, true)]
    [InlineData("train: { epochs: 3, batch_size: 50, drop_last: false }", 9, 50, false)]
    [InlineData("train: { epochs: 3, batch_size: 40, drop_last: false }", 9, 40, true)]
    [InlineData("train: { epochs: 3, batch_size: full }", 3, 120, true)]
    [InlineData("train: { epochs: 3, batch_size: full, drop_last: false }", 3, 120, true)]
    [InlineData("train: { epochs: 2, batch_size: 50, drop_last: false, sampling: replacement }", 4, 50, true)]
    [InlineData("train: { steps: 7, batch_size: full }", 7, 120, true)]
    [InlineData("train: { steps: auto }", 2000, 32, true)]
    [InlineData("train: { steps: auto, epochs: 1 }", 3, 32, true)]
    [InlineData("train: { epochs: none }", 2000, 32, true)]
    [InlineData("dataset.split.train: 0.5", 2000, 32, true)]
    public void Steps_and_batches_are_those_of_the_data(string train, int steps, int batchSize, bool dropsLast)
    {
        var cell = Assert.Single(Reader.Plan(Iris + (train.StartsWith("train", StringComparison.Ordinal) ? train : "")).Cells());
        Assert.Equal((steps, batchSize, dropsLast), (cell.Settings.Training.Steps, cell.Settings.Training.BatchSize, cell.Settings.Training.DropLast));
        Assert.Equal((steps, batchSize, dropsLast), (Reader.Value(cell, "steps"), Reader.Value(cell, "batch_size"), Reader.Value(cell, "drop_last")));
    }

    [Theory]
    [InlineData("train: { epochs: 3, batch_size: 50 }", "train: { steps: 6, batch_size: 50 }")]
    [InlineData("train: { epochs: 3, batch_size: full }", "train: { steps: 3, batch_size: 120 }")]
    [InlineData("train: { epochs: 3, batch_size: 50, drop_last: false }", "train: { steps: 9, batch_size: 50, drop_last: false }")]
    [InlineData("train: { steps: 9, batch_size: 40, drop_last: false }", "train: { steps: 9, batch_size: 40 }")]
    public void What_trains_the_same_is_the_same_run(string one, string other) =>
        Assert.Equal(Assert.Single(Reader.Plan(Iris + one).Cells()).Run, Assert.Single(Reader.Plan(Iris + other).Cells()).Run);

    /// <summary>The size of the data is an axis, and with it the length of a pass.</summary>
    [Fact]
    public void Every_cell_has_the_length_of_its_own_passes()
    {
        var plan = Reader.Plan("name: x\ndataset: { kind: synthetic, source: blobs, split: { train: 1 } }\ngrid: { examples: [100, 200], epochs: [1, 2], batch_size: [10, full] }");
        Assert.Equal([10, 1, 20, 2, 20, 1, 40, 2], plan.Cells().Select(cell => cell.Settings.Training.Steps));
        Assert.Equal([10, 100, 10, 100, 10, 200, 10, 200], plan.Cells().Select(cell => cell.Settings.Training.BatchSize));
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2], plan.Cells().Select(cell => Reader.Value(cell, "epochs")));
        Assert.All(plan.Cells(), cell => Assert.Equal(plan.At(cell.Cell).Run, cell.Run));
    }

    [Fact]
    public void Some_cells_can_be_counted_in_steps_and_others_in_passes()
    {
        var plan = Reader.Plan(Iris + "zip: [ { steps: [4, auto], epochs: [none, 2] } ]");
        Assert.Equal([4, 6], plan.Cells().Select(cell => cell.Settings.Training.Steps));
        Assert.Equal([null, 2], plan.Cells().Select(cell => Reader.Value(cell, "epochs")));
    }

    [Theory]
    [InlineData("train: { steps: 100, epochs: 3 }", "d.yaml:3:30: epochs is 3, and steps is 100; one of them says how long a run is: leave the other out, or write steps: auto")]
    [InlineData("train: { steps: 100 }\ngrid: { epochs: [1, 2] }", "d.yaml:4:18: epochs is 1, and steps is 100; one of them says how long a run is: leave the other out, or write steps: auto")]
    [InlineData("train: { epochs: 9000000, batch_size: 1 }", "d.yaml:3:18: epochs is 9000000, each of 120 batches; a run has at most 10000000 steps")]
    [InlineData("train: { epochs: 1.5 }", "d.yaml:3:18: epochs is the number 1.5; it must be a whole number from 1 to 10000000, or none")]
    [InlineData("train: { batch_size: all }", "d.yaml:3:22: batch_size is the text 'all'; it must be a whole number from 1 to 1000000, or full")]
    [InlineData("train: { batch_size: 121 }", "d.yaml:3:22: batch_size is 121, and there are only 120 examples to train on; batch_size: full takes all of them")]
    [InlineData("model: { norm: batch }\ntrain: { batch_size: 17, drop_last: false }", "d.yaml:4:37: drop_last is false, and the last batch of each pass has 1 of 120 examples; batch norm needs at least 2: write drop_last: true, or another batch_size")]
    [InlineData("train: { epochs: 2, warmup_steps: 6 }", "d.yaml:3:35: warmup_steps is 6, and steps is 6; the warm-up must be shorter than the run")]
    public void What_cannot_be_is_refused(string yaml, string message) => Assert.StartsWith(message, Reader.PlanResult(Iris + yaml).Errors[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void Data_that_are_missing_are_the_only_error() =>
        Assert.Single(Reader.PlanResult("name: x\ndataset: { source: nowhere.txt }\ntrain: { epochs: 3, batch_size: full, drop_last: false }").Errors);
}
