using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.Linear, whose constructor would draw from the random stream of the whole process.</summary>
internal sealed class DenseLinear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Scalar? _factor;

    /// <param name="factor">A parametrization's, on what flows in.</param>
    public DenseLinear(int inputs, int outputs, bool hasBias, double factor, ScalarType type)
        : base("Linear")
    {
        _factor = factor == 1 ? null : factor;
        _weight = new Parameter(zeros(outputs, inputs, dtype: type));
        register_parameter("weight", _weight);
        if (!hasBias)
            return;
        _bias = new Parameter(zeros(outputs, dtype: type));
        register_parameter("bias", _bias);
    }

    public override Tensor forward(Tensor input) => nn.functional.linear(_factor is null ? input : input.mul(_factor), _weight, _bias);
}
