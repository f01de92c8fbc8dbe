using System.Text.Json;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Numerics.Random;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Definitions;

public sealed class ExperimentTests
{
    public static TheoryData<string> Files { get; } = [.. ShippedExperiments.Paths.Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_definition_can_be_planned(string file)
    {
        var plan = Plan(file);
        Assert.NotEmpty(plan.Cells());
        var name = Path.GetFileNameWithoutExtension(file);
        Assert.Equal(IsPublished(file) ? "published-" + name : name, plan.Definition.Name);
        Assert.NotEqual(plan.Definition.Name, plan.Definition.Title);
    }

    [Fact]
    public void The_activations_are_the_cells_of_the_issue()
    {
        var cells = Plan("experiments/appendix-activations.yaml").Cells().ToList();
        Assert.Equal(
            ["tanh none", "tanh layer", "relu none", "relu layer", "selu none", "selu layer", "gelu none", "gelu layer"],
            cells.Select(cell => $"{Reader.Value(cell, "activation")} {Reader.Value(cell, "norm")}"));
        Assert.All(cells, cell => Assert.Equal((6, 0.2, 2000, 1UL), (cell.Settings.Network.Depth, cell.Settings.Training.LearningRate, cell.Settings.Training.Steps, cell.Settings.Training.Seed)));
        Assert.All(cells, cell => Assert.Equal(cell.Settings.Network.Norm is "layer", cell.Settings.Network.NormalizeLogits));
    }

    /// <summary>The first two batches that PyTorch's DataLoader drew from the same list: shuffle, split, vocabulary and windows are those of the goldens.</summary>
    [Fact]
    public void The_activations_train_on_the_batches_of_the_goldens()
    {
        using var goldens = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("goldens", "goldens-embedded-names.json")));
        var run = goldens.RootElement.GetProperty("runs")[0];
        var plan = Plan("experiments/appendix-activations.yaml");
        var train = plan.DataOf(plan.Cells().First()).Train;
        var generator = new TorchGenerator(run.GetProperty("seed").GetUInt64());
        generator.RandomInt64(); // the iterator's base seed
        var order = new TorchGenerator((ulong)generator.RandomInt64()).RandPerm(train.Count);
        var example = 0;
        foreach (var batch in run.GetProperty("first_batches").EnumerateArray())
        {
            foreach (var (x, y) in batch.GetProperty("x").EnumerateArray().Zip(batch.GetProperty("y").EnumerateArray()))
            {
                var index = order[example++];
                Assert.Equal(x.EnumerateArray().Select(symbol => symbol.GetUInt16()), ((SymbolInputs)train.Inputs).Indices.Slice(index * 3, 3).ToArray());
                Assert.Equal(y.GetUInt16(), ((ClassTargets)train.Targets).Classes.Span[index]);
            }
        }

        Assert.Equal(64, example);
    }

    private static bool IsPublished(string file) => string.Equals(Path.GetFileName(Path.GetDirectoryName(file)), "published", StringComparison.Ordinal);

    private static SweepPlan Plan(string file)
    {
        var context = new DefinitionContext { Catalogue = Reader.WithHandlers.Catalogue, Data = new DataCatalogue(IsPublished(file) ? [Repository.Shared("data")] : []) };
        var result = PlanReader.Read(Path.Combine(Repository.Root, file), context);
        Assert.True(result.Plan is not null, string.Join('\n', result.Errors));
        return result.Plan;
    }
}
