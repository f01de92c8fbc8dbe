using Sweeps.Numerics;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Torch.Tests.Training;

/// <summary>What taps see, beside what they see of the managed engine.</summary>
[Kind(TestKind.Torch)]
public sealed class TapTests
{
    private const TensorKinds All = TensorKinds.Output | TensorKinds.OutputGradient | TensorKinds.Weight | TensorKinds.WeightGradient | TensorKinds.Step;

    /// <summary>Of a tensor's largest number. At the third step, after two updates.</summary>
    private const double Tolerance = 2e-5;

    public static TheoryData<string, ResidualKind, bool, string> Networks => new()
    {
        { "none", ResidualKind.None, true, "sgd" },
        { "none", ResidualKind.None, false, "adam" },
        { "batch", ResidualKind.None, true, "sgd" },
        { "layer", ResidualKind.None, true, "sgd" },
        { "rms", ResidualKind.None, false, "sgd" },
        { "layer", ResidualKind.PreActivation, true, "sgd" },
        { "layer", ResidualKind.PreActivationPlain, false, "sgd" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_tensor_is_that_of_the_managed_engine(string norm, ResidualKind residual, bool symbols, string optimizer)
    {
        var cell = TestData.Cell(symbols, symbols, steps: 3);
        cell = cell with { Network = cell.Network with { Norm = norm, Residual = residual, NormalizeLogits = true }, Training = cell.Training with { Optimizer = optimizer, LearningRate = 0.01 } };
        var (ours, theirs) = (Look(Engines.Managed, cell, symbols), Look(Engines.Torch, cell, symbols));
        Assert.Equal(ours.Modules, theirs.Modules);
        Assert.Equal(ours.Tensors.Keys.Order(), theirs.Tensors.Keys.Order());
        Assert.Equal(ours.Modules.Count * 2 + ours.Modules.Count(module => module.HasWeight) * 3 + ours.Modules.Count(module => module.Role != ModuleRole.Embedding), ours.Tensors.Count);
        foreach (var (name, expected) in ours.Tensors)
        {
            var actual = theirs.Tensors[name];
            Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
            var largest = expected.Cast<float>().Max(Math.Abs);
            Assert.True(largest > 0, name);
            var distance = expected.Cast<float>().Zip(actual.Cast<float>(), (a, b) => Math.Abs(a - b)).Max();
            Assert.True(distance <= Tolerance * largest, $"{name}: {distance} of {largest}");
        }
    }

    [Fact]
    public void A_tap_is_shown_the_weights_before_the_update_and_the_step_to_those_after_it()
    {
        var cell = TestData.Cell(steps: 2);
        var tap = new Recorder(_ => All);
        using var run = Engines.Torch.Start(cell, TestData.Symbols, tap);
        using var untapped = Engines.Torch.Start(cell, TestData.Symbols, null);
        var before = Values(untapped.Weights());
        run.Advance(1);
        untapped.Advance(1);
        var after = Values(untapped.Weights());
        foreach (var module in tap.Modules.Where(module => module.HasWeight))
        {
            var (shown, step) = (tap.Tensors[$"{module.Name} Weight"].Cast<float>(), tap.Tensors[$"{module.Name} Step"].Cast<float>());
            Assert.Equal(before[$"{module.Name}.weight"], shown);
            Assert.Equal(after[$"{module.Name}.weight"].Zip(shown, (a, b) => a - b), step);
        }
    }

    [Fact]
    public void What_was_not_wanted_cannot_be_had()
    {
        var tap = new Recorder(_ => TensorKinds.Weight, view => Assert.Throws<InvalidOperationException>(() => view.Tensor(view.Modules[0], TensorKinds.Output).Rows));
        using var run = Engines.Torch.Start(TestData.Cell(steps: 1), TestData.Symbols, tap);
        run.Advance(1);
        Assert.True(tap.Looks == 1);
    }

    private static Dictionary<string, float[]> Values(IEnumerable<NamedTensor> tensors) => tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Values);

    private static Recorder Look(ITrainingEngine engine, CellSettings cell, bool symbols)
    {
        var recorder = new Recorder(step => step == cell.Training.Steps - 1 ? All : TensorKinds.None);
        using var run = engine.Start(cell, TestData.Draw(symbols, symbols), recorder);
        run.Advance(cell.Training.Steps);
        return recorder;
    }

    /// <summary>Copies every tensor of the steps that it looks at.</summary>
    private sealed class Recorder(Func<int, TensorKinds> wants, Action<IStepView>? look = null) : ITrainingTap
    {
        public Dictionary<string, float[,]> Tensors { get; } = [];

        public IReadOnlyList<ModuleInfo> Modules { get; private set; } = [];

        public int Looks { get; private set; }

        public TensorKinds Wants(int step) => wants(step);

        public void Observe(IStepView step)
        {
            Looks++;
            Modules = step.Modules;
            if (look is not null)
            {
                look(step);
                return;
            }

            foreach (var module in step.Modules)
            {
                foreach (var kind in Enum.GetValues<TensorKinds>().Where(kind => kind != TensorKinds.None && step.Has(module, kind)))
                    Tensors[$"{module.Name} {kind}"] = Copy(step.Tensor(module, kind));
                if (module.Role != ModuleRole.Embedding)
                    Tensors[$"{module.Name} Input"] = Copy(step.Input(module));
            }
        }

        private static float[,] Copy(TensorView view)
        {
            var copy = new float[view.Rows, view.Columns];
            for (var row = 0; row < view.Rows; row++)
                for (var column = 0; column < view.Columns; column++)
                    copy[row, column] = view[row, column];
            return copy;
        }
    }
}
