using Sweeps.Numerics.Functions;

namespace Sweeps.Training.Tasks;

/// <summary>Which of several classes an example belongs to: the softmax of the outputs, judged by its cross-entropy.</summary>
public sealed class Classification : TaskDescriptor
{
    /// <inheritdoc/>
    public override string Name => "classification";

    /// <inheritdoc/>
    public override string Summary => "Says which of several classes an example belongs to: the next symbol of a word, or a digit.";

    /// <inheritdoc/>
    public override string Loss => "cross_entropy";

    /// <inheritdoc/>
    public override IReadOnlyList<MetricInfo> Metrics { get; } = [Accuracy.Info, Accuracy.Clean, Accuracy.Noisy];

    /// <inheritdoc/>
    public override bool Accepts(TargetShape targets) => targets is ClassShape;

    /// <summary>ln of the number of classes, in nats.</summary>
    public override double? ExpectedLoss(int outputs, IDataset? data) => Elementary.Log(outputs);

    /// <summary>The entropy of the class frequencies of the training split, in nats.</summary>
    public override double? ChanceLoss(IDataset data) =>
        data.Train.Targets is ClassTargets targets ? Entropy(targets.Classes.Span, data.Targets.Outputs) : null;

    /// <summary>−Σ p·ln p over the classes in ascending order, in double precision; p is a class's count by the count of all, and a class without examples adds nothing.</summary>
    /// <param name="targets">A class per example.</param>
    /// <param name="classes">Every target is below it.</param>
    public static double Entropy(ReadOnlySpan<ushort> targets, int classes)
    {
        var counts = new int[classes];
        foreach (var target in targets)
            counts[target]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count == 0 || count == targets.Length)
                continue;
            var share = (double)count / targets.Length;
            entropy -= share * Elementary.Log(share);
        }

        return entropy;
    }
}
