using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Tables;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>How a network is trained, under <c>train</c>, and the seed.</summary>
internal sealed class TrainParameters
{
    private readonly Parameter _embeddingRate;
    private readonly Parameter _hiddenRate;
    private readonly Parameter _logitsRate;
    private readonly Parameter _normRate;

    public TrainParameters(ParameterSet set, ModelNames names)
    {
        var models = set.Models;
        LearningRate = new Parameter
        {
            Name = "train.lr",
            ShortName = "lr",
            Type = new NumberType(0, 1e6),
            Default = 0.2,
            Summary = "The learning rate.",
        };
        Steps = new Parameter
        {
            Name = "train.steps",
            ShortName = "steps",
            Type = new IntegerType(1, 10_000_000),
            Default = 2000,
            Summary = "Batches trained on.",
        };
        BatchSize = new Parameter
        {
            Name = "train.batch_size",
            ShortName = "batch_size",
            Type = new IntegerType(1, 1_000_000),
            Default = 32,
            Summary = "Examples of a batch.",
        };
        // PyTorch's generator takes 32 bits of a seed: a greater one would train the same run under another name.
        Seed = new Parameter
        {
            Name = "seed",
            ShortName = "seed",
            Type = new IntegerType(0, uint.MaxValue, ColumnType.Int64),
            Default = 1L,
            Summary = "Seeds every stream of the run, as torch.manual_seed does.",
        };
        Sampling = new Parameter
        {
            Name = "train.sampling",
            ShortName = "sampling",
            Type = new NameType("epochs", "replacement")
            {
                Hints = () =>
                [
                    new("epochs", null, "epoch", "shuffle", "shuffled", "without_replacement", "random_sampler", "dataloader", "true"),
                    new("replacement", null, "with_replacement", "random", "bootstrap", "iid", "randint", "false"),
                ],
            },
            Default = "epochs",
            Summary = "Shuffled passes in the order of PyTorch's DataLoader, the last partial batch dropped, or batches drawn with replacement.",
        };
        Optimizer = new Parameter
        {
            Name = "train.optimizer.kind",
            ShortName = "optimizer",
            Type = new ChoiceType<OptimizerDescriptor>(models.Optimizers)
            {
                Hints = () =>
                [
                    .. ValueHint.Of("optimizers", models.Optimizers),
                    new(null, $"there are {Wording.AllOf([.. models.Optimizers.Names])}; write optimizer: {{ kind: sgd, momentum: 0.9 }}",
                        "adamw", "rmsprop", "adagrad", "adadelta", "adamax", "nadam", "radam", "lion", "lbfgs", "adafactor", "muon", "rprop", "asgd", "nesterov", "lamb", "shampoo"),
                    new("sgd", "Momentum is a key beside kind: { kind: sgd, momentum: 0.9 }", "momentum", "sgd_momentum", "sgdm"),
                    new("sgd", null, [.. ValueHint.No, "none", "gd", "gradient_descent", "vanilla", "torch.optim.SGD"]),
                ],
            },
            Choices = catalogue => catalogue.Optimizers.Names,
            Default = "sgd",
            Summary = names.OptimizerSummaries,
        };
        Momentum = new Parameter
        {
            Name = "train.optimizer.momentum",
            ShortName = "momentum",
            Type = new NumberType(0, 1),
            Default = 0.0,
            Summary = "The optimizer's momentum.",
            NoEffect = OptionParameter.NoEffect(models.Optimizers, Optimizer, "train.optimizer.momentum"),
            IsInert = OptionParameter.Inert(models.Optimizers, Optimizer, "train.optimizer.momentum"),
            Instead = 0.0,
        };
        WeightDecay = new Parameter
        {
            Name = "train.optimizer.weight_decay",
            ShortName = "weight_decay",
            Type = new NumberType(0, 1e6),
            Default = 0.0,
            Summary = "Times the parameter, added to its gradient.",
        };
        ScheduleType = new ScheduleType(set)
        {
            Hints = () =>
            [
                .. ValueHint.Of("schedules", models.Schedules),
                new("constant", null, [.. ValueHint.No, "none"]),
                new(null, "a step is written { step: { at: 0.5, factor: 0.1 } }, its place as a fraction of the steps", "steplr", "step_decay", "multistep", "multisteplr", "piecewise", "milestones"),
            ],
        };
        Schedule = new Parameter
        {
            Name = "train.schedule",
            ShortName = "schedule",
            Type = ScheduleType,
            Choices = catalogue => catalogue.Schedules.Names,
            Default = "constant",
            Summary = names.ScheduleSummaries,
            NoEffect = "where every step of the run has the factor 1",
            IsInert = cell => ScheduleType.IsConstantOver(cell.Text(Schedule!), cell.Integer(Steps)),
            Instead = "constant",
        };
        L2Penalty = new Parameter
        {
            Name = "train.penalty",
            ShortName = "penalty",
            Type = new NumberType(0, 1e6),
            Default = 0.0,
            Summary = "Times the mean of the squared weights of each linear layer, added to the loss (“Makemore activations & gradients”) and part of the recorded one.",
        };
        Arithmetic = new Parameter
        {
            Name = "train.arithmetic",
            ShortName = "arithmetic",
            Type = new NameType("fast", "pytorch")
            {
                Hints = () =>
                [
                    new("pytorch", null, "torch", "exact", "aten"),
                    new("fast", null, "native", "default", "managed", "none"),
                ],
            },
            Default = "fast",
            Summary = "What decides the last bits: fast, sums of products in the quickest order and a tanh and gelu of our own, or pytorch, all of PyTorch's bits as on a processor with AVX2, so that chaotic figures of “Activations and Gradients” come out, too.",
            SilentAtDefault = true,
        };
        _embeddingRate = Rate("embedding", "the embedding");
        _hiddenRate = Rate("hidden", "the first and the hidden linear layers");
        _logitsRate = Rate("logits", "the last linear layer");
        _normRate = Rate("norm", "the normalisations");

        Parameter Rate(string role, string described)
        {
            Parameter? rate = null;
            return rate = new Parameter
            {
                Name = $"train.lr_of.{role}",
                ShortName = $"lr_{role}",
                Type = new NumberType(0, 1e6),
                Default = null,
                AutoWord = "inherit",
                Summary = $"The learning rate of {described}; inherit: the network's.",
                SilentAtDefault = true,
                Auto = cell => cell[LearningRate],
                NoEffect = "where it is inherited",
                // What is inherited leaves no trace in a run's identity.
                IsInert = cell => !cell.Sets(rate!),
            };
        }
    }

