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
        var loss = 0.0;
        var sums = new double[task.Metrics.Count];
        Evaluation.ForEachPortion(network, split, task.EvaluationBatchSize, batch =>
        {
            var outputs = task.Forward(network, batch);
            loss += Number(task.Loss(outputs, batch)) * batch.Count;
            for (var i = 0; i < sums.Length; i++)
                sums[i] += Number(task.Metrics[i].Mean(outputs, batch)) * batch.Count;
        });
        return (Mean(loss), [.. task.Metrics.Select((metric, i) => new MetricValue(metric.Name, Mean(sums[i])))]);

        double Mean(double sum) => double.IsNaN(sum) ? double.NaN : sum / split.Count;
    }

    private static double Number(Tensor tensor) => tensor.detach().cpu().to(ScalarType.Float64).item<double>();
}
