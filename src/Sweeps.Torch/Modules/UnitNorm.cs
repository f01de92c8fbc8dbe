using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.BatchNorm1d; with Bessel's correction it divides the variance by which a batch is normalised by n − 1 too (“MLP with backpropagation”).</summary>
internal sealed class UnitNorm : nn.Module<Tensor, Tensor>
{
    private readonly UnitGains _gains;
    private readonly Tensor _mean;
    private readonly Tensor _variance;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _isUnbiased;
    private readonly Scalar _newest;
    private readonly Scalar _kept;
    private readonly Scalar _added;

    public UnitNorm(int units, DeclaredOptions options, ScalarType type)
        : base("BatchNorm1d")
    {
        (_momentum, _epsilon, _isUnbiased) = (options.Number("momentum"), options.Number("eps"), options.Switch("bessel"));
        (_newest, _kept, _added) = (_momentum, 1 - _momentum, _epsilon);
        _gains = new UnitGains(units, options, hasBias: true, type);
        _mean = zeros(units, dtype: type);
        _variance = ones(units, dtype: type);
        foreach (var (name, parameter) in _gains.All)
            register_parameter(name, parameter);
        register_buffer("running_mean", _mean);
        register_buffer("running_var", _variance);
    }

    public override Tensor forward(Tensor input)
    {
        if (!training || !_isUnbiased)
            return nn.functional.batch_norm(input, _mean, _variance, _gains.Weight, _gains.Bias, training, _momentum, _epsilon);
        var mean = input.mean([0]);
        var variance = input.var([0], unbiased: true);
        using (no_grad())
        {
            _mean.mul_(_kept).add_(mean, _newest);
            _variance.mul_(_kept).add_(variance, _newest);
        }

        return _gains.Apply(input.sub(mean).mul(variance.add(_added, Held.One).rsqrt()));
    }
}
