using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Torch.Tests.Lockstep;

/// <summary>A network of the product of all catalogues, with a name that says what it is.</summary>
internal sealed record LockstepNetwork(string Name, CellSettings Cell, TrainingData Data);

/// <summary>Every activation, norm and optimizer there is, with and without options, and every loss, each in some network with each of the others, in odd shapes; and residual blocks with every optimizer and loss.</summary>
internal static class LockstepNetworks
{
    public const int Steps = 12;
    public const int LeastNetworks = 200;

    private static readonly ModelCatalogue s_models = Engines.Managed.Catalogue;

    // Lengths that have no common factor, so that every shape meets every choice.
    private static readonly int[] s_widths = [3, 4, 5, 7, 9, 12, 13, 15, 16, 17, 11];
    private static readonly int[] s_depths = [1, 2, 3, 4, 2];
    private static readonly int[] s_batches = [7, 1, 4, 9, 3, 2, 8, 6, 5];
    private static readonly int[] s_embeddings = [1, 4, 7];
    private static readonly IReadOnlyList<(ParametrizationDescriptor Kind, OptionValues Options)> s_parametrizations = Variants(s_models.Parametrizations);
    private static readonly TrainingData[] s_data = [.. from symbols in (bool[])[true, false] from classes in (bool[])[true, false] select TestData.Draw(symbols, classes)];

    public static IReadOnlyList<LockstepNetwork> All { get; } = [.. Product()];

    /// <summary>The defaults, every number with another value, and every switch, too.</summary>
    public static List<OptionValues> Options(Descriptor descriptor)
    {
        var all = new List<OptionValues> { OptionValues.None };
        if (descriptor.Options.Count == 0)
            return all;
        var integers = descriptor.Options.OfType<IntegerOption>().Aggregate(OptionValues.None, (values, option) => values.With(option, Math.Max(option.Minimum, option.Default / 8)));
        var numbers = descriptor.Options.OfType<NumberOption>().Aggregate(
            integers, (values, option) => values.With(option, option.Default is 0 ? Math.Min(0.25, option.Maximum) : option.Default * 0.9));
        all.Add(numbers);
        if (!descriptor.Options.OfType<SwitchOption>().Any())
            return all;
        var switches = descriptor.Options.OfType<SwitchOption>().Aggregate(numbers, (values, option) => values.With(option, !option.Default));
        // Nesterov's momentum goes with no dampening.
        foreach (var option in descriptor.Options.OfType<NumberOption>().Where(option => option.ActsWith is not null))
            switches = switches.With(option, option.Default);
        all.Add(switches);
        return all;
    }

    /// <summary>All that there is of a catalogue, with and without options.</summary>
    public static IReadOnlyList<(T Kind, OptionValues Options)> Variants<T>(Catalogue<T> catalogue)
        where T : Descriptor => [.. from descriptor in catalogue from options in Options(descriptor) select (descriptor, options)];

