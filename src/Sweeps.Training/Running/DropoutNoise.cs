using Sweeps.Numerics.Random;
using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Running;

/// <summary>What dropout multiplies outputs by in training. The same for every engine.</summary>
/// <remarks>
/// torch.nn.functional.dropout on the CPU, where PyTorch is built without MKL: <c>empty_like(x).bernoulli_(1 − p).div_(1 − p)</c>, drawn one number after another, each 1 if a uniform
/// number of 53 bits is below 1 − p. The stream is that of the batches, which a step draws first. In evaluation nothing is drawn.
/// </remarks>
/// <param name="network">The network.</param>
/// <param name="catalogue">Has its activation and norm.</param>
public sealed class DropoutNoise(NetworkSettings network, ModelCatalogue catalogue)
{
    private readonly int[] _units = [.. Architecture.Modules(network, catalogue).Where(module => module.Role == ModuleRole.Other).Select(module => module.Outputs)];

    /// <summary>The noise of every dropout of the network in forward order, for one step: samples × units.</summary>
    /// <param name="generator">The stream of the batches, behind the batch of the step.</param>
    /// <param name="samples">Examples of the batch.</param>
    public IReadOnlyList<float[]> Next(TorchGenerator generator, int samples)
    {
        var all = _units.Select(units => new float[samples * units]).ToList();
        foreach (var noise in all)
            Draw(network.Dropout, generator, noise);
        return all;
    }

    /// <summary>Draws some numbers: 0, or 1/(1 − p) in float32.</summary>
    /// <param name="probability">That of 0, from 0 to 1.</param>
    /// <param name="generator">Draws them; nothing is drawn if all are 0.</param>
    /// <param name="noise">Receives them.</param>
    public static void Draw(double probability, TorchGenerator generator, Span<float> noise)
    {
        if (probability.Equals(1.0))
        {
            noise.Clear();
            return;
        }

        var kept = 1 - probability;
        var scale = 1 / (float)kept;
        for (var i = 0; i < noise.Length; i++)
            noise[i] = generator.RandDouble() < kept ? scale : 0;
    }
}
