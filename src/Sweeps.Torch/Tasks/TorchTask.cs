using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tasks;

/// <summary>
/// A network of your own and what it is trained for. A plugin is an assembly with public classes that derive from this one and have a constructor without parameters; a definition chooses one by
/// <c>task: NAME</c> with <c>engine: torch</c>. One object serves all runs, also at the same time: it keeps nothing of a run.
/// </summary>
/// <remarks>
/// The engine calls <c>train()</c>, <c>eval()</c> and <c>backward()</c>, and opens and closes a dispose scope around every step: a tensor that a module makes in <c>forward</c> ends with the step. What shall
/// live longer is a parameter or a buffer. Only children that are invoked by <c>call</c>, not by <c>forward</c>, are seen by handlers.
/// </remarks>
public abstract class TorchTask : IPluginTask
{
    /// <summary>The name in definitions: lower case, words joined by '_'.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    /// <value>Default 1.</value>
    public virtual int Revision => 1;

    /// <inheritdoc/>
    /// <value>Default none.</value>
    public virtual IReadOnlyList<OptionDeclaration> Options => [];

    /// <inheritdoc/>
    /// <value>Default none.</value>
    public virtual IReadOnlyList<OptionDeclaration> DataOptions => [];

    /// <summary>Numbers besides the loss, measured over whole splits at the end of a run.</summary>
    /// <value>Default none.</value>
    public virtual IReadOnlyList<TorchMetric> Metrics => [];

    /// <inheritdoc/>
    /// <value>Default false: the dataset of the definition.</value>
    public virtual bool HasData => false;

    /// <inheritdoc/>
    /// <value>Default false: the optimizer of the definition.</value>
    public virtual bool HasOptimizer => false;

    /// <summary>
    /// Whether training draws from LibTorch's default generator, as nn.Dropout and torch.rand without a generator do. Such a run takes its steps alone, with a stream of its own that its seed begins.
    /// Runs that draw without saying so are found, and treated alike.
    /// </summary>
    /// <value>Default false: nothing is said.</value>
    public virtual bool UsesDefaultGenerator => false;

    /// <summary>Examples at once when a whole split is evaluated. It is part of the arithmetic.</summary>
    /// <value>Default 1,024.</value>
    public virtual int EvaluationBatchSize => 1024;

    string IPluginTask.Engine => TorchEngine.EngineName;

    string ITask.Loss => Name;

    IReadOnlyList<MetricInfo> ITask.Metrics => [.. Metrics.Select(metric => new MetricInfo(metric.Name, metric.Direction, metric.Summary, static (_, _) => null))];

    /// <summary>Makes the network. Its parameters are drawn from LibTorch's default generator, which begins with <c>manual_seed(seed)</c> as a script does that seeds and then makes its model.</summary>
    /// <param name="settings">The values of the options, and the shapes of the data.</param>
    /// <returns>A module in float32 on the CPU; it belongs to the engine from then on.</returns>
    public abstract nn.Module Module(TorchTaskSettings settings);

    /// <summary>Changes the first parameters, by torch.nn.init for example. Called once after <see cref="Module"/>, with the same stream.</summary>
    /// <value>Default: they stay as the module's constructors draw them.</value>
    public virtual void Initialize(nn.Module module, TorchTaskSettings settings)
    {
    }

    /// <summary>The outputs of the network for a batch.</summary>
    /// <value>Default: the module is called with the inputs. Override it for a module of another type than Module&lt;Tensor, Tensor&gt;.</value>
    public virtual Tensor Forward(nn.Module module, TorchBatch batch) => module is nn.Module<Tensor, Tensor> simple
        ? simple.call(batch.Inputs)
        : throw new InvalidOperationException($"The module of the task '{Name}' is no Module<Tensor, Tensor>, and the task has no Forward of its own.");

    /// <summary>The mean loss of a batch: a tensor of one number.</summary>
    /// <param name="outputs">What <see cref="Forward"/> returned.</param>
    /// <param name="batch">The batch.</param>
    public abstract Tensor Loss(Tensor outputs, TorchBatch batch);

    /// <summary>The optimizer, if <see cref="HasOptimizer"/>. Its learning rates follow the schedule of the definition.</summary>
    /// <param name="module">The network.</param>
    /// <param name="settings">The settings of the run; <c>Training.LearningRate</c> is that of the definition.</param>
    public virtual optim.Optimizer Optimizer(nn.Module module, TorchTaskSettings settings) =>
        throw new InvalidOperationException($"The task '{Name}' says that it has an optimizer, and makes none.");

    /// <inheritdoc/>
    public virtual IDataset? Data(OptionValues options) => null;

    /// <inheritdoc/>
    /// <value>Default null: the network can learn from all of them.</value>
    public virtual string? Refuses(InputShape inputs, TargetShape targets) => null;

    /// <inheritdoc/>
    public virtual double? ExpectedLoss(int outputs, IDataset? data) => null;

    /// <inheritdoc/>
    public virtual double? ChanceLoss(IDataset data) => null;

    bool ITask.Accepts(TargetShape targets) => true;
}
