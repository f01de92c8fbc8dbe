using Sweeps.Engine.Layers;
using Sweeps.Engine.Losses;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Engine.Tests.Losses;

public sealed unsafe class MeanSquaredErrorTests
{
    /// <summary>Two samples of two outputs, by hand: ((1 − 0)² + (2 − 4)²)/2 = 2.5 and ((−1 − 1)² + (0.5 − 0.5)²)/2 = 2; slopes are 2/(2·2) times the differences.</summary>
    [Fact]
    public void Two_samples_by_hand()
    {
        const int stride = 16;
        using var arena = new Arena<float>();
        var outputs = arena.Allocate(2, stride);
        var targets = arena.Allocate(2, stride);
        var gradient = arena.Allocate(2, stride);
        var losses = arena.Allocate(stride);
        var valid = arena.Allocate(stride);
        (outputs[0], outputs[stride], targets[0], targets[stride]) = (1, 2, 0, 4);
        (outputs[1], outputs[stride + 1], targets[1], targets[stride + 1]) = (-1, 0.5f, 1, 0.5f);
        (valid[0], valid[1]) = (1, 1);
        MeanSquaredError<float, Lanes1<float>>.Run(outputs, targets, losses, gradient, valid, units: 2, stride, samples: 2);

        Assert.Equal([2.5f, 2f, 0f], new Span<float>(losses, 3).ToArray());
        Assert.Equal([0.5f, -1f, 0f], new Span<float>(gradient, 3).ToArray());
        Assert.Equal([-1f, 0f, 0f], new Span<float>(gradient + stride, 3).ToArray());
    }

    /// <summary>Targets 1, 3, 5, 7: their mean is 4, their variance 5, their mean square 21. Errors of 1 explain 4/5.</summary>
    [Fact]
    public void Levels_and_r2_by_hand()
    {
        var set = new ExampleSet(new NumberInputs(1, new float[4]), new NumberTargets(1, new float[] { 1, 3, 5, 7 }));
        var data = new TrainingData(new FeatureShape(1), new NumberShape(1), set, set, set);
        var task = TrainingTasks.Regression;

        Assert.Equal(5.0, task.ChanceLoss(data));
        Assert.Equal(21.0, task.ExpectedLoss(1, data));
        Assert.Null(task.ExpectedLoss(1, null));
        var metric = Assert.Single(task.Metrics);
        Assert.Equal(("r2", MetricDirection.Maximize), (metric.Name, metric.Direction));
        Assert.Equal(0.8, metric.OfLoss(1, set)!.Value, 1e-15);
        Assert.Equal(0.0, metric.OfLoss(5, set));
        Assert.Null(metric.OfLoss(1, new ExampleSet(new NumberInputs(1, new float[2]), new NumberTargets(1, new float[] { 3, 3 }))));
        Assert.False(task.Accepts(new ClassShape(3)));
    }
}
