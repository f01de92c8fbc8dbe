using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.RMSNorm, which TorchSharp does not have: x/√(Σx²/n + ε)·γ.</summary>
internal sealed class RootMeanSquareNorm : nn.Module<Tensor, Tensor>
{
    private readonly UnitGains _gains;
    private readonly Scalar _epsilon;

    public RootMeanSquareNorm(int units, DeclaredOptions options, ScalarType type)
        : base("RMSNorm")
    {
        _epsilon = options.Number("eps");
        _gains = new UnitGains(units, options, hasBias: false, type);
        foreach (var (name, parameter) in _gains.All)
            register_parameter(name, parameter);
    }

    public override Tensor forward(Tensor input) => _gains.Apply(input.mul(input.mul(input).mean([-1], keepdim: true).add(_epsilon, Held.One).rsqrt()));
}
