using Sweeps.Engine.Parametrizations;
using Sweeps.Engine.Training;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Parametrizations;

/// <summary>The coordinate check of Tensor Programs V (its appendix D.1): the mean size of what flows out of each linear layer after some steps of training must neither grow nor shrink with the width.</summary>
public sealed class CoordinateCheckTests
{
    private const int Base = 32;

    // Growth by less than a sixth for every doubling of the width; a wrong factor of the width makes it double.
    private const double Steep = 0.2;

    private static readonly int[] s_widths = [32, 64, 128, 256];

    [Theory]
    [InlineData("adam", 0.02)]
    [InlineData("adamw", 0.02)]
    [InlineData("rmsprop", 0.005)]
    [InlineData("sgd", 0.5)]
    public void Mup_passes(string optimizer, double rate) => Assert.All(Slopes("mup", optimizer, rate, Right), slope => Assert.InRange(slope, -Steep, Steep));

    [Theory]
    [InlineData("adam", 0.02, 1)]
    [InlineData("rmsprop", 0.005, 1)]
    public void The_standard_parametrization_fails(string optimizer, double rate, int layer) => Assert.True(Math.Abs(Slopes("standard", optimizer, rate, Right)[layer]) > Steep);

    /// <summary>Factors of the width that are not mup's, by what the definition can set: the check finds each in the layer that it is in.</summary>
    [Theory]
    [InlineData("rate of the hidden weights", "adam", 1)]
    [InlineData("rate of the output weights", "adam", 2)]
    [InlineData("deviation of the hidden weights", "sgd", 1)]
    [InlineData("deviation of the hidden weights", "adam", 1)]
    [InlineData("deviation of the input weights", "adam", 0)]
    public void A_planted_wrong_factor_fails(string what, string optimizer, int layer)
    {
        var slopes = Slopes("mup", optimizer, optimizer is "sgd" ? 0.5 : 0.02, (cell, multiple) => what switch
        {
            "rate of the hidden weights" => cell with { Training = cell.Training with { RateOf = new RoleRates(null, cell.Training.LearningRate * multiple, null, null) } },
            "rate of the output weights" => cell with { Training = cell.Training with { RateOf = new RoleRates(null, null, cell.Training.LearningRate * multiple, null) } },
            "deviation of the hidden weights" => cell with { Network = cell.Network with { Init = new InitSettings { Scheme = "kaiming_normal", Gain = Math.Sqrt(2 * multiple) } } },
            "deviation of the input weights" => cell with { Network = cell.Network with { Init = new InitSettings { Scheme = "kaiming_normal", Gain = Math.Sqrt(2 / multiple) } } },
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Nothing to plant."),
        });
        Assert.True(Math.Abs(slopes[layer]) > Steep, $"{slopes[layer]}");
    }

    private static CellSettings Right(CellSettings cell, double multiple) => cell;

    /// <summary>How the logarithm of the size of each linear layer's output after eight steps grows with that of the width.</summary>
    private static double[] Slopes(string parametrization, string optimizer, double rate, Func<CellSettings, double, CellSettings> plant)
    {
        var sizes = s_widths.Select(width => Sizes(parametrization, optimizer, rate, width, plant)).ToArray();
        return [.. Enumerable.Range(0, 3).Select(layer => MathNet.Numerics.Fit.Line(
            [.. s_widths.Select(width => Math.Log2(width))], [.. sizes.Select(size => Math.Log2(size[layer]))]).Item2)];
    }

    private static double[] Sizes(string parametrization, string optimizer, double rate, int width, Func<CellSettings, double, CellSettings> plant)
    {
        var sums = new double[3];
        const int seeds = 3;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var cell = new CellSettings(
                new NetworkSettings
                {
                    VocabularySize = 27,
                    Context = 3,
                    Embedding = 10,
                    Width = width,
                    Depth = 1,
                    Activation = "relu",
                    Parametrization = parametrization,
                    ParametrizationOptions = OptionValues.None.With(MaximalUpdate.Base, Base),
                    Init = new InitSettings { Scheme = "kaiming_normal" },
                },
                new TrainingSettings { Steps = 8, BatchSize = 64, LearningRate = rate, Optimizer = optimizer, Seed = (ulong)seed });
            var tap = new LastSizes();
            using var run = new TrainingEngine().Start(plant(cell, (double)width / Base), TestData.Random(27, 3, 400, seed: 5), tap);
            run.Advance(8);
            for (var layer = 0; layer < 3; layer++)
                sums[layer] += tap.Sizes[layer] / seeds;
        }

        return sums;
    }

    private sealed class LastSizes : ITrainingTap
    {
        public double[] Sizes { get; } = new double[3];

        public TensorKinds Wants(int step) => step == 7 ? TensorKinds.Output : TensorKinds.None;

        public void Observe(IStepView step)
        {
            foreach (var module in step.Modules.Where(module => module.IsLinear))
                Sizes[module.Number] = TestData.Numbers(step.Tensor(module, TensorKinds.Output)).Average(number => (double)Math.Abs(number));
        }
    }
}
