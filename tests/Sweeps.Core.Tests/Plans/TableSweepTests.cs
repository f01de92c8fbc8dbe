using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;

namespace Sweeps.Core.Tests.Plans;

/// <summary>Sweeps over a table of numbers.</summary>
public sealed class TableSweepTests
{
    private const string Digits = "name: x\ndataset: { kind: table, source: digits, target: digit, shuffle: 'torch:1' }\nmodel: { depth: 1, width: 32 }\ntrain: { steps: 300, lr: 0.02 }\n";

    [Fact]
    public void Digits_are_learnt_by_the_managed_engine()
    {
        var plan = Reader.Plan(Digits);
        var cell = plan.Cells().Single();
        Assert.Equal((64, 10, 0, 0), (cell.Settings.Network.Features, cell.Settings.Network.Outputs, cell.Settings.Network.Context, cell.Settings.Network.Embedding));
        var data = plan.DataOf(cell);
        Assert.Equal((1437, 180, 180), (data.Train.Count, data.Valid.Count, data.Test.Count));

        using var run = new TrainingEngine().Start(cell.Settings, data, tap: null);
        run.Advance(300);

        // One who knows nothing has ln 10.
        Assert.InRange(run.Evaluate(data.Valid)!.Value, 0, Math.Log(10) / 4);
    }

    [Fact]
    public void What_is_of_words_alone_makes_no_two_runs_of_one()
    {
        var plan = Reader.Plan(Digits + "grid: { context: [1, 2], embedding: [5, 6] }");
        Assert.Equal(1, plan.CellCount);
        Assert.Equal("3 cells equal others, because embedding and context have no effect in them", Assert.Single(plan.Statistics.Equal).ToString());
    }

    [Fact]
    public void The_last_column_is_the_target_unless_another_is_named() =>
        Assert.Equal(Reader.Plan(Digits).DataOf(Reader.Plan(Digits).Cells().Single()).Identity, Reader.Plan(Digits.Replace("target: digit, ", "", StringComparison.Ordinal)).DataOf(Reader.Plan(Digits.Replace("target: digit, ", "", StringComparison.Ordinal)).Cells().Single()).Identity);

    [Fact]
    public void A_kind_advances_with_its_source()
    {
        var cells = Reader.Plan("name: x\nzip: [ { dataset_kind: [words, table], source: [names, digits] } ]").Cells().ToList();
        Assert.Equal([0, 64], cells.Select(cell => cell.Settings.Network.Features));
        Assert.Equal([27, 10], cells.Select(cell => cell.Settings.Network.Outputs));
    }

    [Theory]
    [InlineData("name: x\ndataset: { source: digits }", "d.yaml:2:20: there is no list 'digits': looked for ", "; digits is a table: write dataset: { kind: table, source: digits }")]
    [InlineData("name: x\ndataset: { kind: table, source: names }", "d.yaml:2:33: there is no table 'names': looked for ", "; shipped are digits and iris; names is a list: write dataset: { kind: words, source: names }")]
    [InlineData("name: x\ndataset: { kind: synthetic, source: spiral }", "d.yaml:2:37: there is no generator 'spiral'; there are gaussian, teacher, spirals, blobs, parity and modular_addition", "; did you mean 'spirals'?")]
    [InlineData("name: x\ndataset: { kind: synthetic }", "d.yaml:2:10: there is no generator 'names'; there are ", "; names is a list: write dataset: { kind: words, source: names }")]
    [InlineData("name: x\ndataset: { kind: synthetic, source: parity, bits: 4, relevant: 5 }", "d.yaml:2:64: relevant is 5, and there are only 4 bits", "")]
    [InlineData("name: x\ndataset: { kind: synthetic, source: gaussian, examples: 10000000, inputs: 1000 }", "d.yaml:2:37: gaussian would have 10000000 examples of 1001 numbers; their product can be at most 268435456", "")]
    [InlineData("name: x\ndataset: { kind: table, source: iris, task: regression }", "d.yaml:2:45: the column 'species' of the table 'iris' holds texts, such as 'setosa'; regression needs numbers", "")]
    [InlineData("name: x\ndataset: { kind: tables }", "d.yaml:2:18: dataset_kind is the text 'tables'; it must be words, table or synthetic", "; did you mean 'table'?")]
    [InlineData("name: x\ndataset: { kind: table, source: digits, target: digits }", "d.yaml:2:49: target is 'digits', and the table 'digits' has no such column", "; did you mean 'digit'?")]
    [InlineData("name: x\ndataset: { kind: table, source: digits }\ntrain: { batch_size: 2000 }", "d.yaml:3:22: batch_size is 2000, and there are only 1437 examples to train on", "")]
    public void Mistakes_say_what_to_write(string yaml, string beginning, string ending)
    {
        var error = Assert.Single(Reader.PlanResult(yaml).Errors).ToString();
        Assert.StartsWith(beginning, error, StringComparison.Ordinal);
        Assert.EndsWith(ending, error, StringComparison.Ordinal);
    }
}
