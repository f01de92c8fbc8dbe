using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Core.Yaml;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Plans;

/// <summary>Parameters that have no effect do not make two cells of one.</summary>
public sealed class InertParameterTests
{
    [Theory]
    // A gain where no layer takes it
    [InlineData("grid: { scheme: [xavier_uniform, normal], gain: [1, 2, 3] }", 4, "2 cells equal others, because gain has no effect in them")]
    [InlineData("grid: { gain: [1, 2], hidden_scheme: [inherit, normal], logits_scheme: [inherit, normal] }", 7, "1 cell equals another, because gain has no effect in it")]
    [InlineData("model: { init: { overrides: { hidden: { gain: 1 }, logits: { gain: 2 } } } }\ngrid: { gain: [1, 2] }", 1, "1 cell equals another, because gain has no effect in it")]
    [InlineData("model: { init: { overrides: { hidden: { scheme: normal }, logits: { scheme: normal } } } }\ngrid: { scheme: [normal, kaiming_normal, kaiming_uniform] }", 1, "2 cells equal others, because scheme has no effect in them")]
    [InlineData("grid: { hidden_scheme: [normal], hidden_gain: [1, 2, inherit] }", 1, "2 cells equal others, because hidden_gain has no effect in them")]
    // An override that says what is inherited anyway makes the same network
    [InlineData("model: { init: { gain: 2 } }\ngrid: { hidden_gain: [inherit, 2.0] }", 1, "1 cell equals another, because the same values are given twice")]
    [InlineData("grid: { gain: [auto, 1.0], activation: [selu, tanh] }", 3, "1 cell equals another, because the same values are given twice")]
    // Biases
    [InlineData("model: { init: { stream: single } }\ngrid: { hidden_bias: [zeros, none, discarded, normal], hidden_bias_scale: [0.5, 1] }", 5, "3 cells equal others, because hidden_bias_scale has no effect in them")]
    [InlineData("model: { init: { overrides: { hidden: { bias: none }, logits: { bias: none } } } }\ngrid: { bias: [zeros, normal] }", 1, "1 cell equals another, because bias has no effect in it")]
    [InlineData("grid: { hidden_bias: [none, discarded] }", 1, "1 cell equals another, because hidden_bias has no effect in it")]
    [InlineData("grid: { bias: [none, discarded], stream: [per_layer, single] }", 3, "1 cell equals another, because bias has no effect in it")]
    // Batch norm's details without batch norm
    [InlineData("grid: { norm: [none, layer, batch], bn_eps: [0.001, 0.01] }", 4, "2 cells equal others, because bn_eps has no effect in them")]
    [InlineData("grid: { norm: [none, batch], bn_momentum: [0.1, 0.2], bn_bessel: [true, false], bn_calibrate: [true, false] }", 9, "7 cells equal others, because bn_momentum and bn_bessel and bn_calibrate have no effect in them")]
    [InlineData("grid: { norm: [none, layer], normalize_logits: [true, false] }", 3, "1 cell equals another, because normalize_logits has no effect in it")]
    [InlineData("grid: { norm: [none, layer], normalize_logits: [auto, true] }", 2, "1 cell equals another, because normalize_logits has no effect in it")]
    // Residual networks have their own activation and norm
    [InlineData("grid: { residual: [none, pre_activation], activation: [tanh, relu] }", 3, "1 cell equals another, because activation has no effect in it")]
    [InlineData("grid: { residual: [pre_activation_plain], norm: [layer, batch, none] }", 1, "2 cells equal others, because norm has no effect in them")]
    [InlineData("grid: { residual: [pre_activation], bn_eps: [0.1, 0.2], norm: [batch] }", 1, "1 cell equals another, because norm and bn_eps have no effect in it")]
    // Schedules that change nothing
    [InlineData("grid: { schedule: [constant, { step: { at: 0.5, factor: 1 } }, { step: { at: 1, factor: 0.1 } }, { cosine: { factor: 1 } }, linear, { linear: { factor: 0 } }] }", 2, "3 cells equal others, because schedule has no effect in them")]
    // One step has no room for a schedule, but for a factor from its beginning on
    [InlineData("train: { steps: 1 }\ngrid: { schedule: [constant, cosine, linear, { linear: { factor: 5 } }, { step: { at: 0.5, factor: 0.1 } }, { step: { at: 0, factor: 0.1 } }] }", 2, "4 cells equal others, because schedule has no effect in them")]
    [InlineData("grid: { steps: [1, 2], schedule: [constant, cosine] }", 3, "1 cell equals another, because schedule has no effect in it")]
    // A step between the last step and the end never comes
    [InlineData("train: { steps: 10 }\ngrid: { schedule: [constant, { step: { at: 0.9, factor: 0.1 } }, { step: { at: 0.91, factor: 0.1 } }, { step: { at: 0.99, factor: 0 } }] }", 2, "2 cells equal others, because schedule has no effect in them")]
    // Repeated values
    [InlineData("grid: { lr: [0.1, 1e-1, 0.10, 0.2] }", 2, "2 cells equal others, because the same values are given twice")]
    public void Equal_cells_are_trained_once_and_the_plan_says_why(string yaml, int cells, string said)
    {
        var plan = Reader.Plan("name: x\n" + yaml);
        Assert.Equal(cells, plan.CellCount);
        Assert.Contains(said, plan.Statistics.Equal.Select(equal => equal.ToString()));
        Assert.Equal(plan.Size, plan.CellCount + plan.Statistics.Equal.Sum(equal => equal.Count));
        var runs = plan.Cells().ToList();
        Assert.Equal(cells, runs.Count);
        Assert.Equal(cells, runs.Select(cell => cell.Run).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Two cells are one run exactly if the engine gets equal settings: over all combinations of what can be inert.</summary>
    [Fact]
    public void Runs_are_equal_exactly_if_the_settings_are()
    {
        var plan = Reader.Plan("""
            name: x
            grid:
              activation: [tanh, relu]
              norm: [none, batch, layer]
              residual: [none, pre_activation]
              normalize_logits: [auto, true, false]
              scheme: [kaiming_normal, normal]
              gain: [auto, 1.0]
              hidden_scheme: [inherit, normal, kaiming_normal]
              logits_gain: [inherit, 1.0]
              bias: [zeros, normal]
              hidden_bias_scale: [1, 0.5]
              bn_eps: [0.1, 0.2]
              schedule: [constant, { step: { at: 1, factor: 2 } }]
            """);
        var expansion = new CellExpansion(plan.Definition);
        var runOf = new Dictionary<CellSettings, string>();
        var settingsOf = new Dictionary<string, CellSettings>(StringComparer.Ordinal);
        var identity = new RunIdentity(Shipped.Parameters.All, Reader.Arithmetic);
        foreach (var cell in expansion.All())
        {
            var acting = ActingValues.Of(cell.Values);
            var run = identity.Describe(acting, "data");
            var settings = new SettingsBuilder(Shipped.Parameters).Build(acting, (new SymbolShape(27, 3), new ClassShape(27)));
            Assert.Equal(run, runOf.GetValueOrDefault(settings, run));
            Assert.Equal(settings, settingsOf.GetValueOrDefault(run, settings));
            runOf[settings] = run;
            settingsOf[run] = settings;
        }

        Assert.Equal(plan.CellCount, settingsOf.Count);
        Assert.InRange(plan.CellCount, 100, plan.Size / 2);
    }

    [Fact]
    public void Columns_show_what_acts()
    {
        var plan = Reader.Plan("name: x\ninclude:\n  - { scheme: normal }\n  - { residual: pre_activation, activation: tanh, norm: batch }\n  - { activation: gelu, norm: layer }");
        var cells = plan.Cells().ToList();
        Assert.Equal([null, Math.Sqrt(2), Math.Sqrt(2)], cells.Select(cell => Reader.Value(cell, "gain")));
        Assert.Equal(["relu", "relu", "gelu"], cells.Select(cell => Reader.Value(cell, "activation")));
        Assert.Equal(["none", "layer", "layer"], cells.Select(cell => Reader.Value(cell, "norm")));
        Assert.Equal([false, true, true], cells.Select(cell => Reader.Value(cell, "normalize_logits")));
        Assert.All(cells, cell => Assert.Null(Reader.Value(cell, "bn_eps")));
    }

    [Theory]
    [InlineData("tanh", 5.0 / 3)]
    [InlineData("relu", 1.4142135623730951)]
    [InlineData("selu", 1.0)]
    [InlineData("gelu", 1.4142135623730951)]
    public void Auto_gain_is_the_document_s(string activation, double gain) =>
        Assert.Equal(gain, Reader.Plan($"name: x\nmodel: {{ activation: {activation} }}").Cells().Single().Settings.Network.Init.Logits.Gain);

    /// <summary>Where PyTorch's bits have not been shown, nothing may be called by that name.</summary>
    [Fact]
    public void What_has_not_PyTorch_s_bits_is_refused_by_name_where_they_are_asked_for()
    {
        var error = Assert.Single(Reader.PlanResult("name: x\ntrain: { arithmetic: pytorch }\ngrid: { activation: [relu, hardtanh, silu] }").Errors);
        Assert.Equal("d.yaml:3:38: activation is silu where arithmetic is pytorch; silu has not been shown to have PyTorch's bits: write arithmetic: fast", error.ToString());
        Assert.Equal(2, Reader.Plan("name: x\ntrain: { arithmetic: pytorch }\ngrid: { activation: [relu, silu], residual: [none, pre_activation] }\nwhere: activation != 'silu' or residual != 'none'").CellCount);
        Assert.Equal(1, Reader.Plan("name: x\nmodel: { activation: silu }\ntrain: { arithmetic: fast }").CellCount);
    }

    [Fact]
    public void Batches_that_do_not_fit_a_cell_are_an_error_with_its_place()
    {
        var batch = Assert.Single(Reader.PlanResult("name: x\ngrid: { batch_size: [32, 2000], split_train: [0.8, 0.001] }").Errors);
        Assert.Equal("d.yaml:2:26: batch_size is 2000, and there are only 212 examples to train on; batch_size: full takes all of them", batch.ToString());
        var split = Assert.Single(Reader.PlanResult("name: x\ngrid: { split_train: [0.8, 0.9] }").Errors);
        Assert.Equal("d.yaml:2:28: the parts of dataset.split add up to 1.1; at most 1 is there to be split", split.ToString());
        var parts = Reader.PlanResult("name: x\ngrid: { split_train: [0.8, 0.9, 1.0], lr: [0.1, 0.2] }").Errors;
        Assert.Equal(["d.yaml:2:28", "d.yaml:2:33"], parts.Select(error => error.ToString()[.."d.yaml:2:28".Length]));
        var norm = Assert.Single(Reader.PlanResult("name: x\ngrid: { batch_size: [1, 2], norm: [none, batch] }").Errors);
        Assert.Equal("d.yaml:2:22: batch_size is 1 where norm is batch; batch norm needs at least 2 examples", norm.ToString());
        var size = Assert.Single(Reader.PlanResult("name: x\ngrid: { width: [10, 4096], depth: [1, 100] }").Errors);
        Assert.StartsWith("d.yaml:2:21: the network would have about 16", size.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Reader.Plan("name: x\ngrid: { batch_size: [1, 2], norm: [none, batch] }\nwhere: batch_size > 1 or norm == 'none'").CellCount);
    }

    [Fact]
    public void A_cell_without_the_source_of_an_axis_trains_on_the_default_list() =>
        Assert.Equal(["us-surnames", "names"], Reader.Plan("name: x\ngrid: { source: [us-surnames] }\ninclude: [ { depth: 1 } ]").Cells().Select(cell => cell.Data.Source));

    [Fact]
    public void What_a_rule_forbids_is_told_for_definitions_too() =>
        Assert.IsType<DefinitionError>(Reader.PlanResult("name: ..").Errors[0]);
}
