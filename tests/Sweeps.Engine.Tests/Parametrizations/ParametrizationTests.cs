using MathNet.Numerics.Statistics;
using Sweeps.Engine.Initialisations;
using Sweeps.Engine.Parametrizations;
using Sweeps.Engine.Tests.Checks;
using Sweeps.Engine.Training;
using Sweeps.Numerics.Random;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Tests.Parametrizations;

/// <summary>What holds for the parametrizations of the catalogue, with Table 8 of Tensor Programs V and the formulas of the others written out.</summary>
public sealed class ParametrizationTests
{
    private const double LearningRate = 0.01;

    public static TheoryData<string> All { get; } = [.. ParametrizationCatalogue.All.Names];

    public static MatrixTheoryData<string, ResidualKind> Networks { get; } = new(ParametrizationCatalogue.All.Names, Enum.GetValues<ResidualKind>());

    /// <summary>A network four times as wide as its base: the columns SGD LR and Adam LR of Table 8, by 4 instead of by n.</summary>
    [Theory]
    [InlineData("sgd", 4, 1, 4, 4, 1)]
    [InlineData("adam", 1, 0.25, 1, 1, 1)]
    [InlineData("adamw", 1, 0.25, 1, 1, 1)]
    [InlineData("rmsprop", 1, 0.25, 1, 1, 1)]
    public void Mup_has_the_learning_rates_of_Table_8(string optimizer, double input, double hidden, double output, double vectors, double finite)
    {
        var expected = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["Embedding.0.weight"] = finite,
            ["Linear.0.weight"] = input,
            ["Linear.0.bias"] = vectors,
            ["LayerNorm.0.weight"] = vectors,
            ["LayerNorm.0.bias"] = vectors,
            ["Linear.1.weight"] = hidden,
            ["Linear.1.bias"] = vectors,
            ["LayerNorm.1.weight"] = vectors,
            ["LayerNorm.1.bias"] = vectors,
            ["Linear.2.weight"] = output,
            ["Linear.2.bias"] = finite,
            ["LayerNorm.2.weight"] = finite,
            ["LayerNorm.2.bias"] = finite,
        };
        var cell = Cell("mup", 20, optimizer, norm: "layer");
        var looks = new Looks();
        using var run = new TrainingEngine().Start(cell, Data(), looks);
        var before = run.Weights();
        run.Advance(1);

        Assert.Equal(expected.Keys, before.Select(tensor => tensor.Name));
        foreach (var ((old, now), gradient) in before.Zip(run.Weights()).Zip(looks.Gradients))
        {
            Assert.Equal(old.Name, gradient.Name);
            for (var i = 0; i < old.Values.Length; i++)
            {
                // Below, what optimizers add to divisors counts.
                if (Math.Abs(gradient.Values[i]) > 1e-4)
                {
                    var step = -LearningRate * expected[old.Name] * Taken(optimizer, gradient.Values[i]);
                    Assert.Equal(step, now.Values[i] - (old.Values[i] * Kept(optimizer)), 1e-6 + (2e-3 * Math.Abs(step)));
                }
            }
        }

        Assert.All(looks.Rates, rate => Assert.Equal(LearningRate * expected.GetValueOrDefault($"{rate.Key}.weight", 1), rate.Value, 1e-9));

        // The first step of RMSprop is g/√(0.01·g²), and AdamW takes its usual decay off whatever the factor on the rate is.
        static double Taken(string optimizer, double gradient) => optimizer switch { "sgd" => gradient, "rmsprop" => 10 * Math.Sign(gradient), _ => Math.Sign(gradient) };

