using Sweeps.Torch.Tasks;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>Evaluates a plugin's network over a whole split.</summary>
internal static class TaskEvaluation
{
    /// <summary>The mean loss and metrics: the means of batches in order, weighted by their examples and summed in double precision.</summary>
    public static (double Loss, IReadOnlyList<MetricValue> Metrics) Of(TorchTask task, nn.Module network, ExampleSet split)
    {
        network.eval();
        using var frozen = no_grad();
        var loss = 0.0;
        var sums = new double[task.Metrics.Count];
        for (var first = 0; first < split.Count; first += task.EvaluationBatchSize)
        {
            using var scope = NewDisposeScope();
            int[] examples = [.. Enumerable.Range(first, Math.Min(task.EvaluationBatchSize, split.Count - first))];
            var batch = new TorchBatch(Examples.Inputs(split, examples), Examples.Targets(split, examples));
            var outputs = task.Forward(network, batch);
            loss += Number(task.Loss(outputs, batch)) * examples.Length;
            for (var i = 0; i < sums.Length; i++)
                sums[i] += Number(task.Metrics[i].Mean(outputs, batch)) * examples.Length;
        }

        return (Mean(loss), [.. task.Metrics.Select((metric, i) => new MetricValue(metric.Name, Mean(sums[i])))]);

        double Mean(double sum) => double.IsNaN(sum) ? double.NaN : sum / split.Count;
    }

    private static double Number(Tensor tensor) => tensor.detach().cpu().to(ScalarType.Float64).item<double>();
}
