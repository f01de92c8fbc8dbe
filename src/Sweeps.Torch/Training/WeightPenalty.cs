using Sweeps.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>The penalty on weights.</summary>
internal static class WeightPenalty
{
    /// <summary>The factor times the sum over linear layers of the mean squared weight.</summary>
    public static Tensor Of(TorchNetwork network, NamedTensors tensors, Scalar factor)
    {
        var means = network.All.Where(module => module.Info.IsLinear).Select(module => tensors.Weight(module.Info)).Select(weight => weight.mul(weight).mean());
        return means.Aggregate(Held.Plus).mul(factor);
    }
}
