using System.Collections.Concurrent;
using Sweeps.Core.Datasets;
using Sweeps.Core.Parameters;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Plans;

/// <summary>What cells train on: the file that the definition names, or a plugin's own data, which are made once for the same options. Thread-safe.</summary>
internal sealed class CellDatasets(ParameterSet parameters)
{
    private readonly ConcurrentDictionary<OwnData, Lazy<IDataset>> _own = new();

    /// <summary>The own data of a cell's task; null where it has none.</summary>
    /// <param name="acting">The cell's acting values.</param>
    /// <exception cref="InvalidOperationException">The task cannot make them.</exception>
    public IDataset? OwnOf(IReadOnlyList<object?> acting) => parameters.Task.Of(acting) is { HasData: true } task ? Own(task, parameters.Task.DataOptionsOf(task, acting)) : null;

    /// <summary>The own data of a task with a cell's options.</summary>
    /// <exception cref="InvalidOperationException">The task cannot make them.</exception>
    public IDataset OwnOf(IPluginTask task, CellValues cell) => Own(task, parameters.Task.DataOptionsOf(task, cell));

    /// <summary>What identifies the data of a cell.</summary>
    public string IdentityOf(IReadOnlyList<object?> acting, DataSource list) => OwnOf(acting)?.Identity ?? list.Sha256;

    /// <summary>The shapes of the data of a cell.</summary>
    public (InputShape Inputs, TargetShape Targets) ShapesOf(IReadOnlyList<object?> acting, DataSource list, DataSettings settings) =>
        OwnOf(acting) is { } own ? (own.Inputs, own.Targets) : (list.Inputs(settings), list.Targets(settings));

    private IDataset Own(IPluginTask task, OptionValues options) => _own.GetOrAdd(new OwnData(task, options), static key => new(() => Make(key.Task, key.Options))).Value;

    private static IDataset Make(IPluginTask task, OptionValues options)
    {
        try
        {
            return task.Data(options) ?? throw new InvalidOperationException("there are none");
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"the task '{task.Name}' cannot make its data: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private sealed record OwnData(IPluginTask Task, OptionValues Options);
}
