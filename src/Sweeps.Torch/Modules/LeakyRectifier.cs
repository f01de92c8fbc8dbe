using TorchSharp;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.LeakyReLU that holds its number for as long as native code may read it.</summary>
internal sealed class LeakyRectifier(double negativeSlope) : nn.Module<Tensor, Tensor>("LeakyReLU")
{
    private readonly Scalar _slope = negativeSlope;

    public override Tensor forward(Tensor input) => input.leaky_relu(_slope);
}
