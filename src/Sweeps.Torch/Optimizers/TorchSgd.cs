using Sweeps.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>torch.optim.SGD.</summary>
internal sealed class TorchSgd(DeclaredOptions options) : TorchOptimizer
{
    private readonly double _ownMomentum = options.Number("momentum");
    private readonly double _dampening = options.Number("dampening");
    private readonly bool _nesterov = options.Switch("nesterov");
    private double _momentum;
    private bool _isFirst;

    public override void Begin(int step, double? scheduledMomentum) => (_momentum, _isFirst) = (scheduledMomentum ?? _ownMomentum, step == 1);

    public override void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate, double decay)
    {
        using Scalar down = -rate;
        using Scalar momentum = _momentum;
        // The first gradient goes in whole.
        using Scalar taken = _isFirst ? 1 : 1 - _dampening;
        var direction = WithDecay(parameter, gradient, decay);
        if (_ownMomentum != 0)
        {
            var buffer = slots[0].mul_(momentum).add_(direction, taken);
            direction = _nesterov ? direction.add(buffer, momentum) : buffer;
        }

        parameter.add_(direction, down);
    }
}
