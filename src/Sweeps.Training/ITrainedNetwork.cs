namespace Sweeps.Training;

/// <summary>A network with trained weights, for computing its outputs. Not thread-safe.</summary>
public interface ITrainedNetwork : IDisposable
{
    /// <summary>The numbers of the last layer for one context, by the statistics of evaluation: what <see cref="ITrainingRun.Evaluate"/> takes the loss of.</summary>
    /// <param name="context">The symbols that the network sees, oldest first.</param>
    /// <param name="logits">Receives a number per symbol.</param>
    void Logits(ReadOnlySpan<ushort> context, Span<float> logits);
}
