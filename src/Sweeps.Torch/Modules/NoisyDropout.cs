using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.Dropout with noise that it is given, since LibTorch would draw from the stream of the whole process, and with MKL's generator.</summary>
internal sealed class NoisyDropout(int units) : nn.Module<Tensor, Tensor>("Dropout")
{
    private Tensor? _noise;

    /// <summary>Sets the noise of the next steps in training.</summary>
    /// <param name="noise">Samples × units; converted to the type of what flows in.</param>
    public void Use(float[] noise) => _noise = tensor(noise, [noise.Length / units, units]);

    public override Tensor forward(Tensor input) => training ? input.mul((_noise ?? throw new InvalidOperationException("There is no noise.")).to(input.dtype)) : input;
}
