using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;

namespace Sweeps.Core.Tests.Definitions;

/// <summary><c>evaluate</c> in a definition.</summary>
public sealed class EvaluateSectionTests
{
    [Fact]
    public void Nothing_is_evaluated_on_the_way_unless_it_is_asked_for()
    {
        Assert.Null(Read("").Definition!.Evaluation);
        Assert.Null(Read("evaluate:").Definition!.Evaluation);
    }

    [Theory]
    [InlineData("{ every: 100 }", 100, new[] { "valid" })]
    [InlineData("{ every: epoch }", null, new[] { "valid" })]
    [InlineData("{ splits: train }", null, new[] { "train" })]
    [InlineData("{ every: 5, splits: [test, train] }", 5, new[] { "train", "test" })]
    [InlineData("{ every: 1e3 }", 1000, new[] { "valid" })]
    public void It_is_read(string written, int? every, string[] splits)
    {
        var settings = Read($"evaluate: {written}").Definition!.Evaluation!;
        Assert.Equal(every, settings.Interval.Steps);
        Assert.Equal(splits, settings.Splits);
        Assert.Equal(["accuracy", "accuracy_clean", "accuracy_noisy", "r2"], settings.Metrics);
    }

    [Theory]
    [InlineData("evaluate: { every: 0 }", "evaluate.every is the number 0; it must be epoch, or a whole number from 1 to 1000000000 of steps")]
    [InlineData("evaluate: { every: -5 }", "evaluate.every is the number -5; it must be epoch")]
    [InlineData("evaluate: { every: 2.5 }", "evaluate.every is the number 2.5; it must be epoch")]
    [InlineData("evaluate: { every: epochs }", "; write epoch")]
    [InlineData("evaluate: { every: [1, 2] }", "evaluate.every is a list; it must be epoch")]
    [InlineData("evaluate: { splits: [valid, holdup] }", "evaluate.splits is the text 'holdup'; it must be train, valid or test")]
    [InlineData("evaluate: { splits: validation }", "write valid")]
    [InlineData("evaluate: { splits: [] }", "evaluate.splits is an empty list; it needs at least one of train, valid and test")]
    [InlineData("evaluate: { splits: [valid, valid] }", "evaluate.splits has 'valid' twice")]
    [InlineData("evaluate: { interval: 5 }", "evaluate has no key 'interval'; allowed: every, splits")]
    [InlineData("evaluate: 100", "evaluate is the number 100; it must be a mapping of keys to values; write evaluate: { every: 100, splits: [train, valid] }")]
    [InlineData("eval_steps: 100", "evaluate")]
    [InlineData("evaluate: {}\nhandlers: [ percentiles: { name: evaluations } ]", "evaluate writes the table 'evaluations', and a handler has this name")]
    public void Mistakes_are_told(string written, string message) => Assert.Contains(message, Assert.Single(Read(written).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("dataset: { split: { train: 1 } }\nevaluate: {}", "evaluate.splits has 'valid', and 'names' has no examples in it; the others are: train")]
    [InlineData("dataset: { split: { train: 0.8, valid: 0.2 } }\nevaluate: { splits: [train, test] }", "evaluate.splits has 'test', and 'names' has no examples in it; the others are: train, valid")]
    [InlineData("dataset: { kind: table, source: iris, split: { train: 0.99, valid: 0.001, test: 0.009 } }\nevaluate: {}", "evaluate.splits has 'valid', and 'iris' has no examples in it; the others are: train, test")]
    public void A_split_without_examples_is_a_mistake(string written, string message) =>
        Assert.Equal(message, Assert.Single(PlanReader.Plan(Read(written)).Errors).Message);

    [Fact]
    public void An_interval_that_no_run_reaches_is_a_warning()
    {
        var plan = PlanReader.Plan(Read("train: { steps: 50 }\nevaluate: { every: 51 }")).Plan!;
        Assert.Equal("evaluate.every is 51, and the longest run has 50 steps: runs are evaluated at their start and end alone", Assert.Single(plan.Warnings).Message);
        Assert.Empty(PlanReader.Plan(Read("train: { steps: 50 }\nevaluate: { every: 25 }")).Plan!.Warnings);
    }

    [Fact]
    public void It_is_no_part_of_a_runs_identity()
    {
        static IEnumerable<string> Runs(string written) => PlanReader.Plan(Read(written)).Plan!.Cells().Select(cell => cell.Run);
        Assert.Equal(Runs("grid: { lr: [0.1, 0.2] }"), Runs("grid: { lr: [0.1, 0.2] }\nevaluate: { every: 5 }"));
    }

    [Fact]
    public void What_gives_the_same_rows_has_the_same_signature()
    {
        static string Signature(string written) => EvaluationTable.Of(Read($"evaluate: {written}").Definition!.Evaluation!).Signature;
        Assert.Equal(Signature("{ every: 5, splits: [valid, train] }"), Signature("{ every: 5.0, splits: [train, valid] }"));
        Assert.Equal(4, new[] { "{ every: 5 }", "{ every: 50 }", "{}", "{ splits: train }" }.Select(Signature).Distinct(StringComparer.Ordinal).Count());
    }

    private static DefinitionResult Read(string written) =>
        DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes($"name: x\n{written}\n"), "d.yaml", Directory.GetCurrentDirectory(), Reader.WithHandlers);
}
