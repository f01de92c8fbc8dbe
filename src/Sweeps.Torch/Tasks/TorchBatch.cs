using static TorchSharp.torch;

namespace Sweeps.Torch.Tasks;

/// <summary>Examples that a network sees at once. The tensors live until the step ends.</summary>
/// <param name="Inputs">Samples × features (float32), or samples × symbols (int64) where the dataset is a list of words.</param>
/// <param name="Targets">A class per sample (int64), or samples × numbers (float32).</param>
public sealed record TorchBatch(Tensor Inputs, Tensor Targets)
{
    /// <summary>The number of examples.</summary>
    public int Count => (int)Inputs.shape[0];
}
