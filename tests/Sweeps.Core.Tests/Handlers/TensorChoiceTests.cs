using Sweeps.Core.Handlers;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class TensorChoiceTests
{
    private static readonly string[] s_network = ["Embedding", "Linear", "LayerNorm", "GELU", "Linear"];

    [Fact]
    public void By_default_activations_linear_layers_and_every_weight() =>
        Assert.Equal(
            ["Embedding.0 weight_gradient", "Linear.0 output", "Linear.0 weight_gradient", "GELU.0 output", "Linear.1 output", "Linear.1 weight_gradient"],
            Subjects());

    [Fact]
    public void Rows_come_in_forward_order_whatever_the_order_of_the_options() =>
        Assert.Equal(
            ["Linear.0 output", "Linear.0 gradient", "Linear.0 weight", "Linear.0 weight_gradient", "Linear.1 output", "Linear.1 gradient", "Linear.1 weight", "Linear.1 weight_gradient"],
            Subjects(("of", new[] { "weight_gradient", "weight", "gradient", "output" }), ("modules", new[] { "linear" })));

    [Fact]
    public void Groups_add_to_the_default() =>
        Assert.Equal(
            ["Embedding.0 output", "Linear.0 output", "LayerNorm.0 output", "GELU.0 output", "Linear.1 output"],
            Subjects(("of", new[] { "output" }), ("modules", new[] { "auto", "norm", "embedding" })));

    [Fact]
    public void A_choice_that_the_network_lacks_gives_no_rows() =>
        Assert.Empty(Subjects(("of", new[] { "weight" }), ("modules", new[] { "activation" })));

    [Fact]
    public void A_handler_wants_and_reads_what_was_chosen()
    {
        var step = Step();
        var definition = HandlerRun.Define("moments", ("of", new[] { "gradient", "weight" }));
        Assert.Equal(TensorKinds.OutputGradient | TensorKinds.Weight, new HandlerSet([definition], 1).Wants(0));
        HandlerRun.Rows(step, "moments", ("of", new[] { "gradient", "weight" }));
        Assert.Equal(TensorKinds.OutputGradient | TensorKinds.Weight, step.Read);
    }

    [Fact]
    public void Layers_are_numbered_among_their_kind()
    {
        var rows = HandlerRun.Rows(Step(), "moments", ("of", new[] { "output" }), ("modules", new[] { "linear" }));
        Assert.Equal([0, 1], rows.Column<int>("layer").Values.ToArray());
        Assert.Equal(Step().Modules.Where(module => module.IsLinear).Select(module => module.Index), rows.Column<int>("module_index").Values.ToArray());
        Assert.Equal(["Linear.0", "Linear.1"], rows.Column<string>("module").Values.ToArray(), StringComparer.Ordinal);
    }

    private static string[] Subjects(params (string, object)[] options) => HandlerRun.Subjects(HandlerRun.Rows(Step(), "moments", options));

    private static FakeStep Step()
    {
        var step = new FakeStep();
        foreach (var kind in s_network)
        {
            var module = step.Add(kind);
            step.Set(module, TensorKinds.Output, new float[2, 3]).Set(module, TensorKinds.OutputGradient, new float[2, 3]);
            if (module.HasWeight)
                step.Set(module, TensorKinds.Weight, new float[3, 3]).Set(module, TensorKinds.WeightGradient, new float[3, 3]);
        }

        return step;
    }
}
