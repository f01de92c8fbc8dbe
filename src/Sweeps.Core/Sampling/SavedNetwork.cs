using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Sampling;

/// <summary>A saved network as a distribution over symbols, one context at a time.</summary>
public sealed class SavedNetwork : IDisposable
{
    private readonly ITrainedNetwork _network;
    private readonly ushort[] _context;
    private readonly float[] _logits;

    /// <param name="engine">The engine that trained it.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size than the network's.</exception>
    public SavedNetwork(ITrainingEngine engine, NetworkSettings settings, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        _network = engine.Load(settings, tensors);
        _context = new ushort[settings.Context];
        _logits = new float[settings.VocabularySize];
    }

    /// <summary>Symbols that the network sees at once.</summary>
    public int Context => _context.Length;

    /// <summary>The softmax of the logits after a context, in double precision from logits in float32.</summary>
    /// <param name="context">The last symbols, oldest first.</param>
    public double[] Probabilities(ReadOnlySpan<int> context)
    {
        for (var i = 0; i < _context.Length; i++)
            _context[i] = (ushort)context[i];
        _network.Logits(_context, _logits);
        double most = _logits.Max();
        var exponentials = Array.ConvertAll(_logits, logit => Elementary.Exp(logit - most));
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, value => value / sum);
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => _network.Dispose();
}
