using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.LayerNorm over the units of each sample.</summary>
internal sealed class SampleNorm : nn.Module<Tensor, Tensor>
{
    /// <summary>As torch.nn.LayerNorm.</summary>
    private const double Epsilon = 1e-5;

    private readonly long[] _shape;
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    public SampleNorm(int units, ScalarType type)
        : base("LayerNorm")
    {
        _shape = [units];
        _weight = new Parameter(ones(units, dtype: type));
        _bias = new Parameter(zeros(units, dtype: type));
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, _weight, _bias, Epsilon);
}