        static double Kept(string optimizer) => optimizer is "adamw" ? 1 - (LearningRate * 0.01) : 1;
    }

    /// <summary>The row Init. Var. of Table 8: constant for what has one dimension that grows, by the fan-in for what has two; at the base width that of the scheme.</summary>
    [Fact]
    public void Mup_draws_the_deviations_of_Table_8_whatever_the_scheme()
    {
        foreach (var (scheme, layout) in InitialisationCatalogue.All.Names.SelectMany(name => Enum.GetValues<WeightLayout>().Select(layout => (name, layout))))
        {
            var (narrow, wide) = (Deviations("standard", 100), Deviations("mup", 400));
            Assert.Equal(narrow[0], wide[0], 0.03 * narrow[0]);
            Assert.Equal(narrow[1] / 2, wide[1], 0.03 * narrow[1]);
            Assert.Equal(narrow[2], wide[2], 0.03 * narrow[2]);

            double[] Deviations(string parametrization, int width)
            {
                var network = new NetworkSettings
                {
                    Features = 60,
                    Outputs = 50,
                    Width = width,
                    Depth = 1,
                    Parametrization = parametrization,
                    ParametrizationOptions = OptionValues.None.With(MaximalUpdate.Base, 100),
                    Init = new InitSettings { Scheme = scheme, Layout = layout },
                };
                var first = new FirstWeights(network, ManagedModels.Catalogue);
                return [.. Architecture.Modules(network, ManagedModels.Catalogue).Where(module => module.IsLinear)
                    .Select(module => ArrayStatistics.StandardDeviation([.. first.Weight(module, new TorchGenerator(5)).Select(value => (double)value)]))];
            }
        }
    }

    /// <summary>Biases are vectors, whose variance does not depend on the width.</summary>
    [Fact]
    public void Mup_draws_uniform_biases_as_at_the_base_width()
    {
        var network = new NetworkSettings
        {
            Features = 25,
            Outputs = 200,
            Width = 400,
            Depth = 1,
            Parametrization = "mup",
            ParametrizationOptions = OptionValues.None.With(MaximalUpdate.Base, 100),
            Init = new InitSettings { Hidden = new LayerInit { Bias = BiasInit.Uniform }, Logits = new LayerInit { Bias = BiasInit.Uniform } },
        };
        var first = new FirstWeights(network, ManagedModels.Catalogue);
        var largest = Architecture.Modules(network, ManagedModels.Catalogue).Where(module => module.IsLinear).Select(module => first.Bias(module, new TorchGenerator(5))!.Max(Math.Abs)).ToList();
        Assert.Equal(0.2, largest[0], 0.002);
        Assert.Equal(0.1, largest[1], 0.002);
        Assert.Equal(0.1, largest[2], 0.002);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void At_the_base_width_mup_is_the_standard_parametrization_to_the_bit(string optimizer)
    {
        using var standard = new TrainingEngine().Start(Cell("standard", 5, optimizer), Data(), tap: null);
        using var mup = new TrainingEngine().Start(Cell("mup", 5, optimizer), Data(), tap: null);
        standard.Advance(8);
        mup.Advance(8);
        Assert.Equal(standard.Losses.ToArray(), mup.Losses.ToArray());
        Assert.Equal(standard.Weights().SelectMany(tensor => tensor.Values), mup.Weights().SelectMany(tensor => tensor.Values));
    }

    /// <summary>Weights of deviation 1, whatever the scheme, times the factor: the first logits of a network without hidden layers between, summed in double precision.</summary>
    [Theory]
    [InlineData("ntk", 0.6, 1.3)]
    [InlineData("mean_field", 0.6, 1.3 / 3)]
    public void Factors_are_gain_by_the_root_of_the_fan_in(string parametrization, double hidden, double logits)
    {
        var network = new NetworkSettings
        {
            VocabularySize = 4,
            Context = 1,
            Embedding = 7,
            Width = 9,
            Depth = 0,
            Activation = "tanh",
            Parametrization = parametrization,
            Init = new InitSettings { Scheme = "xavier_uniform", Gain = 0.6, Hidden = new LayerInit { Bias = BiasInit.Normal }, Logits = new LayerInit { Gain = 1.3 } },
        };
        using var run = new TrainingEngine().Start(new CellSettings(network, new TrainingSettings { BatchSize = 1 }), TestData.Random(4, 1, 10, seed: 1), tap: null);
        var weights = run.Weights().ToDictionary(tensor => tensor.Name, tensor => tensor, StringComparer.Ordinal);
        var drawn = new float[63];
        new TorchGenerator(1).Normal(drawn);
        Assert.Equal(drawn, weights["Linear.0.weight"].Values);
        using var trained = new TrainingEngine().Load(network, weights);
        var output = new float[4];
        trained.Logits([2], output);

        var units = Enumerable.Range(0, 9).Select(unit => Math.Tanh(
            (hidden / Math.Sqrt(7) * Enumerable.Range(0, 7).Sum(i => (double)drawn[(unit * 7) + i] * weights["Embedding.0.weight"].Values[14 + i])) + weights["Linear.0.bias"].Values[unit])).ToArray();
        for (var i = 0; i < 4; i++)
            Assert.Equal(logits / 3 * units.Select((unit, place) => unit * weights["Linear.1.weight"].Values[(i * 9) + place]).Sum(), output[i], 1e-6);
    }

    /// <summary>
    /// The network of “The boundary of neural network trainability is fractal”: f(x) = W₁·tanh(√2·W₀·x/√n)/n of standard normal weights without biases, mean squared error over all examples,
    /// and a learning rate for each layer; written out in double precision.
    /// </summary>
    [Fact]
    public void Mean_field_trains_the_network_of_the_trainability_fractal()
    {
        const int n = 16;
        var (rate0, rate1) = (3.0, 40.0);
        var generator = new TorchGenerator(7);
        var (x, y) = (new float[n * n], new float[n]);
        generator.Normal(x);
        generator.Normal(y);
        var set = new ExampleSet(new NumberInputs(n, x), new NumberTargets(1, y));
        var data = new TrainingData(new FeatureShape(n), new NumberShape(1), set, set, set);
        var network = new NetworkSettings
        {
            Features = n,
            Outputs = 1,
            Width = n,
            Depth = 0,
            Activation = "tanh",
            Parametrization = "mean_field",
            Init = new InitSettings { Gain = Math.Sqrt(2), Hidden = new LayerInit { Bias = BiasInit.None }, Logits = new LayerInit { Bias = BiasInit.None, Gain = 1 } },
        };
        var training = new TrainingSettings { Steps = 50, BatchSize = n, RateOf = new RoleRates(null, rate0, rate1, null) };
        using var run = new TrainingEngine().Start(new CellSettings(network, training) { Task = Sweeps.Training.Tasks.TrainingTasks.Regression }, data, tap: null);
        var w = run.Weights().ToDictionary(tensor => tensor.Name, tensor => tensor.Values.Select(value => (double)value).ToArray(), StringComparer.Ordinal);
        Assert.Equal(["Linear.0.weight", "Linear.1.weight"], w.Keys);
        run.Advance(50);

        var losses = Enumerable.Range(0, 50).Select(_ => Descend(w["Linear.0.weight"], w["Linear.1.weight"])).ToList();
        Assert.True(losses[^1] < 0.8 * losses[0]);
        Assert.All(losses.Zip(run.Losses.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * pair.First));

        double Descend(double[] w0, double[] w1)
        {
            var (loss, g0, g1) = (0.0, new double[n * n], new double[n]);
            for (var example = 0; example < n; example++)
            {
                var h = Enumerable.Range(0, n).Select(i => Math.Tanh(Math.Sqrt(2) * Enumerable.Range(0, n).Sum(j => w0[(i * n) + j] * x[(example * n) + j]) / Math.Sqrt(n))).ToArray();
                var off = (h.Select((value, i) => value * w1[i]).Sum() / Math.Sqrt(n) / Math.Sqrt(n)) - y[example];
                loss += off * off / n;
                for (var i = 0; i < n; i++)
                {
                    g1[i] += 2 * off / n * h[i] / n;
                    for (var j = 0; j < n; j++)
                        g0[(i * n) + j] += 2 * off / n * w1[i] / n * (1 - (h[i] * h[i])) * Math.Sqrt(2) * x[(example * n) + j] / Math.Sqrt(n);
                }
            }

            for (var i = 0; i < n * n; i++)
                w0[i] -= rate0 * g0[i];
            for (var i = 0; i < n; i++)
                w1[i] -= rate1 * g1[i];
            return loss;
        }
    }

    [Kind(TestKind.Long)]
    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_those_of_the_chain_and_of_differences(string parametrization, ResidualKind residual)
    {
        foreach (var (width, features) in ((int, int)[])[(6, 0), (17, 5)])
        {
            var settings = new NetworkSettings
            {
                VocabularySize = features == 0 ? 5 : 0,
                Features = features,
                Outputs = 5,
                Context = 2,
                Embedding = 3,
                Width = width,
                Depth = 1,
                Activation = "tanh",
                Residual = residual,
                Parametrization = parametrization,
                ParametrizationOptions = OptionValues.None.With(MaximalUpdate.Base, 4),
            };
            NetworkCheckTests.AssertHolds(settings, samples: 7, numbers: 40);
        }
    }

    /// <summary>A linear layer's input is the output of the module before it, not what its factor makes of it.</summary>
    [Fact]
    public void What_flows_into_a_layer_is_shown_without_its_factor()
    {
        var looks = new Looks();
        using var run = new TrainingEngine().Start(Cell("ntk", 9, "sgd"), Data(), looks);
        run.Advance(1);
        Assert.NotEmpty(looks.Inputs);
        Assert.All(looks.Inputs, pair => Assert.Equal(pair.Before, pair.Into));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_parametrization_is_described(string name)
    {
        var kind = ParametrizationCatalogue.All.Get(name);
        Assert.Matches("^[a-z][a-z0-9_]*$", kind.Name);
        Assert.Matches("[a-z]", kind.Formula);
        Assert.Matches("[0-9]{4}$", kind.Source);
        Assert.All(kind.Options, option => Assert.StartsWith("model.", option.Name, StringComparison.Ordinal));
        Assert.Equal(kind.BaseWidth(OptionValues.None) is not null, kind.ScalesRates);
    }

    private static TrainingData Data() => TestData.Random(6, 2, 40, seed: 1);

    private static CellSettings Cell(string parametrization, int width, string optimizer, string norm = "none") => new(
        new NetworkSettings
        {
            VocabularySize = 6,
            Context = 2,
            Embedding = 3,
            Width = width,
            Depth = 1,
            Activation = "tanh",
            Norm = norm,
            NormalizeLogits = norm is not "none",
            Parametrization = parametrization,
            ParametrizationOptions = OptionValues.None.With(MaximalUpdate.Base, 5),
        },
        new TrainingSettings { Steps = 8, BatchSize = 8, LearningRate = LearningRate, Optimizer = optimizer });

    private sealed class Looks : ITrainingTap
    {
        public IReadOnlyList<NamedTensor> Gradients { get; private set; } = [];

        public Dictionary<string, double> Rates { get; } = new(StringComparer.Ordinal);

        public List<(float[] Before, float[] Into)> Inputs { get; } = [];

        public TensorKinds Wants(int step) => step == 0 ? TensorKinds.WeightGradient | TensorKinds.Output : TensorKinds.None;

        public void Observe(IStepView step)
        {
            Gradients = step.ParameterGradients();
            foreach (var module in step.Modules)
            {
                Rates.Add(module.Name, step.LearningRateOf(module));
                if (module.Index > 0)
                    Inputs.Add((TestData.Numbers(step.Tensor(step.Modules[module.Index - 1], TensorKinds.Output)), TestData.Numbers(step.Input(module))));
            }
        }
    }
}
