namespace Sweeps.Engine.Optimizers;

/// <summary>Options that several optimizers have.</summary>
internal static class SharedOptions
{
    /// <summary>Times the parameter, added to its gradient before anything else is done with it; AdamW takes it off the parameter.</summary>
    public static readonly NumberOption WeightDecay = new("train.optimizer.weight_decay", "weight_decay", "Times the parameter, added to its gradient.", 0, 1e6, Default: 0);

    /// <summary>How much of the last step's direction is kept.</summary>
    public static readonly NumberOption Momentum = new("train.optimizer.momentum", "momentum", "The optimizer's momentum.", 0, 1, Default: 0);

    /// <summary>How much of the mean gradient is kept.</summary>
    public static readonly NumberOption Beta1 = new("train.optimizer.beta1", "beta1", "How much of the running mean of gradients Adam keeps at a step.", 0, MostKept, Default: 0.9);

    /// <summary>How much of the mean squared gradient is kept.</summary>
    public static readonly NumberOption Beta2 = new("train.optimizer.beta2", "beta2", "How much of the running mean of squared gradients Adam keeps at a step.", 0, MostKept, Default: 0.999);

    /// <summary>What keeps divisors from 0.</summary>
    public static readonly NumberOption Epsilon = new("train.optimizer.eps", "adam_eps", "Added to the root of the mean squared gradient that Adam, AdamW and RMSprop divide by.", LeastEpsilon, 1, Default: 1e-8);

    /// <summary>The greatest double below 1: with 1, the bias of a mean could not be corrected.</summary>
    public const double MostKept = 0.99999999999999989;

    /// <summary>With 0 the padding of parameters, and every number without a gradient, would be 0/0; below this it is 0 in float32.</summary>
    private const double LeastEpsilon = 1e-30;
}
