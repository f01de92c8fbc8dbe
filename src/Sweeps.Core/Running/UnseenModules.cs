using Sweeps.Core.Plans;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Running;

/// <summary>What handlers cannot see of the networks of plugins' tasks.</summary>
internal static class UnseenModules
{
    /// <summary>Networks that are asked about, at most.</summary>
    private const int MostNetworks = 100;

    /// <summary>A sentence for each module of which something is not seen, each once.</summary>
    public static IReadOnlyList<string> Of(SweepPlan plan)
    {
        if (plan.Parameters.Tasks.Count == 0 || plan.Definition.Handlers.Count == 0)
            return [];
        return
        [
            .. plan.Cells().Select(cell => cell.Settings).Where(settings => settings.Task is IPluginTask).DistinctBy(settings => (settings.Task, settings.TaskOptions, settings.Training.BatchSize))
                .Take(MostNetworks).SelectMany(settings => plan.Engine.Describe(settings).Unseen.Select(unseen => $"{settings.Task.Name}: {unseen}")).Distinct(StringComparer.Ordinal),
        ];
    }
}
