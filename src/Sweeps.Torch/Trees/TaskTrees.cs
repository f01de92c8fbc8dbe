using System.Collections.Concurrent;
using Sweeps.Torch.Native;
using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Torch.Trees;

/// <summary>The networks of plugins' tasks, each surveyed once. Thread-safe.</summary>
internal sealed class TaskTrees(ModelCatalogue catalogue)
{
    private const int MostKept = 1000;
    private readonly ConcurrentDictionary<Key, Lazy<(ModuleTree? Tree, string? Problem)>> _known = new();

    /// <summary>Why a task cannot be trained, as a sentence that begins with a small letter and has no full stop; null if it can.</summary>
    public string? Refuses(IPluginTask task, CellSettings cell)
    {
        if (task is not TorchTask)
            return $"the task '{task.Name}' is one of the engine '{task.Engine}'";
        var settings = SettingsOf(cell);
        return task.Refuses(settings.Inputs, settings.Targets) is { } reason ? $"the task '{task.Name}' refuses: {reason}" : Of(cell).Problem;
    }

    /// <summary>What the network of a run is made of.</summary>
    /// <exception cref="ArgumentException">It cannot be made.</exception>
    public ModuleTree TreeOf(CellSettings cell) => Of(cell) is var (tree, problem) && tree is not null ? tree : throw new ArgumentException(problem, nameof(cell));

    private (ModuleTree? Tree, string? Problem) Of(CellSettings cell)
    {
        if (LibTorch.WhyMissing is { } missing)
            return (null, missing);
        if (_known.Count > MostKept)
            _known.Clear();
        var settings = SettingsOf(cell);
        var key = new Key((TorchTask)cell.Task, settings.Options, settings.Inputs, settings.Targets, cell.Training.BatchSize);
        return _known.GetOrAdd(key, one => new Lazy<(ModuleTree?, string?)>(() => Survey(one.Task, settings))).Value;
    }

    private (ModuleTree? Tree, string? Problem) Survey(TorchTask task, TorchTaskSettings settings)
    {
        try
        {
            return (TreeSurvey.Of(task, settings, catalogue), null);
        }
        catch (Exception exception)
        {
            // A mistake in the user's code, which the user has to be told of.
            return (null, $"the network of the task '{task.Name}' fails on a batch of {settings.Training.BatchSize}: {exception.Message.Split('\n')[0].TrimEnd('.')}");
        }
    }

    // A plugin's network sees what its data have; those of the definition are described by the network's settings.
    private static TorchTaskSettings SettingsOf(CellSettings cell) => new(cell.TaskOptions, cell.Inputs!, cell.Targets!, cell.Training);

    private sealed record Key(TorchTask Task, OptionValues Options, InputShape Inputs, TargetShape Targets, int BatchSize);
}
