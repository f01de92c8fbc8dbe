using Sweeps.Torch.Lockstep;
using Sweeps.Torch.Modules;
using Sweeps.Torch.Native;
using Sweeps.Torch.Tasks;
using Sweeps.Torch.Training;
using Sweeps.Torch.Trees;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Lockstep;
using Sweeps.Training.Running;
using Sweeps.Training.Tasks;

namespace Sweeps.Torch;

/// <summary>LibTorch by way of TorchSharp: float32 on the processor, one thread a run, the same bits from run to run on one processor.</summary>
public sealed class TorchEngine : ISelectiveEngine, ILockstepOracle
{
    private static readonly RunEstimate s_cost = new(operationsPerSecond: 40e9, secondsPerModule: 30e-6);

    private readonly DrawingTasks _drawing = new();
    private readonly TaskTrees _tasks;

    /// <param name="catalogue">What definitions can name; what this engine does not know of it, it refuses.</param>
    /// <remarks>LibTorch is loaded when it is first asked whether it can train something.</remarks>
    public TorchEngine(ModelCatalogue catalogue)
    {
        Catalogue = catalogue;
        _tasks = new TaskTrees(catalogue);
    }

    /// <summary>The value of <c>engine:</c>.</summary>
    internal const string EngineName = "torch";

    public string Name => EngineName;

    public string Arithmetic => TorchVersions.Text;

    public EngineProvenance Provenance => TorchProvenance.Facts;

    public ModelCatalogue Catalogue { get; }

    public EngineNotice? Notice => LibTorch.Notice;

    public string? Refuses(CellSettings cell) => LibTorch.WhyMissing ?? (cell.Task is IPluginTask task ? _tasks.Refuses(task, cell) : Refusals.Of(cell, Catalogue));

    public string? Refuses(CellSettings cell, IDataset data) => Refuses(cell) is { } reason ? Sentence(reason)
        : cell.Task is IPluginTask ? DataFit.BatchMistake(cell, data)
        : DataFit.Mistake(cell, data, Catalogue.Losses);

    public RunDescription Describe(CellSettings cell)
    {
        if (cell.Task is TorchTask)
        {
            var tree = _tasks.TreeOf(cell);
            return s_cost.Of(cell, [.. tree.Points.Select(point => point.Info)], tree.ParameterCount, Catalogue) with { Unseen = tree.Unseen };
        }

        var modules = Architecture.Modules(cell.Network, Catalogue);
        var network = cell.Network;
        var count = modules.Sum(module => module.Role switch
        {
            ModuleRole.Embedding => (long)module.Inputs * network.Embedding,
            ModuleRole.Hidden or ModuleRole.Logits => (long)module.Outputs * (module.Inputs + (network.Init.Of(module).HasBias ? 1 : 0)),
            ModuleRole.Norm => (long)module.Outputs * TorchNorms.ParametersOf(network, Catalogue),
            ModuleRole.Activation or ModuleRole.Other => 0,
            _ => throw new ArgumentOutOfRangeException(nameof(cell), module.Role, "Unknown role."),
        });
        return s_cost.Of(cell, modules, count, Catalogue);
    }

    public ITrainingRun Start(CellSettings cell, IDataset data, ITrainingTap? tap) =>
        Refuses(cell, data) is { } reason ? throw new ArgumentException(reason, nameof(cell))
        : cell.Task is TorchTask task ? new TaskRun(task, cell, _tasks.TreeOf(cell), Catalogue, data, tap, _drawing)
        : new TorchRun(cell, Catalogue, data, tap);

    public ITrainedNetwork Load(NetworkSettings network, IReadOnlyDictionary<string, NamedTensor> tensors) => LibTorch.WhyMissing is { } reason
        ? throw new DllNotFoundException(Sentence(reason))
        : new TorchTrainedNetwork(network, Catalogue, tensors);

    public IStepOracle Follow(CellSettings cell, IDataset data) => cell.Task is IPluginTask
        ? throw new ArgumentException("A plugin's task has no other engine to be compared with.", nameof(cell))
        : Refuses(cell, data) is { } reason ? throw new ArgumentException(reason, nameof(cell)) : new StepOracle(cell, Catalogue, data);

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";
}
