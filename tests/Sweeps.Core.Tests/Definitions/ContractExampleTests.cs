using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>The definition that the contract shows, with the handlers that the tests have.</summary>
public sealed class ContractExampleTests
{
    private const string Example = """
        # yaml-language-server: $schema=sweeps.schema.json
        name: appendix-activations            # it becomes a folder name
        title: Activations with and without layer normalisation
        dataset:
          source: names
          sha256: bd02dfd33179e23ec2dd093cbd4de619834f75d660ef1ae04d3127e7a0110053
          shuffle: python:42
          context: 3
          split: { train: 0.8, valid: 0.1, test: 0.1 }
        model:
          embedding: 10
          width: 30
          depth: 6
          activation: relu
          norm: none
          normalize_logits: auto
          residual: none
          init:
            scheme: xavier_uniform
            gain: auto
            stream: per_layer
            overrides: { logits: { weight_scale: 0.01, bias: zeros } }
        train:
          steps: 2000
          batch_size: 32
          sampling: epochs
          optimizer: { kind: sgd, momentum: 0, weight_decay: 0 }
          lr: 0.2
          schedule: constant
          penalty: 0
        seed: 1
        grid:
          activation: [tanh, relu, selu, gelu]
          norm: [none, layer]
        zip:
          - { lr: [0.1, 0.2], steps: [2000, 1000] }
        include: [ { activation: tanh, norm: batch, gain: 1.0 } ]
        exclude: [ { activation: selu, lr: 0.1 } ]
        where: "depth <= 8 or norm != 'none'"
        handlers:
          - percentiles: { of: [output, weight_gradient], at: [16, 50, 84], every: 10 }
          - rank_collapse: { every: 10 }
        summary:
          rows: [norm]
          columns: [activation]
          values: [loss_start, loss_end, loss_diff]
        save: model
        """;

    [Fact]
    public void Reads_every_key()
    {
        var definition = Reader.Valid(Example);
        Assert.Equal("appendix-activations", definition.Name);
        Assert.Equal("Activations with and without layer normalisation", definition.Title);
        Assert.True(definition.SaveModel);
        Assert.Equal([4, 2, 2], definition.Axes.Select(axis => axis.Count));
        Assert.Equal(["percentiles", "rank_collapse"], definition.Handlers.Select(handler => handler.Name));
        Assert.Equal(["output", "weight_gradient"], definition.Handlers[0].Options.Names("of"));
        Assert.Equal([16, 50, 84], definition.Handlers[0].Options.Numbers("at"));
        Assert.Equal(10, definition.Handlers[0].Schedule.Every);
        Assert.Equal(["norm"], definition.Summary.Rows);
        Assert.Equal(["activation"], definition.Summary.Columns);
        Assert.Equal(["loss_start", "loss_end", "loss_diff"], definition.Summary.Values);
    }

    [Fact]
    public void Expands_to_the_product_with_the_included_and_without_the_excluded()
    {
        var plan = Reader.Plan(Example);
        Assert.Equal(new { Grid = 16, Included = 1, Excluded = 2, Filtered = 0, Cells = 15 }, new
        {
            Grid = plan.Statistics.GridCells,
            plan.Statistics.Included,
            plan.Statistics.Excluded,
            plan.Statistics.Filtered,
            plan.Statistics.Cells,
        });
        var cells = plan.Cells().ToList();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 13, 14, 15, 16], cells.Select(cell => cell.Cell));
        Assert.Equal(15, cells.Select(cell => cell.Run).Distinct().Count());

        var second = cells[1].Settings;
        Assert.Equal("tanh", second.Network.Activation);
        Assert.Equal("none", second.Network.Norm);
        Assert.Equal((0.2, 1000), (second.Training.LearningRate, second.Training.Steps));
        Assert.Equal(27, second.Network.VocabularySize);

        var included = cells[^1].Settings;
        Assert.Equal(("batch", true, 1.0), (included.Network.Norm, included.Network.NormalizeLogits, included.Network.Init.Hidden.Gain));
        Assert.Equal(0.01, included.Network.Init.Logits.WeightScale);
    }

    [Fact]
    public void Has_a_value_for_each_column()
    {
        foreach (var cell in Reader.Plan(Example).Cells())
        {
            Assert.Equal(Shipped.Parameters.Columns.Count, cell.Parameters.Count);
            Assert.Matches("^[0-9a-f]{16}$", cell.Run);
        }

        Assert.Equal(
            ["activation", "norm", "residual", "depth", "width", "gain", "lr", "steps", "batch_size", "seed"],
            Shipped.Parameters.Columns.Take(10).Select(column => column.Name));
    }
}
