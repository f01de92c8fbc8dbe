using Sweeps.Core.Plans;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What a definition can say of parametrizations, and how they meet other parameters.</summary>
public sealed class ParametrizationParameterTests
{
    [Fact]
    public void The_standard_one_is_no_part_of_an_identity()
    {
        Assert.Equal(Cells("").Single().Run, Cells("model: { parametrization: standard }").Single().Run);
        Assert.Equal(Cells("").Single().Run, Cells("model: { base_width: 32 }").Single().Run);
        Assert.Equal(4, Runs("grid: { parametrization: [standard, ntk, mean_field, mup] }"));
        Assert.Equal(3, Runs("grid: { parametrization: [standard, mup], base_width: [30, 64] }"));
    }

    /// <summary>Weights are standard normal then, and the gain is part of the factor.</summary>
    [Theory]
    [InlineData("ntk")]
    [InlineData("mean_field")]
    public void Schemes_have_no_effect_on_standard_normal_weights_but_gains_have(string parametrization)
    {
        var head = $"model: {{ parametrization: {parametrization}, width: 12 }}\n";
        Assert.Equal(1, Runs(head + "grid: { scheme: [xavier_uniform, kaiming_normal, normal] }"));
        Assert.Equal(2, Runs(head + "grid: { gain: [1, 2] }"));
        Assert.Equal(2, Runs(head + "grid: { logits_gain: [1, 2] }"));
        var cell = Cells(head).Single();
        Assert.Equal(("normal", "normal"), (cell.Settings.Network.Init.Hidden.Scheme, cell.Settings.Network.Init.Logits.Scheme));
        Assert.Equal(Math.Sqrt(2), cell.Settings.Network.Init.Hidden.Gain);
    }

    [Fact]
    public void Mup_scales_what_its_scheme_draws()
    {
        Assert.Equal(2, Runs("model: { parametrization: mup }\ngrid: { scheme: [xavier_uniform, kaiming_normal] }"));
        var cell = Cells("model: { parametrization: mup, base_width: 32 }").Single();
        Assert.Equal([new("model.base_width", 32)], cell.Settings.Network.ParametrizationOptions.All);
    }

    /// <summary>A norm of the logits would take the factor on the outputs away.</summary>
    [Fact]
    public void The_logits_have_no_norm_where_they_have_a_factor()
    {
        Assert.Equal([true, true, false, false], Cells("model: { norm: layer }\ngrid: { parametrization: [standard, ntk, mean_field, mup] }").Select(cell => cell.Settings.Network.NormalizeLogits));
        Assert.Equal(
            "d.yaml:2:63: normalize_logits is true where parametrization is mup; a norm takes away the factor that mup puts on the outputs: write normalize_logits: false",
            Mistake("model: { norm: layer, parametrization: mup, normalize_logits: true }"));
    }

    [Theory]
    [InlineData("adam", "optimizer: { kind: adam, weight_decay: 0.1 }", "weight_decay is 0.1 where parametrization is mup and optimizer is adam; a decay that is part of the gradient is not the same at every width: write optimizer: adamw, or no weight decay")]
    [InlineData("rmsprop", "optimizer: { kind: rmsprop }, weight_decay_of: { hidden: 0.1 }", "weight_decay_hidden is 0.1 where parametrization is mup and optimizer is rmsprop; a decay that is part of the gradient is not the same at every width: write optimizer: adamw, or no weight decay")]
    [InlineData("clip", "clip_grad_value: 0.5", "clip_grad_value is 0.5 where parametrization is mup; the numbers of a gradient become smaller with the width, so that one bound is not the same for all: write clip_grad_norm")]
    public void What_does_not_carry_over_to_other_widths_is_refused(string name, string train, string message)
    {
        Assert.EndsWith(message, Mistake($"model: {{ parametrization: mup }}\ntrain: {{ {train} }}"), StringComparison.Ordinal);
        Assert.Empty(Reader.PlanResult($"name: {name}\nmodel: {{ parametrization: ntk }}\ntrain: {{ {train} }}").Errors);
    }

    [Theory]
    [InlineData("sgd, weight_decay: 0.1")]
    [InlineData("adamw")]
    public void Decay_that_does_not_pass_through_Adam_carries_over(string optimizer) =>
        Assert.Single(Cells($"model: {{ parametrization: mup }}\ntrain: {{ optimizer: {{ kind: {optimizer} }} }}"));

    [Fact]
    public void PyTorchs_bits_have_been_shown_of_the_standard_one_alone() => Assert.EndsWith(
        "parametrization is ntk where arithmetic is pytorch; ntk has not been shown to have PyTorch's bits: write arithmetic: fast",
        Mistake("model: { parametrization: ntk }\ntrain: { arithmetic: pytorch }"), StringComparison.Ordinal);

    /// <summary>What the trainability fractal needs: no biases, a gain for each layer, learning rates of both as axes.</summary>
    [Fact]
    public void The_network_of_the_trainability_fractal_can_be_written()
    {
        var cells = Cells(
            """
            dataset: { kind: synthetic, source: gaussian, inputs: 16, outputs: 1, examples: 16, split: { train: 1, valid: 0, test: 0 } }
            model:
              width: 16
              depth: 0
              activation: tanh
              parametrization: mean_field
              init: { bias: none, gain: 1.4142135623730951, overrides: { logits: { gain: 1 } } }
            train: { batch_size: 16 }
            grid: { lr_hidden: [1, 10], lr_logits: [1, 10] }
            """);
        Assert.Equal(4, cells.Count);
        Assert.All(cells, cell =>
        {
            var init = cell.Settings.Network.Init;
            Assert.False(init.Hidden.HasBias || init.Logits.HasBias);
            Assert.Equal((Math.Sqrt(2), 1.0), (init.Hidden.Gain, init.Logits.Gain));
        });
        Assert.Equal((10.0, 1.0), (cells[2].Settings.Training.RateOf.Hidden, cells[2].Settings.Training.RateOf.Logits));
    }

    private static int Runs(string yaml) => Cells(yaml).Select(cell => cell.Run).Distinct(StringComparer.Ordinal).Count();

    private static string Mistake(string yaml) => Assert.Single(Reader.PlanResult("name: x\n" + yaml).Errors).ToString();

    private static IReadOnlyList<PlannedCell> Cells(string yaml) => [.. Reader.Plan("name: x\n" + yaml).Cells()];
}
