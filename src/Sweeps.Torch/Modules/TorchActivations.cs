using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>The activations that this engine makes. A new one is one entry here.</summary>
internal static class TorchActivations
{
    public static IReadOnlyList<TorchKind<Func<DeclaredOptions, nn.Module<Tensor, Tensor>>>> All { get; } =
    [
        new("tanh", [], _ => nn.Tanh()),
        new("relu", [], _ => nn.ReLU()),
        new("selu", [], _ => nn.SELU()),
        new("gelu", [], _ => nn.GELU()),
        new("leaky_relu", ["negative_slope"], options => new LeakyRectifier(options.Number("negative_slope"))),
    ];
}
