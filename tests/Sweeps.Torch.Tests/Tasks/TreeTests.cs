using Sweeps.Tests;
using Sweeps.Torch.Tasks;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>What is seen of a network of one's own, and what is said to be not seen.</summary>
[Kind(TestKind.Torch)]
public sealed class TreeTests
{
    private const int Features = TestData.Features;
    private const int Classes = TestData.Classes;

    [Fact]
    public void Modules_have_their_order_roles_and_sizes()
    {
        var described = Describe(_ => nn.Sequential(
            ("image", nn.Unflatten(1, [1, 1, Features])), ("conv", nn.Conv2d(1, 3, (1, 2))), ("norm", nn.BatchNorm2d(3)), ("relu", nn.ReLU()), ("flat", nn.Flatten()), ("logits", nn.Linear(12, Classes))));
        Assert.Empty(described.Unseen);
        Assert.Equal(
            ["Unflatten.0 image Other", "Conv2d.0 conv Hidden", "BatchNorm2d.0 norm Norm", "ReLU.0 relu Activation", "Flatten.0 flat Other", "Linear.0 logits Logits"],
            described.Modules.Select(module => $"{module.Name} {module.Path} {module.Role}"));
        // 1 × 1 × 5 pixels become 3 channels at 1 × 4 positions, each of a 1 × 2 patch.
        Assert.Equal((2, 3, 4), (described.Modules[1].Inputs, described.Modules[1].Outputs, described.Modules[1].Positions));
        Assert.Equal((3 * 2) + 3 + 3 + 3 + (12 * Classes) + Classes, described.ParameterCount);
    }

    [Fact]
    public void Images_and_weights_are_matrices_of_channels()
    {
        var looks = Look(_ => nn.Sequential(("image", nn.Unflatten(1, [1, 1, Features])), ("conv", nn.Conv2d(1, 3, (1, 2))), ("flat", nn.Flatten()), ("logits", nn.Linear(12, Classes))), steps: 1);
        var (rows, columns, conv) = looks.Seen[(0, "Conv2d.0", TensorKinds.Output)];
        Assert.Equal((9 * 4, 3), (rows, columns));
        // Flatten takes N×C×H×W as it lies: channel after channel; the matrix has a row per position.
        var flat = looks.Seen[(0, "Flatten.0", TensorKinds.Output)].Numbers;
        for (var sample = 0; sample < 9; sample++)
            for (var channel = 0; channel < 3; channel++)
                for (var position = 0; position < 4; position++)
                    Assert.Equal(flat[(sample * 12) + (channel * 4) + position], conv[(((sample * 4) + position) * 3) + channel]);
        Assert.Equal((3, 2), (looks.Seen[(0, "Conv2d.0", TensorKinds.Weight)].Rows, looks.Seen[(0, "Conv2d.0", TensorKinds.Weight)].Columns));
    }

    [Fact]
    public void A_steps_tensors_belong_together()
    {
        var looks = Look(_ => nn.Linear(Features, Classes), steps: 2);
        var gradient = looks.Seen[(0, "Linear.0", TensorKinds.OutputGradient)].Numbers;
        // The gradient of a mean cross-entropy: for each sample, softmax minus the target's 1, over the batch; a row sums to 0.
        for (var sample = 0; sample < 9; sample++)
            Assert.Equal(0, gradient.Skip(sample * Classes).Take(Classes).Sum(), 1e-6);
        var (before, step, after) = (looks.Seen[(0, "Linear.0", TensorKinds.Weight)].Numbers, looks.Seen[(0, "Linear.0", TensorKinds.Step)].Numbers, looks.Seen[(1, "Linear.0", TensorKinds.Weight)].Numbers);
        Assert.All(Enumerable.Range(0, before.Length), i => Assert.Equal(after[i] - before[i], step[i]));
        // The first step of Adam is the learning rate against the gradient's sign.
        var weightGradient = looks.Seen[(0, "Linear.0", TensorKinds.WeightGradient)].Numbers;
        Assert.All(Enumerable.Range(0, before.Length), i => Assert.True(Math.Abs(weightGradient[i]) < 1e-6 || Math.Abs(step[i] + (0.01 * Math.Sign(weightGradient[i]))) < 1e-4));
    }

    [Fact]
    public void In_place_activations_hide_nothing()
    {
        nn.Module Made(bool inPlace) => nn.Sequential(("0", nn.Linear(Features, 7)), ("1", nn.ReLU(inPlace)), ("2", nn.Linear(7, Classes)));
        var (apart, within) = (Look(_ => Made(inPlace: false), steps: 3), Look(_ => Made(inPlace: true), steps: 3));
        Assert.Empty(Describe(_ => Made(inPlace: true)).Unseen);
        Assert.Equal(apart.Seen.Keys, within.Seen.Keys);
        Assert.All(apart.Seen, seen => Assert.Equal(seen.Value.Numbers, within.Seen[seen.Key].Numbers));
        Assert.All(apart.Inputs, input => Assert.Equal(input.Value, within.Inputs[input.Key]));
        Assert.Contains(apart.Inputs[(0, "ReLU.0")], number => number < 0);
    }

