using System.Collections.Concurrent;
using Sweeps.Torch.Tasks;
using Sweeps.Training.Catalogues;

namespace Sweeps.Torch.Training;

/// <summary>A task with the values of its options.</summary>
internal sealed record DrawingKey(TorchTask Task, OptionValues Options);

/// <summary>The tasks that were found to draw from the default generator after their first steps. Thread-safe.</summary>
internal sealed class DrawingTasks
{
    private readonly ConcurrentDictionary<DrawingKey, bool> _found = new();

    public void Add(DrawingKey key) => _found[key] = true;

    public bool Has(DrawingKey key) => _found.ContainsKey(key);
}
