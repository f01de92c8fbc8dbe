using Sweeps.Torch.Modules;

namespace Sweeps.Torch.Optimizers;

/// <summary>The optimizers that this engine has. A new one is one file and one entry here.</summary>
internal static class TorchOptimizers
{
    public static IReadOnlyList<TorchKind<Func<DeclaredOptions, TorchOptimizer>>> All { get; } =
    [
        new("sgd", ["momentum", "weight_decay", "dampening", "nesterov"], options => new TorchSgd(options)),
        new("adam", ["weight_decay", "beta1", "beta2", "eps"], options => new TorchAdam(options, isDecoupled: false)),
        new("adamw", ["weight_decay", "beta1", "beta2", "eps"], options => new TorchAdam(options, isDecoupled: true)),
        new("rmsprop", ["momentum", "weight_decay", "eps", "alpha", "centered"], options => new TorchRmsProp(options)),
    ];
}
