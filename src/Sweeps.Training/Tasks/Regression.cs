namespace Sweeps.Training.Tasks;

/// <summary>Which numbers belong to an example, judged by the mean squared error.</summary>
public sealed class Regression : TaskDescriptor
{
    /// <inheritdoc/>
    public override string Name => "regression";

    /// <inheritdoc/>
    public override string Summary => "Says which numbers belong to an example.";

    /// <inheritdoc/>
    public override string Loss => "mse";

    /// <inheritdoc/>
    public override IReadOnlyList<MetricInfo> Metrics { get; } =
    [
        new("r2", MetricDirection.Maximize, "R², the part of the targets' variance that the outputs explain: 1 for outputs without a mistake, 0 for the targets' means.", RSquared),
    ];

    /// <inheritdoc/>
    public override bool Accepts(TargetShape targets) => targets is NumberShape;

    /// <summary>The mean squared target of the training split.</summary>
    public override double? ExpectedLoss(int outputs, IDataset? data) =>
        data?.Train.Targets is NumberTargets targets ? Deviation(targets, around: static _ => 0) : null;

    /// <summary>The variance of the training split's targets around the mean of each output, divided by the number of examples and averaged over the outputs: the mean squared error of these means.</summary>
    public override double? ChanceLoss(IDataset data) => data.Train.Targets is NumberTargets targets ? Variance(targets) : null;

    private static double? RSquared(double loss, ExampleSet split) =>
        split.Targets is NumberTargets targets && Variance(targets) is > 0 and var variance ? 1 - (loss / variance) : null;

    private static double? Variance(NumberTargets targets)
    {
        var means = new double[targets.Outputs];
        for (var i = 0; i < targets.Numbers.Length; i++)
            means[i % targets.Outputs] += targets.Numbers.Span[i];
        return Deviation(targets, output => means[output] / targets.Count);
    }

    /// <summary>In double precision, one number after another.</summary>
    private static double? Deviation(NumberTargets targets, Func<int, double> around)
    {
        if (targets.Count == 0)
            return null;
        var centres = Enumerable.Range(0, targets.Outputs).Select(around).ToArray();
        var sum = 0.0;
        for (var i = 0; i < targets.Numbers.Length; i++)
        {
            var difference = targets.Numbers.Span[i] - centres[i % targets.Outputs];
            sum += difference * difference;
        }

        return sum / targets.Numbers.Length;
    }
}