    public Parameter LearningRate { get; }

    public Parameter Steps { get; }

    public Parameter BatchSize { get; }

    public Parameter Seed { get; }

    public Parameter Sampling { get; }

    public Parameter Optimizer { get; }

    public Parameter Momentum { get; }

    public Parameter WeightDecay { get; }

    public Parameter Schedule { get; }

    /// <summary>The type of <see cref="Schedule"/>.</summary>
    public ScheduleType ScheduleType { get; }

    public Parameter L2Penalty { get; }

    public Parameter Arithmetic { get; }

    /// <summary>The learning rates of the roles that modules have, in the order of their columns.</summary>
    public IReadOnlyList<Parameter> Rates => [_embeddingRate, _hiddenRate, _logitsRate, _normRate];

    public IReadOnlyList<Parameter> Main => [LearningRate, Steps, BatchSize, Seed];

    public IReadOnlyList<Parameter> More => [Sampling, Optimizer, Momentum, WeightDecay, Schedule, L2Penalty];

    /// <summary>A cell's learning rates by role.</summary>
    /// <param name="values">The cell's, by parameter; null where a rate is inherited.</param>
    public RoleRates RatesOf(IReadOnlyList<object?> values) => new(
        Embedding: (double?)values[_embeddingRate.Index],
        Hidden: (double?)values[_hiddenRate.Index],
        Logits: (double?)values[_logitsRate.Index],
        Norm: (double?)values[_normRate.Index]);
}
