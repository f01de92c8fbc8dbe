using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>Passes over a whole split with the statistics of evaluation.</summary>
internal static class Evaluation
{
    /// <summary>Examples at once. It is part of the arithmetic.</summary>
    private const int Portion = 1024;

    /// <summary>The mean over all examples in order, summed in double precision.</summary>
    /// <param name="metrics">See the outputs of each portion.</param>
    public static double MeanLoss(TorchNetwork network, TorchLoss loss, ExampleSet split, IReadOnlyList<(MetricInfo Metric, MetricSum Sum)> metrics)
    {
        var sum = 0.0;
        var done = 0;
        ForEachPortion(network, split, (outputs, targets) =>
        {
            foreach (var each in NamedTensors.Numbers(loss.OfEach(outputs, targets).cpu().contiguous()))
                sum += each;
            var count = (int)outputs.shape[0];
            var byUnit = metrics.Count == 0 ? default : NamedTensors.Numbers(outputs.t().cpu().contiguous());
            foreach (var (_, metric) in metrics)
                metric.Add(byUnit, count, split.Targets, done, count);
            done += count;
        });
        var mean = sum / split.Count;
        return double.IsNaN(mean) ? double.NaN : mean;
    }

    /// <summary>Runs the network on all examples of a split.</summary>
    /// <param name="look">Gets the outputs and the targets of each portion.</param>
    public static void ForEachPortion(TorchNetwork network, ExampleSet split, Action<Tensor, Tensor> look)
    {
        network.eval();
        using var frozen = no_grad();
        for (var first = 0; first < split.Count; first += Portion)
        {
            using var scope = NewDisposeScope();
            int[] examples = [.. Enumerable.Range(first, Math.Min(Portion, split.Count - first))];
            look(network.call(Examples.Inputs(split, examples)), Examples.Targets(split, examples));
        }
    }
}
