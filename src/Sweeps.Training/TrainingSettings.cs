using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Training;

/// <summary>How batches are drawn from the training split.</summary>
public enum SamplingKind
{
    /// <summary>Shuffled passes in the order of PyTorch's DataLoader(shuffle=True).</summary>
    Epochs,

    /// <summary>Each batch drawn by randint over all training examples.</summary>
    Replacement,
}

/// <summary>How a network is trained.</summary>
public sealed record TrainingSettings
{
    /// <summary>Steps of the run, at least 1. <value>Default 2,000.</value></summary>
    public int Steps { get; init; } = 2000;

    /// <summary>Examples of a batch, at least 1. <value>Default 32.</value></summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Whether a pass leaves out the examples that are too few for a whole batch; else they are its last batch. Without meaning with <see cref="SamplingKind.Replacement"/>. <value>Default true.</value></summary>
    public bool DropLast { get; init; } = true;

    /// <summary>How batches are drawn. <value>Default <see cref="SamplingKind.Epochs"/>.</value></summary>
    public SamplingKind Sampling { get; init; }

    /// <summary>The learning rate before the schedule. <value>Default 0.2.</value></summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>The learning rates of modules of some roles. <value>Default: all inherit <see cref="LearningRate"/>.</value></summary>
    public RoleRates RateOf { get; init; } = RoleRates.Inherited;

    /// <summary>The learning rate of modules of a role before the schedule.</summary>
    public double LearningRateOf(ModuleRole role) => RateOf.Of(role) ?? LearningRate;

    /// <summary>The factor on the learning rate over the steps. <value>Default: 1 at every step.</value></summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>The name of an optimizer of the engine's catalogue. <value>Default <c>sgd</c>.</value></summary>
    public string Optimizer { get; init; } = "sgd";

    /// <summary>The optimizer's options. <value>Default: each option's own.</value></summary>
    public OptionValues OptimizerOptions { get; init; } = OptionValues.None;

    /// <summary>The weight decays of modules of some roles. <value>Default: all have that of <see cref="OptimizerOptions"/>.</value></summary>
    public RoleRates DecayOf { get; init; } = RoleRates.Inherited;

    /// <summary>The first steps, in which the learning rate grows to what the schedule begins with; fewer than <see cref="Steps"/>. <value>Default 0.</value></summary>
    public int WarmupSteps { get; init; }

    /// <summary>The bound of every number of a gradient, as torch.nn.utils.clip_grad_value_; 0 for none. <value>Default 0.</value></summary>
    public double ClipValue { get; init; }

    /// <summary>The bound of the norm of all gradients together, as torch.nn.utils.clip_grad_norm_, after <see cref="ClipValue"/>; 0 for none. <value>Default 0.</value></summary>
    public double ClipNorm { get; init; }

    /// <summary>Times the loss of the first step: a run has diverged at a step whose loss is above it. <value>Default 0: only where a loss is not finite.</value></summary>
    public double DivergedAbove { get; init; }

    /// <summary>Times the sum over weight matrices of the mean squared weight, added to the loss (“Makemore activations &amp; gradients”).</summary>
    public double L2Penalty { get; init; }

    /// <summary>Seeds every stream of the run (torch.manual_seed).</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>One cell of a sweep, fully resolved: all that determines a run besides its data.</summary>
public sealed record CellSettings(NetworkSettings Network, TrainingSettings Training)
{
    /// <summary>What the network is trained for. <value>Default classification.</value></summary>
    public ITask Task { get; init; } = TrainingTasks.Classification;

    /// <summary>What an example shows the network of a plugin's task. <value>Default null: the network is the one that <see cref="Network"/> describes.</value></summary>
    public InputShape? Inputs { get; init; }

    /// <summary>What an example asks of the network of a plugin's task. <value>Default null, as <see cref="Inputs"/>.</value></summary>
    public TargetShape? Targets { get; init; }

    /// <summary>The options of a plugin's task. <value>Default: each option's own.</value></summary>
    public OptionValues TaskOptions { get; init; } = OptionValues.None;
}
