using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Tables;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>How a network is trained, under <c>train</c>, and the seed.</summary>
internal sealed class TrainParameters
{
    /// <summary>The most steps of a run.</summary>
    public const int MostSteps = 10_000_000;

    /// <summary>The most examples of a batch.</summary>
    public const int MostExamples = 1_000_000;

    private const int UsualSteps = 2000;

    private static readonly object s_usualSteps = UsualSteps;
    private static readonly object s_noEpochs = 0;

    public TrainParameters(ParameterSet set, ModelNames names)
    {
        var models = set.Models;
        var usualDecays = models.Optimizers.ToDictionary(optimizer => optimizer.Name, optimizer => (object)optimizer.WeightDecayOf(OptionValues.None), StringComparer.Ordinal);
        LearningRate = new Parameter
        {
            Name = "train.lr",
            ShortName = "lr",
            Type = new NumberType(0, 1e6),
            Default = 0.2,
            Summary = "The learning rate.",
            CalledElsewhere = () => [new(null, "learning_rate", "base_lr", "initial_lr", "init_lr", "learning_rate_init", "max_lr", "eta", "eta0", "step_size")],
        };
        Steps = new Parameter
        {
            Name = "train.steps",
            ShortName = "steps",
            Type = new IntegerType(1, MostSteps),
            Default = null,
            AutoWord = "auto",
            Summary = $"Batches trained on; auto: those of train.epochs, or {UsualSteps} without them.",
            CalledElsewhere = () => [new(null, "num_steps", "n_steps", "max_steps", "train_steps", "training_steps", "total_steps", "iterations", "iters", "n_iter", "num_iterations", "num_iters", "max_iter", "max_iters", "updates", "num_batches")],
            Auto = StepsOf,
        };
        Epochs = new Parameter
        {
            Name = "train.epochs",
            ShortName = "epochs",
            Type = new IntegerType(1, MostSteps),
            Default = null,
            AutoWord = "none",
            Summary = "Passes over the training split, in the place of steps. A pass has ⌊examples / batch_size⌋ batches, and one more for the rest with drop_last: false. Equal steps are the same run, however they are written.",
            CalledElsewhere = () => [new(null, "epoch", "num_epochs", "n_epochs", "max_epochs", "nb_epoch", "total_epochs")],
            NoEffect = "where it is none",
            Auto = static _ => s_noEpochs,
            IsInert = cell => !cell.Sets(Epochs!),
            // The steps do.
            Identifies = false,
            SilentAtDefault = true,
        };
        BatchSize = new Parameter
        {
            Name = "train.batch_size",
            ShortName = "batch_size",
            Type = new IntegerType(1, MostExamples),
            Default = 32,
            AutoWord = "full",
            Summary = "Examples of a batch; full: the whole training split.",
            CalledElsewhere = () => [new(null, "bs", "batch", "batches", "minibatch", "minibatch_size", "train_batch_size", "per_device_train_batch_size", "n_batch")],
            Auto = cell => cell.TrainExamples ?? 1,
        };
        DropLast = new Parameter
        {
            Name = "train.drop_last",
            ShortName = "drop_last",
            Type = new SwitchType(),
            Default = true,
            Summary = "Whether a pass leaves out the examples that are too few for a whole batch, as DataLoader(drop_last=True); false: they are its last batch.",
            NoEffect = "where sampling is replacement, or batch_size divides the number of training examples",
            IsInert = cell => cell.Is(Sampling!, "replacement") || (!cell.Switch(DropLast!) && cell.TrainExamples % BatchOf(cell) == 0),
            Instead = true,
            SilentAtDefault = true,
        };
        // PyTorch's generator takes 32 bits of a seed: a greater one would train the same run under another name.
        Seed = new Parameter
        {
            Name = "seed",
            ShortName = "seed",
            Type = new IntegerType(0, uint.MaxValue, ColumnType.Int64),
            Default = 1L,
            Summary = "Seeds every stream of the run, as torch.manual_seed does.",
            CalledElsewhere = () =>
            [
                new(null, "random_seed", "random_state", "rng_seed", "manual_seed", "torch_seed", "rng", "seed_everything", "global_seed", "rand_seed"),
                new("Several seeds are an axis, grid: { seed: { count: 5 } }", "seeds", "n_seeds", "num_seeds", "seed_list", "repeats", "repetitions", "replicates", "n_repeats"),
            ],
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
            Summary = "Shuffled passes in the order of PyTorch's DataLoader, or batches drawn with replacement.",
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
                        "lion", "lbfgs", "adafactor", "muon", "rprop", "asgd", "lamb", "shampoo"),
                    new("sgd", "Nesterov's momentum is { kind: sgd, momentum: 0.9, nesterov: true }", "nesterov", "nag"),
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
            CalledElsewhere = () => [new(null, "sgd_momentum")],
            NoEffect = OptionParameter.NoEffect(models.Optimizers, Optimizer, "train.optimizer.momentum"),
            IsInert = OptionParameter.Inert(models.Optimizers, Optimizer, "train.optimizer.momentum"),
            Instead = 0.0,
        };
        WeightDecay = new Parameter
        {
            Name = OptimizerDescriptor.WeightDecay,
            ShortName = "weight_decay",
            Type = new NumberType(0, 1e6),
            Default = null,
            AutoWord = "auto",
            Auto = cell => usualDecays[cell.Text(Optimizer)],
            Summary = $"Times the parameter, added to its gradient; adamw takes it off the parameter, times the learning rate. auto: {string.Join(", ", usualDecays.Where(one => (double)one.Value != 0).Select(one => $"{one.Key} {Wording.Number((double)one.Value)}").Prepend("0"))}.",
            CalledElsewhere = () => [new(null, "wd", "l2", "decay", "l2_reg", "l2_penalty", "weight_decay_rate")],
        };
        ScheduleType = new ScheduleType(set)
        {
            Hints = () =>
            [
                .. ValueHint.Of("schedules", models.Schedules),
                new("constant", null, [.. ValueHint.No, "none"]),
                new(null, "a step is written { step: { at: 0.5, factor: 0.1 } }, its place as a fraction of the steps", "steplr", "step_decay"),
                new(null, "a warm-up stands beside the schedule: warmup_steps: 100", "warmup", "cosine_with_warmup", "linear_with_warmup"),
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
            CalledElsewhere = () => [new(null, "scheduler", "lr_scheduler", "lr_schedule", "sched", "lr_decay", "lr_policy", "learning_rate_schedule")],
            NoEffect = "where every step of the run has the factor 1",
            IsInert = cell => ScheduleType.IsConstantOver(cell.Text(Schedule!), Math.Max(1, cell.Integer(Steps) - cell.Integer(WarmupSteps!))),
            Instead = "constant",
        };
        WarmupSteps = new Parameter
        {
            Name = "train.warmup_steps",
            ShortName = "warmup_steps",
            Type = new IntegerType(0, 10_000_000),
            Default = 0,
            Summary = "Steps in front of the schedule over which the learning rate grows: at step k of w, counted from 0, it is (k + 1)/(w + 1) of it.",
            CalledElsewhere = () => [new("It is a number of steps", "warmup", "num_warmup_steps", "warmup_ratio", "warmup_iters", "warmup_epochs", "warmup_fraction")],
            SilentAtDefault = true,
        };
        ClipNorm = Clip("norm", "The bound of the norm of all gradients together, as torch.nn.utils.clip_grad_norm_ sets it, after clip_grad_value; 0: none.", () => [new("clip_grad_value bounds each number by itself", "grad_clip", "clip", "clipnorm", "clip_grad", "gradient_clip", "gradient_clip_val", "max_grad_norm", "max_norm", "grad_norm_clip", "gradient_clipping")]);
        ClipValue = Clip("value", "The bound of each number of a gradient, as torch.nn.utils.clip_grad_value_ sets it; 0: none.", () => [new(null, "clipvalue", "max_grad_value")]);
        DivergedAbove = new Parameter
        {
            Name = "train.diverged_above",
            ShortName = "diverged_above",
            Type = new NumberType(0, 1e30),
            Default = 0.0,
            Summary = "Times the loss of the first step: a run has diverged at a step whose loss is above it, and ends there; 0: only where a loss is not finite.",
            SilentAtDefault = true,
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
        Rates = ByRole("lr_of", "lr", "learning rate", LearningRate);
        Decays = ByRole("weight_decay_of", "weight_decay", "weight decay", WeightDecay);
    }

    public Parameter LearningRate { get; }

    public Parameter Steps { get; }

    /// <summary>Passes over the training split, from which the steps follow.</summary>
    public Parameter Epochs { get; }

    public Parameter BatchSize { get; }

    public Parameter DropLast { get; }

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

    public Parameter WarmupSteps { get; }

    public Parameter ClipNorm { get; }

    public Parameter ClipValue { get; }

    public Parameter DivergedAbove { get; }

    /// <summary>The learning rates of the roles that modules have, in the order of their columns.</summary>
    public IReadOnlyList<Parameter> Rates { get; }

    /// <summary>The weight decays of the roles that modules have, in the order of their columns.</summary>
    public IReadOnlyList<Parameter> Decays { get; }

    /// <summary>What was added after the first version, with the options that optimizers declare behind it.</summary>
    public IReadOnlyList<Parameter> Later => [WarmupSteps, ClipNorm, ClipValue, .. Decays, Epochs, DropLast, DivergedAbove];

    public IReadOnlyList<Parameter> Main => [LearningRate, Steps, BatchSize, Seed];

    public IReadOnlyList<Parameter> More => [Sampling, Optimizer, Momentum, WeightDecay, Schedule, L2Penalty];

    /// <summary>Batches of a pass over the training split; null if its examples cannot be counted.</summary>
    public int? BatchesOfPass(CellValues cell)
    {
        if (cell.TrainExamples is not { } examples)
            return null;
        var batch = BatchOf(cell);
        return (examples / batch) + (!cell.Is(Sampling, "replacement") && !cell.Switch(DropLast) && examples % batch > 0 ? 1 : 0);
    }

    /// <summary>A cell's numbers by role.</summary>
    /// <param name="byRole"><see cref="Rates"/> or <see cref="Decays"/>.</param>
    /// <param name="values">The cell's, by parameter; null where a number is inherited.</param>
    public static RoleRates Of(IReadOnlyList<Parameter> byRole, IReadOnlyList<object?> values) => new(
        Embedding: (double?)values[byRole[0].Index],
        Hidden: (double?)values[byRole[1].Index],
        Logits: (double?)values[byRole[2].Index],
        Norm: (double?)values[byRole[3].Index]);

    // Asked for while values are filled in, so that a batch size that follows from the data may be missing yet.
    private int BatchOf(CellValues cell) => cell.Sets(BatchSize) ? cell.Integer(BatchSize) : cell.TrainExamples ?? 1;

    /// <summary>The steps where none are written. More than are allowed are one too many, for the rule that refuses them.</summary>
    private object StepsOf(CellValues cell) => !cell.Sets(Epochs) ? s_usualSteps
        : BatchesOfPass(cell) is { } batches ? (int)Math.Clamp((long)cell.Integer(Epochs) * batches, 1, MostSteps + 1)
        : s_usualSteps;

    private static Parameter Clip(string what, string summary, Func<IReadOnlyList<KeyNames>> calledElsewhere) => new()
    {
        Name = $"train.clip_grad_{what}",
        ShortName = $"clip_grad_{what}",
        Type = new NumberType(0, 1e6),
        Default = 0.0,
        Summary = summary,
        CalledElsewhere = calledElsewhere,
        SilentAtDefault = true,
    };

    private static IReadOnlyList<Parameter> ByRole(string section, string shortName, string described, Parameter general)
    {
        return
        [
            Of("embedding", "the embedding"),
            Of("hidden", "the first and the hidden linear layers"),
            Of("logits", "the last linear layer"),
            Of("norm", "the normalisations"),
        ];

        Parameter Of(string role, string whose)
        {
            Parameter? one = null;
            return one = new Parameter
            {
                Name = $"train.{section}.{role}",
                ShortName = $"{shortName}_{role}",
                Type = new NumberType(0, 1e6),
                Default = null,
                AutoWord = "inherit",
                Summary = $"The {described} of {whose}; inherit: the network's.",
                SilentAtDefault = true,
                Auto = cell => cell[general],
                NoEffect = "where it is inherited",
                // What is inherited leaves no trace in a run's identity.
                IsInert = cell => !cell.Sets(one!),
            };
        }
    }
}
