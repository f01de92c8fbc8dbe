using Sweeps.Torch.Modules;
using Sweeps.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>
/// Statistics of a normalisation measured over the whole training set after training (“MLP with backpropagation”): layer by layer, the mean and then the
/// unbiased variance of what flows in, summed in double precision.
/// </summary>
internal static class Calibration
{
    public static void Run(TorchNetwork network, ExampleSet train)
    {
        Tensor? input = null;
        foreach (var (info, module) in network.All.Where(module => module.Info.Role == ModuleRole.Norm))
        {
            using var scope = NewDisposeScope();
            var hook = module.register_forward_hook((_, entering, output) =>
            {
                input = entering;
                return output;
            });
            try
            {
                Measure(network, info, module, train, () => input!);
            }
            finally
            {
                hook.remove();
            }
        }
    }

    private static void Measure(TorchNetwork network, ModuleInfo info, nn.Module<Tensor, Tensor> module, ExampleSet train, Func<Tensor> input)
    {
        var mean = zeros(info.Outputs, dtype: ScalarType.Float64);
        Pass(() => mean.add_(Doubles(input()).sum([0L]), Held.One));
        using Scalar count = train.Count, less = train.Count - 1;
        mean.div_(count);
        var squares = zeros_like(mean);
        Pass(() => squares.add_(Squares(Doubles(input()).sub(mean)).sum([0L]), Held.One));
        squares.div_(less);
        using var frozen = no_grad();
        foreach (var (name, buffer) in module.named_buffers())
        {
            if (name is "running_mean")
                buffer.copy_(mean);
            else if (name is "running_var")
                buffer.copy_(squares);
        }

        void Pass(Action add) => Evaluation.ForEachPortion(network, train, Evaluation.Portion, batch =>
        {
            network.call(batch.Inputs);
            add();
        });
    }

    private static Tensor Squares(Tensor tensor) => tensor.mul(tensor);

    private static Tensor Doubles(Tensor tensor) => tensor.to(ScalarType.Float64);
}
