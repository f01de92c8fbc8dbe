using Sweeps.Core.Datasets;
using Sweeps.Core.Parameters;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>Creates the engine's settings for consecutive cells. Cells that differ only in the seed and the learning rate share all other settings. Not thread-safe.</summary>
internal sealed class SettingsCache(SettingsBuilder builder, CellDatasets datasets, ParameterSet parameters)
{
    private object?[]? _acting;
    private DataSettings? _data;
    private CellSettings? _settings;

    /// <param name="acting">The acting values. The array is kept and must not be changed.</param>
    public CellSettings Of(object?[] acting, DataSettings data, DataSource list)
    {
        var settings = ReferenceEquals(data, _data) && DifferInSeedAndRate(acting, _acting!)
            ? _settings! with
            {
                Training = _settings!.Training with
                {
                    Seed = (ulong)(long)acting[parameters.Train.Seed.Index]!,
                    LearningRate = (double)acting[parameters.Train.LearningRate.Index]!,
                },
            }
            : builder.Build(acting, datasets.ShapesOf(acting, list, data));
        (_acting, _data, _settings) = (acting, data, settings);
        return settings;
    }

    /// <summary>Whether two cells differ only in the seed and the learning rate.</summary>
    private bool DifferInSeedAndRate(object?[] one, object?[] other)
    {
        for (var i = 0; i < one.Length; i++)
            if (!ReferenceEquals(one[i], other[i]) && i != parameters.Train.Seed.Index && i != parameters.Train.LearningRate.Index)
                return false;
        return true;
    }
}
