using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.RMSNorm, which TorchSharp does not have: x/√(Σx²/n + ε)·γ.</summary>
internal sealed class RootMeanSquareNorm : nn.Module<Tensor, Tensor>
{
    /// <summary>What torch.nn.RMSNorm takes where no eps is given: torch.finfo(torch.float32).eps.</summary>
    private const double Epsilon = 1.1920928955078125e-7;

    private readonly Parameter _weight;
    private readonly Scalar _epsilon = Epsilon;

    public RootMeanSquareNorm(int units, ScalarType type)
        : base("RMSNorm")
    {
        _weight = new Parameter(ones(units, dtype: type));
        register_parameter("weight", _weight);
    }

    public override Tensor forward(Tensor input) => input.mul(input.mul(input).mean([-1], keepdim: true).add(_epsilon, Held.One).rsqrt()).mul(_weight);
}
