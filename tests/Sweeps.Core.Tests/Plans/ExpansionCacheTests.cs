using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Plans;

/// <summary>What is kept from one cell to the next changes nothing, and saves the work for cells that differ in their seed.</summary>
public sealed class ExpansionCacheTests
{
    [Theory]
    // The fastest axis is one that others follow from, one that a condition asks for, one that nobody asks for, several at once.
    [InlineData("grid: { seed: [1, 2], activation: [tanh, relu, leaky_relu], norm: [none, batch], gain: [auto, 1.0] }")]
    [InlineData("grid: { norm: [none, batch], seed: [1, 2, 3], bn_eps: [0.1, 0.2] }")]
    [InlineData("grid: { residual: [none, pre_activation], lr: [0.1, 0.2, 0.4] }\nwhere: \"lr < 0.3 or residual == 'none'\"")]
    [InlineData("grid: { activation: [tanh, relu], lr: [0.1, 0.2], seed: { count: 5, from: 1 } }\nexclude: [ { activation: tanh, seed: 3 } ]\ninclude: [ { norm: batch, seed: 2 }, { norm: layer } ]")]
    [InlineData("grid: { scheme: [normal, xavier_uniform], hidden_gain: [inherit, 2.0], seed: [1, 2] }\nzip: [ { batch_size: [8, 16], steps: [10, 20] } ]")]
    [InlineData("zip: [ { schedule: [constant, cosine, cosine], seed: [1, 1, 2] } ]\ngrid: { shuffle: [python:1, torch:2], valid: [0.05, 0.1] }")]
    [InlineData("grid: { seed: [1, 2], lr_embedding: [inherit, 0.1], lr: [0.1, 0.3] }")]
    public void Cells_are_those_that_are_computed_one_by_one(string yaml)
    {
        var plan = Reader.Plan($"name: x\n{yaml}");
        var twice = new[] { plan.Cells().ToList(), plan.CellCount > 0 ? plan.Cells().ToList() : [] };

        Assert.Equal(twice[0].Select(cell => cell.Cell), plan.Numbers);
        foreach (var cells in twice)
        {
            foreach (var cell in cells)
            {
                var single = plan.At(cell.Cell);
                Assert.Equal(single.Run, cell.Run);
                Assert.Equal(single.Settings, cell.Settings);
                Assert.Equal(single.Data, cell.Data);
                Assert.Equal(single.Parameters, cell.Parameters);
            }
        }
    }

    [Fact]
    public void Cells_that_differ_in_the_seed_are_resolved_once()
    {
        var plan = Reader.Plan("name: x\ngrid: { activation: [tanh, relu], norm: [none, batch], seed: { count: 1000, from: 1 } }");

        Assert.Equal(4, new CellExpansion(plan.Definition).All().Select(cell => cell.Version).Distinct().Count());
    }

    [Fact]
    public void A_value_that_was_asked_for_ends_what_is_known()
    {
        var plan = Reader.Plan("name: x\ngrid: { seed: [1, 2, 3, 4] }");
        var versions = new List<int>();
        foreach (var cell in new CellExpansion(plan.Definition).All())
        {
            versions.Add(cell.Version);
            if (cell.Number == 1)
                _ = cell.Values[Shipped.Parameters.Find("seed")!];
        }

        Assert.Equal([1, 1, 2, 2], versions);
    }
}
