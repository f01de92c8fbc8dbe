using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.Linear, whose constructor would draw from the random stream of the whole process.</summary>
internal sealed class DenseLinear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;

    public DenseLinear(int inputs, int outputs, bool hasBias, ScalarType type)
        : base("Linear")
    {
        _weight = new Parameter(zeros(outputs, inputs, dtype: type));
        register_parameter("weight", _weight);
        if (!hasBias)
            return;
        _bias = new Parameter(zeros(outputs, dtype: type));
        register_parameter("bias", _bias);
    }

    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);
}
