using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Sampling;

/// <summary>A saved network that gives the probabilities of the next symbol, for one context at a time. Not thread-safe.</summary>
public sealed class SavedNetwork : IDisposable
{
    private readonly ITrainedNetwork _network;
    private readonly ushort[] _context;
    private readonly float[] _logits;

    /// <param name="engine">The engine that trained the network.</param>
    /// <param name="settings">The architecture of the network.</param>
    /// <param name="tensors">The saved tensors, by name.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, or its size does not fit the network.</exception>
    public SavedNetwork(ITrainingEngine engine, NetworkSettings settings, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        _network = engine.Load(settings, tensors);
        _context = new ushort[settings.Context];
        _logits = new float[settings.VocabularySize];
    }

    /// <summary>The number of symbols in a context.</summary>
    public int Context => _context.Length;

    /// <summary>Gives the probability of each symbol after a context: the softmax of the float32 logits, in double precision.</summary>
    /// <param name="context">The indices of the last symbols, the oldest first; <see cref="Context"/> of them.</param>
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
