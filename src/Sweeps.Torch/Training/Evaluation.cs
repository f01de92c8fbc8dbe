using Sweeps.Torch.Modules;
using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>Passes over a whole split with the statistics of evaluation.</summary>
internal static class Evaluation
{
    /// <summary>Examples at once. It is part of the arithmetic.</summary>
    public const int Portion = 1024;

    /// <summary>The mean over all examples in order, summed in double precision.</summary>
    /// <param name="metrics">See the outputs of each portion.</param>
    public static double MeanLoss(TorchNetwork network, TorchLoss loss, ExampleSet split, IReadOnlyList<(MetricInfo Metric, MetricSum Sum)> metrics)
    {
        var sum = 0.0;
        var done = 0;
        ForEachPortion(network, split, Portion, batch =>
        {
            var outputs = network.call(batch.Inputs);
            foreach (var each in NamedTensors.Numbers(loss.OfEach(outputs, batch.Targets).cpu().contiguous()))
                sum += each;
            var count = batch.Count;
            var byUnit = metrics.Count == 0 ? default : NamedTensors.Numbers(outputs.t().cpu().contiguous());
            foreach (var (_, metric) in metrics)
                metric.Add(byUnit, count, split.Targets, done, count);
            done += count;
        });
        var mean = sum / split.Count;
        return double.IsNaN(mean) ? double.NaN : mean;
    }

    /// <summary>Shows a network in evaluation all examples of a split in order.</summary>
    /// <param name="size">Examples at once.</param>
    /// <param name="look">Gets a portion. What it computes without keeping it ends with the portion.</param>
    public static void ForEachPortion(nn.Module network, ExampleSet split, int size, Action<TorchBatch> look)
    {
        network.eval();
        using var frozen = no_grad();
        for (var first = 0; first < split.Count; first += size)
        {
            using var scope = NewDisposeScope();
            int[] examples = [.. Enumerable.Range(first, Math.Min(size, split.Count - first))];
            look(new TorchBatch(Examples.Inputs(split, examples), Examples.Targets(split, examples)));
        }
    }
}
