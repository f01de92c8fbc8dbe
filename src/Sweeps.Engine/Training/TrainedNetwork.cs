using Sweeps.Training.Tasks;

namespace Sweeps.Engine.Training;

/// <summary>The layers of training with weights that were saved, a sample at a time.</summary>
internal sealed unsafe class TrainedNetwork<V> : ITrainedNetwork
    where V : unmanaged, ILanes<V, float>
{
    private static readonly ushort[] s_noTarget = [0];
    private readonly Network<float, V> _network;

    /// <exception cref="InvalidDataException">A tensor is missing or has another size than the network's.</exception>
    public TrainedNetwork(NetworkSettings settings, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        _network = new Network<float, V>(settings, batchSize: 1, keepsGradients: false, TrainingTasks.Classification.Loss);
        try
        {
            WeightExport.Load(_network, tensors);
        }
        catch
        {
            _network.Dispose();
            throw;
        }
    }

    public void Logits(ReadOnlySpan<ushort> context, Span<float> logits)
    {
        _network.Batch.Fill(new ExampleSet(context.Length, context.ToArray(), s_noTarget), 0, 1);
        _network.Forward(Phase.Evaluate);
        var output = _network.Logits;
        for (var unit = 0; unit < output.Units; unit++)
            logits[unit] = output.Value[unit * output.Stride];
    }

    public void Dispose() => _network.Dispose();
}
