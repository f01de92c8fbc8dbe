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
        new("identity", [], _ => nn.Identity()),
        new("sigmoid", [], _ => nn.Sigmoid()),
        new("hardtanh", [], _ => Elementwise.HardTanh()),
        new("softplus", [], _ => Elementwise.Softplus()),
        new("elu", ["elu_alpha"], options => Elementwise.Elu(options.Number("elu_alpha"))),
        new("silu", [], _ => nn.SiLU()),
        new("mish", [], _ => Elementwise.Mish()),
        new("gelu_tanh", [], _ => Elementwise.GeluTanh()),
    ];
}
