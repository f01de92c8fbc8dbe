using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>An activation of LibTorch's operations, for what TorchSharp's own modules would make numbers of that nobody holds (<see cref="Held"/>).</summary>
internal sealed class Elementwise(string name, Func<Tensor, Tensor> function) : nn.Module<Tensor, Tensor>(name)
{
    private static readonly Scalar s_half = 0.5;
    private static readonly Scalar s_cubic = 0.044715;
    private static readonly Scalar s_root = Math.Sqrt(2 / Math.PI);
    private static readonly Scalar s_minusOne = -1;

    public override Tensor forward(Tensor input) => function(input);

    /// <summary>torch.nn.ELU.</summary>
    public static Elementwise Elu(double alpha)
    {
        Scalar held = alpha;
        return new("ELU", input => input.elu(held, Held.One, Held.One));
    }

    /// <summary>torch.nn.Hardtanh, as torch.clamp: TorchSharp's own gives back its input.</summary>
    public static Elementwise HardTanh() => new("Hardtanh", input => input.clamp(s_minusOne, Held.One));

    /// <summary>torch.nn.Softplus, as −ln σ(−x).</summary>
    public static Elementwise Softplus() => new("Softplus", SoftplusOf);

    /// <summary>torch.nn.Mish.</summary>
    public static Elementwise Mish() => new("Mish", input => input.mul(SoftplusOf(input).tanh()));

    /// <summary>torch.nn.GELU with approximate='tanh', written out: TorchSharp's own hands the choice to no native function.</summary>
    public static Elementwise GeluTanh() => new("GELU", input =>
        input.mul(s_half).mul(input.add(input.mul(input).mul(input).mul(s_cubic), Held.One).mul(s_root).tanh().add(Held.One, Held.One)));

    private static Tensor SoftplusOf(Tensor input) => input.neg().log_sigmoid().neg();
}
