using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.BatchNorm1d; with Bessel's correction it divides the variance by which a batch is normalised by n − 1 too (“MLP with backpropagation”).</summary>
internal sealed class UnitNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Tensor _mean;
    private readonly Tensor _variance;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _isUnbiased;
    private readonly Scalar _newest;
    private readonly Scalar _kept;
    private readonly Scalar _added;

    public UnitNorm(int units, double momentum, double epsilon, bool isUnbiased, ScalarType type)
        : base("BatchNorm1d")
    {
        (_momentum, _epsilon, _isUnbiased) = (momentum, epsilon, isUnbiased);
        (_newest, _kept, _added) = (momentum, 1 - momentum, epsilon);
        _weight = new Parameter(ones(units, dtype: type));
        _bias = new Parameter(zeros(units, dtype: type));
        _mean = zeros(units, dtype: type);
        _variance = ones(units, dtype: type);
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
        register_buffer("running_mean", _mean);
        register_buffer("running_var", _variance);
    }

    public override Tensor forward(Tensor input)
    {
        if (!training || !_isUnbiased)
            return nn.functional.batch_norm(input, _mean, _variance, _weight, _bias, training, _momentum, _epsilon);
        var mean = input.mean([0]);
        var variance = input.var([0], unbiased: true);
        using (no_grad())
        {
            _mean.mul_(_kept).add_(mean, _newest);
            _variance.mul_(_kept).add_(variance, _newest);
        }

        return input.sub(mean).mul(variance.add(_added, Held.One).rsqrt()).mul(_weight).Plus(_bias);
    }
}
