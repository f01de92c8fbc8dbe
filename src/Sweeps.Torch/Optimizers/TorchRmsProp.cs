using Sweeps.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>torch.optim.RMSprop: the operations of its single-tensor form.</summary>
internal sealed class TorchRmsProp(DeclaredOptions options) : TorchOptimizer
{
    private static readonly Scalar s_minusOne = -1;

    private readonly double _ownMomentum = options.Number("momentum");
    private readonly bool _isCentered = options.Switch("centered");
    private readonly Scalar _kept = options.Number("alpha");
    private readonly Scalar _taken = 1 - options.Number("alpha");
    private readonly Scalar _epsilon = options.Number("eps");
    private double _momentum;

    public override void Begin(int step, double? scheduledMomentum) => _momentum = scheduledMomentum ?? _ownMomentum;

    public override void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate, double decay)
    {
        using Scalar down = -rate;
        using Scalar momentum = _momentum;
        var direction = WithDecay(parameter, gradient, decay);
        var variance = slots[0].mul_(_kept).addcmul_(direction, direction, _taken);
        if (_isCentered)
        {
            var mean = slots[_ownMomentum == 0 ? 1 : 2].mul_(_kept).add_(direction, _taken);
            variance = variance.addcmul(mean, mean, s_minusOne);
        }

        var divisor = variance.sqrt().add_(_epsilon, Held.One);
        if (_ownMomentum == 0)
            parameter.addcdiv_(direction, divisor, down);
        else
            parameter.add_(slots[1].mul_(momentum).addcdiv_(direction, divisor, Held.One), down);
    }

    public override void Dispose()
    {
        foreach (var number in (Scalar[])[_kept, _taken, _epsilon])
            number.Dispose();
    }
}
