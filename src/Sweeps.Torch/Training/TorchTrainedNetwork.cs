using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>A network with weights from elsewhere.</summary>
internal sealed class TorchTrainedNetwork : ITrainedNetwork
{
    private readonly TorchNetwork _network;

    public TorchTrainedNetwork(NetworkSettings settings, ModelCatalogue catalogue, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        _network = new TorchNetwork(settings, catalogue);
        try
        {
            new NamedTensors(_network).Load(tensors);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        _network.eval();
    }

    public void Logits(ReadOnlySpan<ushort> context, Span<float> logits)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var split = new ExampleSet(context.Length, context.ToArray(), new ushort[1]);
        NamedTensors.Numbers(_network.call(Examples.Inputs(split, [0])).cpu().contiguous()).CopyTo(logits);
    }

    public void Dispose() => _network.Dispose();
}
