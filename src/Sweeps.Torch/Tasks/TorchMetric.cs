using Sweeps.Training.Tasks;
using static TorchSharp.torch;

namespace Sweeps.Torch.Tasks;

/// <summary>A number besides the loss that outputs are judged by, measured over whole splits.</summary>
/// <param name="Name">The name in tables: lower case, words joined by '_'.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Mean">The mean over the examples of a batch, of its outputs: a tensor of one number. Over a split, the means of its batches are weighted by their examples.</param>
public sealed record TorchMetric(string Name, MetricDirection Direction, string Summary, Func<Tensor, TorchBatch, Tensor> Mean)
{
    /// <summary>The fraction of examples whose largest output is that of their class. Outputs are samples × classes.</summary>
    public static TorchMetric Accuracy { get; } = new(
        "accuracy", MetricDirection.Maximize, "The fraction of examples whose largest output is that of their class.",
        static (outputs, batch) => outputs.argmax(1).eq(batch.Targets).to(ScalarType.Float32).mean());
}
