using Sweeps.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>torch.optim.SGD without dampening and Nesterov's momentum.</summary>
internal sealed class TorchSgd(DeclaredOptions options) : TorchOptimizer
{
    private readonly double _keeps = options.Number("momentum");
    private readonly double _decays = options.Number("weight_decay");
    private readonly Scalar _momentum = options.Number("momentum");
    private readonly Scalar _decay = options.Number("weight_decay");

    public override void Begin(int step)
    {
    }

    public override void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate)
    {
        using Scalar down = -rate;
        var direction = _decays == 0 ? gradient : gradient.add(parameter, _decay);
        if (_keeps != 0)
            direction = slots[0].mul_(_momentum).add_(direction, Held.One);
        parameter.add_(direction, down);
    }

    public override void Dispose()
    {
        _momentum.Dispose();
        _decay.Dispose();
    }
}
