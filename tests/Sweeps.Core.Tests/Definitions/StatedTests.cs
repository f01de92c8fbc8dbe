using Sweeps.Core.Outcomes;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What docs/definition.md states of networks and runs, and no other test holds.</summary>
public sealed class StatedTests
{
    /// <summary>64 inputs and 256 outputs: torch.nn.init's bounds are √3/√fan-in and √6/√(fan-in + fan-out), the fan-in being the second dimension of the tensor.</summary>
    [Theory]
    [InlineData("kaiming_uniform", "out_in", 64, 3)]
    [InlineData("kaiming_uniform", "in_out", 256, 3)]
    [InlineData("xavier_uniform", "out_in", 64 + 256, 6)]
    [InlineData("xavier_uniform", "in_out", 64 + 256, 6)]
    public void A_scheme_s_bound_follows_from_the_layout(string scheme, string layout, int fan, double square)
    {
        using var run = Start($"name: x\ndataset: {{ context: 1 }}\nmodel: {{ embedding: 64, width: 256, depth: 0, init: {{ scheme: {scheme}, gain: 1, layout: {layout} }} }}");
        var bound = Math.Sqrt(square / fan);
        Assert.InRange(run.Weights().Single(tensor => tensor.Name is "Linear.0.weight").Values.Max(Math.Abs), 0.99 * bound, bound * (1 + 1e-6));
    }

    [Theory]
    [InlineData("auto", "none", 4)]
    [InlineData("auto", "batch", 4)]
    [InlineData("false", "none", 3)]
    public void Residual_networks_normalise_their_logits_unless_told_not_to(string normalize, string norm, int norms)
    {
        // Depth 1: two blocks with a layer norm each, one before the logits, and that of the logits.
        using var run = Start($"name: x\nmodel: {{ residual: pre_activation, depth: 1, norm: {norm}, normalize_logits: {normalize} }}");
        Assert.Equal(norms, run.Weights().Count(tensor => tensor.Name.StartsWith("LayerNorm", StringComparison.Ordinal) && tensor.Name.EndsWith(".weight", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(60, 200)]
    [InlineData(1e6, 200)]
    public void A_diverged_run_has_no_figure_of_what_was_not_finite(double rate, int steps)
    {
        using var run = Start(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"name: x\nmodel: {{ activation: selu, depth: 6 }}\ntrain: {{ lr: {rate}, steps: {steps} }}"));
        run.Advance(steps);
        var divergedAt = Assert.NotNull(run.DivergedAt);
        Assert.Equal(divergedAt + 1, run.Losses.Length);
        Assert.False(float.IsFinite(run.Losses[^1]));
        var figures = LossFigures.Of(run.Losses, steps, 0, null);
        Assert.Null(figures.End);
        Assert.Null(figures.Difference);
        Assert.Equal(divergedAt >= LossFigures.Window(steps), figures.Start is not null);
        Assert.Equal(divergedAt > 0, figures.Initial is not null);
    }

    private static ITrainingRun Start(string yaml)
    {
        var plan = Reader.Plan(yaml);
        var cell = plan.Cells().Single();
        return new TrainingEngine().Start(cell.Settings, plan.DataOf(cell), tap: null);
    }
}
