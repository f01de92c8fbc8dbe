using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Optimizers;

/// <summary>Options that several optimizers have.</summary>
internal static class SharedOptions
{
    /// <summary>Times the parameter, added to its gradient before anything else is done with it.</summary>
    public static readonly NumberOption WeightDecay = new("train.optimizer.weight_decay", "weight_decay", "Times the parameter, added to its gradient.", 0, 1e6, Default: 0);
}