    [Fact]
    public void A_module_that_is_called_twice_has_two_outputs_and_one_weight()
    {
        var described = Describe(_ => new Twice());
        Assert.Equal(["Linear.0", "Tanh.0", "Linear.0[1]", "Tanh.0[1]", "Linear.1"], described.Modules.Select(module => module.Name));
        var looks = Look(_ => new Twice(), steps: 1);
        Assert.True(looks.Seen.ContainsKey((0, "Linear.0[1]", TensorKinds.OutputGradient)));
        Assert.False(looks.Seen.ContainsKey((0, "Linear.0[1]", TensorKinds.Weight)));
        Assert.NotEqual(looks.Seen[(0, "Tanh.0", TensorKinds.Output)].Numbers, looks.Seen[(0, "Tanh.0[1]", TensorKinds.Output)].Numbers);
    }

    [Fact]
    public void A_child_that_is_invoked_by_forward_is_named()
    {
        var described = Describe(_ => new Forwarding());
        Assert.Equal(["hidden (Linear): its output is not seen, because nothing invoked it by call(): forward() was invoked, or it was not used"], described.Unseen);
        var hidden = Assert.Single(described.Modules, module => module.Path is "hidden");
        Assert.False(hidden.HasOutput);
        // Its weight is seen all the same.
        Assert.True(Look(_ => new Forwarding(), steps: 1).Seen.ContainsKey((0, hidden.Name, TensorKinds.WeightGradient)));
    }

    [Fact]
    public void A_module_that_computes_natively_says_which_weights_are_not_seen()
    {
        var unseen = Describe(_ => new Native()).Unseen;
        Assert.All(unseen, sentence => Assert.StartsWith("encoder (TransformerEncoderLayer): ", sentence, StringComparison.Ordinal));
        Assert.Contains(unseen, sentence => sentence.Contains("its output is not seen", StringComparison.Ordinal));
        Assert.Contains(unseen, sentence => sentence.Contains("its parts are not seen, because it computes them natively: self_attn.in_proj_weight, ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_activation_with_options_that_the_catalogue_has_not_has_no_curve()
    {
        Func<nn.Module<Tensor, Tensor>>[] known = [() => nn.Softplus(), () => nn.LeakyReLU(0.3), () => nn.ELU(0.5), () => nn.GELU(), () => nn.SELU(), () => nn.SiLU(), () => nn.Mish(), () => nn.Sigmoid(), () => nn.Tanh(), () => nn.ReLU()];
        Func<nn.Module<Tensor, Tensor>>[] others = [() => nn.Softplus(2), () => nn.Softplus(1, 3)];
        Assert.All(known, activation => Assert.Empty(Unseen(activation)));
        Assert.All(others, activation => Assert.Contains("saturation is not measured, because no curve is known of this activation with its options", Assert.Single(Unseen(activation)), StringComparison.Ordinal));
        // The curve is that of the module's own option: 0.3·x, and 0.5·(eˣ − 1), at −2.
        Assert.Equal(-0.6, At(() => nn.LeakyReLU(0.3)), 1e-12);
        Assert.Equal(0.5 * (Math.Exp(-2) - 1), At(() => nn.ELU(0.5)), 1e-12);

        static RunDescription With(Func<nn.Module<Tensor, Tensor>> activation) => Describe(_ => nn.Sequential(("0", nn.Linear(Features, Classes)), ("1", activation())));
        static IReadOnlyList<string> Unseen(Func<nn.Module<Tensor, Tensor>> activation) => With(activation).Unseen;
        static double At(Func<nn.Module<Tensor, Tensor>> activation) => With(activation).Modules[1].Curve!.Value(-2);
    }

    [Fact]
    public void A_network_that_fails_is_refused_with_the_reason()
    {
        var cell = new SmallTask(_ => nn.Linear(Features + 1, Classes)).Cell();
        Assert.Contains("fails on a batch of 9: mat1 and mat2 shapes cannot be multiplied", Engines.Torch.Refuses(cell), StringComparison.Ordinal);
    }

    private static RunDescription Describe(Func<TorchTaskSettings, nn.Module> module) => Engines.Torch.Describe(new SmallTask(module).Cell());

    private static Looks Look(Func<TorchTaskSettings, nn.Module> module, int steps)
    {
        var looks = new Looks();
        using var run = Engines.Torch.Start(new SmallTask(module).Cell(steps), SmallTask.Examples, looks);
        run.Advance(steps);
        return looks;
    }

    private sealed class Twice : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear _hidden = nn.Linear(Features, Features);
        private readonly TorchSharp.Modules.Tanh _activation = nn.Tanh();
        private readonly TorchSharp.Modules.Linear _logits = nn.Linear(Features, Classes);

        public Twice()
            : base(nameof(Twice)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            for (var i = 0; i < 2; i++)
                input = _activation.call(_hidden.call(input));
            return _logits.call(input);
        }
    }

    private sealed class Forwarding : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear hidden = nn.Linear(Features, 6);
        private readonly TorchSharp.Modules.Linear logits = nn.Linear(6, Classes);

        public Forwarding()
            : base(nameof(Forwarding)) => RegisterComponents();

        public override Tensor forward(Tensor input) => logits.call(hidden.forward(input).relu());
    }

    private sealed class Native : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.TransformerEncoderLayer encoder = nn.TransformerEncoderLayer(Features, 1, 8, dropout: 0);
        private readonly TorchSharp.Modules.Linear logits = nn.Linear(Features, Classes);

        public Native()
            : base(nameof(Native)) => RegisterComponents();

        public override Tensor forward(Tensor input) => logits.call(encoder.call(input.unsqueeze(0), null!, null!).squeeze(0));
    }
}
