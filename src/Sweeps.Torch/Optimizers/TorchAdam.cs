using Sweeps.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Optimizers;

/// <summary>torch.optim.Adam without amsgrad: the operations of its single-tensor form.</summary>
internal sealed class TorchAdam(DeclaredOptions options) : TorchOptimizer
{
    private readonly double _beta1 = options.Number("beta1");
    private readonly double _beta2 = options.Number("beta2");
    private readonly double _decays = options.Number("weight_decay");
    private readonly Scalar _decay = options.Number("weight_decay");
    private readonly Scalar _kept1 = options.Number("beta1");
    private readonly Scalar _kept2 = options.Number("beta2");
    private readonly Scalar _new1 = 1 - options.Number("beta1");
    private readonly Scalar _new2 = 1 - options.Number("beta2");
    private readonly Scalar _epsilon = options.Number("eps");
    private double _correction1 = 1;
    private double _rootOfCorrection2 = 1;

    public override void Begin(int step)
    {
        _correction1 = 1 - Math.Pow(_beta1, step);
        _rootOfCorrection2 = Math.Sqrt(1 - Math.Pow(_beta2, step));
    }

    public override void Update(Tensor parameter, Tensor gradient, IReadOnlyList<Tensor> slots, double rate)
    {
        using Scalar down = -rate / _correction1;
        using Scalar root = _rootOfCorrection2;
        var direction = _decays == 0 ? gradient : gradient.add(parameter, _decay);
        var mean = slots[0].mul_(_kept1).add_(direction, _new1);
        var square = slots[1].mul_(_kept2).addcmul_(direction, direction, _new2);
        parameter.addcdiv_(mean, square.sqrt().div_(root).add_(_epsilon, Held.One), down);
    }

    public override void Dispose()
    {
        foreach (var number in (Scalar[])[_decay, _kept1, _kept2, _new1, _new2, _epsilon])
            number.Dispose();
    }
}
