using Sweeps.Training;
using Sweeps.Training.Running;
using Sweeps.Training.Tasks;

namespace Sweeps.Engine.Tests.Losses;

public sealed class AccuracyTests
{
    /// <summary>Three classes and five examples; the outputs of a class stand together. Right are the examples 0, 2 and, of equal outputs the first, 4.</summary>
    [Fact]
    public void The_greatest_output_is_the_answer_and_of_equal_ones_the_first()
    {
        float[] outputs =
        [
            3, 0, -1, 5, 2, 99,
            1, 2, -2, 5, 2, 99,
            2, 1, -9, 6, 1, 99,
        ];
        Assert.Equal(0.6, Of(outputs, 6, [0, 0, 0, 1, 0]));
        Assert.Equal(0.0, Of(outputs, 6, [1, 0, 1, 1, 1]));
    }

    [Fact]
    public void Any_number_of_classes_and_examples_gives_what_a_plain_loop_gives()
    {
        var random = new System.Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var (classes, count) = (random.Next(1, 40), random.Next(1, 70));
            var stride = count + random.Next(20);
            var outputs = new float[classes * stride];
            foreach (ref var output in outputs.AsSpan())
                output = random.Next(-5, 6);
            ushort[] targets = [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(classes))];
            var right = 0;
            for (var i = 0; i < count; i++)
            {
                var best = 0;
                for (var one = 1; one < classes; one++)
                    if (outputs[(one * stride) + i] > outputs[(best * stride) + i])
                        best = one;
                right += best == targets[i] ? 1 : 0;
            }

            Assert.Equal((double)right / count, Of(outputs, stride, targets));
        }
    }

    /// <summary>The answers are 0, 1, 0, 1, 0. Of the labels 0, 0, 0, 1, 1, the second and the last two were replaced: one of three is learned by heart, and both others are right.</summary>
    [Fact]
    public void Clean_and_noisy_labels_are_counted_by_themselves()
    {
        float[] outputs = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
        var targets = new ClassTargets(new ushort[] { 0, 0, 0, 1, 1 });
        var marked = targets with { Replaced = new[] { false, true, false, true, true } };
        Assert.Equal([0.6, 1.0, 1.0 / 3], Values(marked));
        Assert.Equal([0.6, double.NaN, double.NaN], Values(targets));

        IEnumerable<double> Values(ClassTargets asked) => MetricSum.Begin(TrainingTasks.Classification).Select(one =>
        {
            one.Sum.Add(outputs.AsSpan(0), 5, asked, 0, 2);
            one.Sum.Add(outputs.AsSpan(2), 5, asked, 2, 3);
            return one.Sum.Value;
        });
    }

    [Fact]
    public void One_pass_gives_loss_and_metrics_until_the_network_has_learned()
    {
        var passes = 0;
        var judge = new SplitJudge(TrainingTasks.Classification, (split, metrics) =>
        {
            passes++;
            metrics.Single(one => one.Metric.Name is "accuracy").Sum.Add([1, 0, 0, 1], 2, split.Targets, 0, 2);
            return 0.5;
        });
        var split = new ExampleSet(new NumberInputs(1, new float[2]), new ClassTargets(new ushort[] { 0, 0 }));
        Assert.Equal(0.5, judge.Judge(split, 3).Loss);
        Assert.Equal([new MetricValue("accuracy", 0.5)], judge.Judge(split, 3).Metrics);
        Assert.Equal(1, passes);
        judge.Judge(split, 4);
        Assert.Equal(2, passes);
        Assert.Null(judge.Judge(new ExampleSet(new NumberInputs(1, Array.Empty<float>()), new ClassTargets(Array.Empty<ushort>())), 4).Loss);
    }

    private static double Of(float[] outputs, int stride, ushort[] targets)
    {
        var (metric, sum) = MetricSum.Begin(TrainingTasks.Classification)[0];
        Assert.Equal(("accuracy", MetricDirection.Maximize), (metric.Name, metric.Direction));
        // In two portions, as an engine goes through a split.
        var half = targets.Length / 2;
        var all = new ClassTargets(targets);
        if (half > 0)
            sum.Add(outputs, stride, all, 0, half);
        sum.Add(outputs.AsSpan(half), stride, all, half, targets.Length - half);
        return sum.Value;
    }
}
