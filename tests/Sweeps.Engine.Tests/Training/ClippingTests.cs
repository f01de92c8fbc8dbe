using Sweeps.Engine.Layers;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Training;

/// <summary>Bounds on gradients, and weight decay by role.</summary>
public sealed unsafe class ClippingTests
{
    private const float Rate = 0.5f;
    private static readonly TrainingData s_data = TestData.Random(symbols: 11, context: 2, count: 70, seed: 5);

    public static TheoryData<double, double> Bounds { get; } = new() { { 0.01, 0 }, { 0, 0.05 }, { 0.01, 0.02 } };

    /// <summary>torch.nn.utils.clip_grad_norm_ by hand: 3, 4 and 12 have the norm 13, and are multiplied by 2/(13 + 1e-6).</summary>
    [Fact]
    public void The_norm_is_that_of_all_gradients_together()
    {
        using var arena = new Arena<float>();
        var (one, other) = (Parameter(arena, 3, 4), Parameter(arena, 12));
        GradientClip<float, Lanes256<float>>.BoundNorm([one, other], 2);
        Assert.Equal([3 * 2 / 13.000001, 4 * 2 / 13.000001, 12 * 2 / 13.000001], new double[] { one.Gradient[0], one.Gradient[1], other.Gradient[0] }, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(0f, one.Gradient[2]);
    }

    [Fact]
    public void Gradients_below_the_bound_stay_as_they_are()
    {
        using var arena = new Arena<float>();
        var parameter = Parameter(arena, 3, 4);
        GradientClip<float, Lanes256<float>>.BoundNorm([parameter], 5.01);
        Assert.Equal([3f, 4f], [parameter.Gradient[0], parameter.Gradient[1]]);
    }

    /// <summary>As in PyTorch: an infinite norm makes finite gradients 0, and what is not a number spreads.</summary>
    [Fact]
    public void What_is_not_finite_is_not_hidden()
    {
        using var arena = new Arena<float>();
        var infinite = Parameter(arena, float.PositiveInfinity, 4);
        GradientClip<float, Lanes256<float>>.BoundNorm([infinite], 1);
        Assert.Equal([float.NaN, 0f], [infinite.Gradient[0], infinite.Gradient[1]]);
        var none = Parameter(arena, float.NaN, 4);
        GradientClip<float, Lanes256<float>>.BoundNorm([none], 1);
        Assert.Equal([float.NaN, float.NaN], [none.Gradient[0], none.Gradient[1]]);
        var bounded = Parameter(arena, float.NaN, 4, -4, 0.5f);
        GradientClip<float, Lanes256<float>>.Clamp(bounded.Gradient, 1, 16);
        Assert.Equal([float.NaN, 1, -1, 0.5f], [bounded.Gradient[0], bounded.Gradient[1], bounded.Gradient[2], bounded.Gradient[3]]);
    }

    /// <summary>A step of gradient descent is the learning rate times the gradient that is left.</summary>
    [Theory]
    [MemberData(nameof(Bounds))]
    public void A_step_is_bounded(double value, double norm)
    {
        var plain = Step(new TrainingSettings());
        var bounded = Step(new TrainingSettings { ClipValue = value, ClipNorm = norm });
        var expected = plain.Select(gradient => value > 0 ? Math.Clamp(gradient, -value, value) : gradient).ToArray();
        var length = Math.Sqrt(expected.Sum(gradient => gradient * gradient));
        Assert.True(plain.Max(Math.Abs) > 2 * 0.01 && (norm == 0 || length > norm));
        var factor = norm > 0 ? norm / (length + 1e-6) : 1;
        for (var i = 0; i < plain.Length; i++)
            Assert.Equal(factor * expected[i], bounded[i], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void A_run_has_the_same_bits_looked_at_or_not_and_goes_on_from_a_saved_state_without_allocating(double value, double norm)
    {
        var cell = Cell(new TrainingSettings { Steps = 300, ClipValue = value, ClipNorm = norm });
        using var unseen = new TrainingEngine().Start(cell, s_data, tap: null);
        unseen.Advance(40);
        var (losses, weights) = (unseen.Losses.ToArray(), unseen.Weights().SelectMany(tensor => tensor.Values).ToArray());
        Assert.Equal(0, Allocations.Least(() => unseen.Advance(30)));

        using var seen = new TrainingEngine().Start(cell, s_data, new Looks());
        seen.Advance(17);
        using var state = new MemoryStream();
        seen.Save(state);
        state.Position = 0;
        using var resumed = new TrainingEngine().Start(cell, s_data, new Looks());
        resumed.Restore(state);
        resumed.Advance(23);
        Assert.Equal(losses, resumed.Losses.ToArray());
        Assert.Equal(weights, resumed.Weights().SelectMany(tensor => tensor.Values));
    }

    /// <summary>A role's first step is that of a run with its decay everywhere; the others' are those without.</summary>
    [Theory]
    [InlineData(ModuleRole.Embedding, "sgd")]
    [InlineData(ModuleRole.Hidden, "adamw")]
    [InlineData(ModuleRole.Logits, "rmsprop")]
    [InlineData(ModuleRole.Norm, "adam")]
    public void Decay_by_role_acts_on_that_role_alone(ModuleRole role, string optimizer)
    {
        var decay = OptimizerCatalogue.Of(optimizer).Options.OfType<Sweeps.Training.Catalogues.NumberOption>().Single(option => option.ShortName is "weight_decay");
        var settings = new TrainingSettings { Optimizer = optimizer, OptimizerOptions = Sweeps.Training.Catalogues.OptionValues.None.With(decay, 0.0) };
        var some = Weights(Cell(settings with { DecayOf = new RoleRates(Of(ModuleRole.Embedding), Of(ModuleRole.Hidden), Of(ModuleRole.Logits), Of(ModuleRole.Norm)) }));
        var all = Weights(Cell(settings with { OptimizerOptions = Sweeps.Training.Catalogues.OptionValues.None.With(decay, 0.25) }));
        var none = Weights(Cell(settings));
        var names = some.Keys.Where(name => name.StartsWith(role switch { ModuleRole.Embedding => "Embedding", ModuleRole.Norm => "LayerNorm", ModuleRole.Logits => "Linear.2", _ => "Linear" }, StringComparison.Ordinal)
            && (role != ModuleRole.Hidden || !name.StartsWith("Linear.2", StringComparison.Ordinal))).ToHashSet(StringComparer.Ordinal);
        Assert.Contains(names, name => !all[name].SequenceEqual(none[name]));
        Assert.All(some, tensor => Assert.Equal((names.Contains(tensor.Key) ? all : none)[tensor.Key], tensor.Value));

        double? Of(ModuleRole one) => one == role ? 0.25 : null;
    }

    private static Parameter<float> Parameter(Arena<float> arena, params float[] gradient)
    {
        var parameter = new Parameter<float>("Linear.0", 1, 16, isFanInFirst: false, [new("weight", 0, gradient.Length, IsMatrix: true)]) { Value = arena.Allocate(16), Gradient = arena.Allocate(16) };
        gradient.CopyTo(new Span<float>(parameter.Gradient, 16));
        return parameter;
    }

    /// <summary>What the first step takes from the weights, by the rate.</summary>
    private static double[] Step(TrainingSettings settings)
    {
        using var run = new TrainingEngine().Start(Cell(settings), s_data, tap: null);
        var before = run.Weights().SelectMany(tensor => tensor.Values).ToArray();
        run.Advance(1);
        return [.. before.Zip(run.Weights().SelectMany(tensor => tensor.Values), (old, now) => ((double)old - now) / Rate)];
    }

    private static Dictionary<string, float[]> Weights(CellSettings cell)
    {
        using var run = new TrainingEngine().Start(cell, s_data, tap: null);
        run.Advance(1);
        return run.Weights().ToDictionary(tensor => tensor.Name, tensor => tensor.Values, StringComparer.Ordinal);
    }

    private static CellSettings Cell(TrainingSettings settings) => new(
        new NetworkSettings { VocabularySize = 11, Context = 2, Embedding = 3, Width = 7, Depth = 1, Norm = "layer" },
        settings with { BatchSize = 9, LearningRate = Rate, L2Penalty = 0.01 });

    private sealed class Looks : ITrainingTap
    {
        public TensorKinds Wants(int step) => step % 3 == 0 ? TensorKinds.WeightGradient | TensorKinds.Step : TensorKinds.WeightGradient;

        public void Observe(IStepView step)
        {
        }
    }
}
