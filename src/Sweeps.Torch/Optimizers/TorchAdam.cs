using Sweeps.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>torch.optim.Adam or AdamW without amsgrad: the operations of its single-tensor form.</summary>
/// <param name="isDecoupled">Whether it is AdamW, which takes the decay off the parameter.</param>
internal sealed class TorchAdam(DeclaredOptions options, bool isDecoupled) : TorchOptimizer
{
    private readonly double _ownBeta1 = options.Number("beta1");
    private readonly double _beta2 = options.Number("beta2");
    private readonly Scalar _kept2 = options.Number("beta2");
    private readonly Scalar _new2 = 1 - options.Number("beta2");
    private readonly Scalar _epsilon = options.Number("eps");
    private double _beta1;
    private double _correction1 = 1;
    private double _rootOfCorrection2 = 1;

    public override void Begin(int step, double? scheduledMomentum)
    {
        _beta1 = scheduledMomentum ?? _ownBeta1;
        _correction1 = 1 - Math.Pow(_beta1, step);
        _rootOfCorrection2 = Math.Sqrt(1 - Math.Pow(_beta2, step));
    }

    public override void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate, double decay)
    {
        using Scalar down = -rate / _correction1;
        using Scalar root = _rootOfCorrection2;
        using Scalar kept1 = _beta1;
        using Scalar new1 = 1 - _beta1;
        using Scalar kept = 1 - (rate * decay);
        if (isDecoupled)
            parameter.mul_(kept);
        var direction = isDecoupled ? gradient : WithDecay(parameter, gradient, decay);
        var mean = slots[0].mul_(kept1).add_(direction, new1);
        var square = slots[1].mul_(_kept2).addcmul_(direction, direction, _new2);
        parameter.addcdiv_(mean, square.sqrt().div_(root).add_(_epsilon, Held.One), down);
    }

    public override void Dispose()
    {
        foreach (var number in (Scalar[])[_kept2, _new2, _epsilon])
            number.Dispose();
    }
}