    // The product of all grows by each entry of a catalogue as often as the others have entries.
    private static IEnumerable<LockstepNetwork> Product()
    {
        var number = 0;
        var (activations, norms, optimizers) = (Variants(s_models.Activations), Variants(s_models.Norms), Variants(s_models.Optimizers));
        var rounds = Math.Max(2, (LeastNetworks / (activations.Count * optimizers.Count)) + 1);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < activations.Count; i++)
            {
                for (var j = 0; j < optimizers.Count; j++)
                {
                    var (norm, loss) = (norms[(i + j + (round * optimizers.Count)) % norms.Count], s_models.Losses[(round + i + (j / 2)) % s_models.Losses.Count]);
                    yield return Network(number++, activations[i].Kind, activations[i].Options, norm.Kind, norm.Options, ResidualKind.None, optimizers[j].Kind, optimizers[j].Options, loss, place: i + (2 * j) + round);
                }
            }
        }

        // Residual blocks have an activation and a norm of their own.
        foreach (var residual in Enum.GetValues<ResidualKind>().Where(kind => kind != ResidualKind.None))
            foreach (var (optimizer, options) in optimizers)
                foreach (var loss in s_models.Losses)
                    yield return Network(number++, s_models.Activations[0], OptionValues.None, s_models.Norms[0], OptionValues.None, residual, optimizer, options, loss, place: number);
    }

    private static LockstepNetwork Network(
        int number, ActivationDescriptor activation, OptionValues activationOptions, NormDescriptor norm, OptionValues normOptions, ResidualKind residual,
        OptimizerDescriptor optimizer, OptionValues optimizerOptions, LossDescriptor loss, int place)
    {
        var data = s_data.Where(candidate => loss.Accepts(candidate.Targets)).ElementAt(number / 2 % 2);
        var (width, depth, batch) = (Of(s_widths), Of(s_depths), Math.Max(norm.LeastSamples, Of(s_batches)));
        // PyTorch's batch norm refuses a batch of one; of two it makes ±1 whatever they are, and of three little else, so that gradients are what is left of rounding.
        batch = norm.Name is "batch" ? Math.Max(4, batch) : batch;
        // The same holds for layer norm and units.
        width = norm.Name is "layer" ? Math.Max(4, width) : width;
        var (parametrization, parametrizationOptions) = s_parametrizations[place % s_parametrizations.Count];
        var usual = TestData.Cell(data.Inputs is SymbolShape, data.Targets is ClassShape, Steps);
        var name = $"{number}: {residual} {activation.Name}{Mark(activationOptions)} {norm.Name}{Mark(normOptions)} {optimizer.Name}{Mark(optimizerOptions)} {parametrization.Name}{Mark(parametrizationOptions)}{(number % 13 is 1 or 5 or 9 ? " dropout" : "")} {loss.Name}, "
            + $"width {width}, depth {depth}, batch {batch}";
        return new LockstepNetwork(name, usual with
        {
            Network = usual.Network with
            {
                Width = width,
                Depth = depth,
                Embedding = data.Inputs is SymbolShape ? Of(s_embeddings) : usual.Network.Embedding,
                Activation = activation.Name,
                ActivationOptions = activationOptions,
                Norm = norm.Name,
                NormOptions = normOptions,
                Residual = residual,
                NormalizeLogits = number % 7 == 3,
                Dropout = number % 13 is 1 or 5 or 9 ? 0.3 : 0,
                Parametrization = parametrization.Name,
                ParametrizationOptions = parametrizationOptions,
                Arithmetic = number % 5 == 4 && parametrization.HasPyTorchBits && activation.HasPyTorchBits && norm.HasPyTorchBits && optimizer.HasPyTorchBits && loss.HasPyTorchBits ? ArithmeticKind.PyTorch : ArithmeticKind.Fast,
                Init = usual.Network.Init with
                {
                    Gain = activation.DefaultGain(activationOptions),
                    Stream = number % 3 == 1 ? InitStream.Single : InitStream.PerLayer,
                    Layout = number % 4 == 1 ? WeightLayout.InOut : WeightLayout.OutIn,
                    Hidden = new LayerInit { Bias = number % 2 == 0 ? BiasInit.Normal : BiasInit.Zeros, BiasScale = 0.2 },
                },
            },
            Training = usual.Training with
            {
                BatchSize = batch,
                Seed = (ulong)number + 1,
                DropLast = number % 4 != 2 || (norm.Name is "batch" && data.Train.Count % batch is > 0 and < 4),
                Sampling = number % 3 == 2 ? SamplingKind.Replacement : SamplingKind.Epochs,
                Optimizer = optimizer.Name,
                OptimizerOptions = optimizerOptions,
                LearningRate = optimizer.Name is "sgd" ? 0.02 : 0.003,
                L2Penalty = number % 6 == 5 ? 0.05 : 0,
                Schedule = number % 8 == 6 ? new LearningRateSchedule("cosine", 0.1) : number % 8 == 2 ? new LearningRateSchedule("one_cycle", 0.3, 25, 10, 0.8, 0.9) : LearningRateSchedule.Constant,
                WarmupSteps = number % 9 == 5 ? 3 : 0,
                ClipValue = number % 11 == 3 ? 0.02 : 0,
                ClipNorm = number % 7 == 4 ? 0.1 : 0,
                DecayOf = number % 10 == 3 ? new RoleRates(0.1, 0.02, null, 0) : RoleRates.Inherited,
                RateOf = number % 10 == 7 ? new RoleRates(0.03, 0.01, 0.002, 0.007) : RoleRates.Inherited,
            },
            Task = TrainingTasks.All.First(task => string.Equals(task.Loss, loss.Name, StringComparison.Ordinal)),
        }, data);

        int Of(int[] choices) => choices[number % choices.Length];

        string Mark(OptionValues values) => values.Equals(OptionValues.None) ? "" : values.All.Any(value => value.Value is bool) ? "**" : "*";
    }
}
