using Sweeps.Training.Tasks;

namespace Sweeps.Engine.Training;

/// <summary>The loss over a whole split.</summary>
internal static unsafe class Evaluation
{
    /// <summary>The mean over all examples in order, summed in double precision.</summary>
    /// <param name="metrics">See the outputs of each portion.</param>
    public static double MeanLoss<V>(Network<float, V> network, ExampleSet split, IReadOnlyList<(MetricInfo Metric, MetricSum Sum)> metrics)
        where V : unmanaged, ILanes<V, float>
    {
        var sum = 0.0;
        for (var first = 0; first < split.Count; first += network.Batch.Stride)
        {
            var count = Math.Min(network.Batch.Stride, split.Count - first);
            network.Batch.Fill(split, first, count);
            network.Forward(Phase.Evaluate);
            var losses = network.Losses();
            for (var i = 0; i < count; i++)
                sum += losses[i];
            foreach (var (_, metric) in metrics)
                metric.Add(new ReadOnlySpan<float>(network.Logits.Value, network.Logits.Units * network.Logits.Stride), network.Logits.Stride, split.Targets, first, count);
        }

        var mean = sum / split.Count;
        return double.IsNaN(mean) ? double.NaN : mean;
    }
}
