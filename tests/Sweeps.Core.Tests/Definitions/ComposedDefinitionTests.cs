using System.Text;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>One definition instead of a file and what was set: the same cells, runs and outputs.</summary>
public sealed class ComposedDefinitionTests
{
    private const string Yaml = "name: x\ntrain: { lr: 0.1 }\ngrid: { activation: [tanh, relu], depth: [1, 2] }\nzip:\n  - { width: [10, 20], embedding: [3, 4] }\n";

    [Theory]
    [InlineData(Yaml, "lr=0.5", "seed = 3", "model.residual=pre_activation")]
    [InlineData(Yaml, "activation=gelu")]
    [InlineData(Yaml, "activation=gelu", "depth=3", "width=5", "embedding=2")]
    [InlineData(Yaml, "activation=[gelu, selu, tanh]", "depth={from: 1, to: 5, steps: 3}")]
    [InlineData(Yaml, "lr=[0.3, 0.4]", "seed={count: 3, from: 4}")]
    [InlineData(Yaml, "embedding=7")]
    [InlineData(Yaml, "embedding=[8,9]")]
    [InlineData(Yaml, "lr=0.5", "train.lr=0.7")]
    [InlineData(Yaml, "name=other", "title='A \"title\": with # all, [sorts] of ''signs'' é'", "save=model", "report=true", "max_cells=800")]
    [InlineData(Yaml, "schedule={step: {at: 0.5, factor: 0.1}}")]
    [InlineData("name: x\ntrain: { schedule: constant }\ngrid: { schedule: [constant, { cosine: { factor: 0.1 } }] }", "lr=0.2")]
    [InlineData("name: x", "split_train=0.3")]
    [InlineData("name: x\ndataset:", "split_valid=0.05")]
    [InlineData("name: x\ndataset: { split: { train: 0.4 } }", "split_valid=0.05")]
    [InlineData("name: x\nmodel:\ngrid:\n", "width=4", "gain=auto", "logits_bias=inherit")]
    [InlineData("name: x\ninclude: [ { lr: 1 }, { lr: 2, model.depth: 3 } ]\ngrid: { depth: [1, 2] }", "depth=4")]
    [InlineData("name: x\ngrid: { model.depth: [1, 2, 3], seed: [1, 2] }\nexclude:\n  - depth: 2\n    seed: 1\nwhere: \"depth <= 2 or norm != 'none'\"", "depth=[2,3]")]
    [InlineData("name: \"x\"\ntitle: >-\n  y\n  and \"z\"\ngrid: { lr: &rates [1e-3, .5, 0x2], activation: ['tanh', \"relu\"] }\nsummary: { rows: lr, values: [loss_end, lr] }\nhandlers:\n  - percentiles: { at: [16, 50.0], every: 10 }\n  - rank_collapse\n  - rank_collapse: { name: other, centred: true }", "steps=7")]
    [InlineData("{name: x, seed: 4, grid: {lr: {from: 0.1, to: 1.0, steps: 3, scale: log}}}", "steps=7")]
    public void It_has_the_same_cells(string yaml, params string[] set)
    {
        var before = Reader.Plan(yaml, null, set);
        var composed = Compose(yaml, set);
        AssertSame(before, Reader.Plan(composed));
        Assert.Equal(composed, Compose(composed));
    }

    [Fact]
    public void Every_shipped_experiment_can_be_composed()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sweeps.Tests.Repository.Root, "experiments"), "*.yaml", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".figures.yaml", StringComparison.Ordinal))
                continue;
            var context = Reader.WithHandlers with { Set = ["steps=3", "seed=[4, 5]"] };
            var bytes = File.ReadAllBytes(file);
            var before = PlanReader.Plan(DefinitionReader.Read(bytes, file, "/", context)).Plan;
            // Some need lists that are not shipped, and some have a zip that three steps do not go with.
            if (before is null)
                continue;
            var composed = ComposedDefinition.Of(bytes, context.Set, null, Shipped.Parameters);
            var after = PlanReader.Plan(DefinitionReader.Read(composed, file, "/", context with { Set = [] }));
            Assert.True(after.Plan is not null, string.Join('\n', after.Errors));
            AssertSame(before, after.Plan);
        }
    }

    [Fact]
    public void Nothing_set_leaves_the_bytes() =>
        Assert.Equal("# Why\nname: x # not y\n", Compose("# Why\nname: x # not y\n"));

    [Fact]
    public void Lists_are_found_from_where_it_lies()
    {
        var folder = Directory.CreateTempSubdirectory("sweeps-composed-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "lists"));
        Directory.CreateDirectory(Path.Combine(folder, "results", "x"));
        File.WriteAllLines(Path.Combine(folder, "lists", "mine.txt"), Enumerable.Range(0, 50).Select(i => "abc" + (char)('a' + (i % 26))));
        const string yaml = "name: x\ndataset: { source: lists/mine.txt }\n";
        var before = PlanReader.Plan(DefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "d.yaml", folder, Reader.Context)).Plan!;
        var composed = ComposedDefinition.Of(Encoding.UTF8.GetBytes(yaml), [], "../..", Shipped.Parameters);
        var after = PlanReader.Plan(DefinitionReader.Read(composed, "composed.yaml", Path.Combine(folder, "results", "x"), Reader.Context)).Plan!;
        AssertSame(before, after);
        Assert.False(ComposedDefinition.IsChanged(Encoding.UTF8.GetBytes(yaml), composed.Span));
        Assert.True(ComposedDefinition.IsChanged(Encoding.UTF8.GetBytes(yaml), Encoding.UTF8.GetBytes(Compose(yaml, "lr=0.3"))));
        Directory.Delete(folder, recursive: true);
    }

    private static void AssertSame(SweepPlan before, SweepPlan after)
    {
        Assert.Equal(before.Cells().Select(Facts), after.Cells().Select(Facts));
        var (one, other) = (before.Definition, after.Definition);
        Assert.Equal((one.Name, one.Title, one.SaveModel, one.Report, one.MaxCells), (other.Name, other.Title, other.SaveModel, other.Report, other.MaxCells));
        Assert.Equal(one.Handlers.Select(handler => (handler.Name, handler.Signature)), other.Handlers.Select(handler => (handler.Name, handler.Signature)));
        Assert.Equal((string.Join(' ', one.Summary.Rows), string.Join(' ', one.Summary.Columns), string.Join(' ', one.Summary.Values)), (string.Join(' ', other.Summary.Rows), string.Join(' ', other.Summary.Columns), string.Join(' ', other.Summary.Values)));
    }

    private static (int Cell, string Run, string Parameters) Facts(PlannedCell cell) => (cell.Cell, cell.Run, string.Join(' ', cell.Parameters));

    private static string Compose(string yaml, params string[] set) => Encoding.UTF8.GetString(ComposedDefinition.Of(Encoding.UTF8.GetBytes(yaml), set, null, Shipped.Parameters).Span);
}
