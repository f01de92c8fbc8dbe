using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Data;

/// <summary>Wrong labels for a part of the training split.</summary>
public sealed class LabelNoiseTests
{
    [Theory]
    [InlineData("{ kind: table, source: iris, shuffle: torch:1, label_noise: 0.25 }", 30)]
    [InlineData("{ kind: table, source: iris, label_noise: 1 }", 120)]
    [InlineData("{ kind: synthetic, source: spirals, classes: 2, label_noise: 0.5 }", 400)]
    [InlineData("{ source: names, split: { train: 0.01 }, label_noise: 0.1 }", null)]
    public void So_many_training_labels_are_others_and_nothing_else_is(string dataset, int? expected)
    {
        var noisy = Data(dataset);
        var clean = Data(dataset[..dataset.IndexOf(", label_noise", StringComparison.Ordinal)] + " }");
        var (labels, right) = ((ClassTargets)noisy.Train.Targets, ((ClassTargets)clean.Train.Targets).Classes.ToArray());
        var count = expected ?? (int)Math.Round(0.1 * right.Length, MidpointRounding.AwayFromZero);
        Assert.Equal(count, labels.Replaced.ToArray().Count(replaced => replaced));
        Assert.Equal(labels.Replaced.ToArray(), labels.Classes.ToArray().Zip(right, (one, other) => one != other));
        Assert.All(labels.Classes.ToArray(), label => Assert.InRange(label, 0, ((ClassShape)noisy.Targets).Classes - 1));
        Assert.True(((ClassTargets)clean.Train.Targets).Replaced.IsEmpty);
        Assert.Equal(((ClassTargets)clean.Valid.Targets).Classes.ToArray(), ((ClassTargets)noisy.Valid.Targets).Classes.ToArray());
        Assert.Equal(((ClassTargets)clean.Test.Targets).Classes.ToArray(), ((ClassTargets)noisy.Test.Targets).Classes.ToArray());
    }

    /// <summary>Each of the other classes is as likely: of 1,200 wrong labels of three classes, half become the next one, within four deviations.</summary>
    [Fact]
    public void Wrong_labels_are_the_same_for_every_run_and_uniform_among_the_others()
    {
        const string Blobs = "{ kind: synthetic, source: blobs, classes: 3, examples: 1500, label_noise: 1";
        var labels = Labels(Data(Blobs + " }"));
        Assert.Equal(labels, Labels(Data(Blobs + ", label_noise_seed: 1 }")));
        Assert.NotEqual(labels, Labels(Data(Blobs + ", label_noise_seed: 2 }")));
        var next = labels.Zip(Labels(Data(Blobs.Replace(", label_noise: 1", "", StringComparison.Ordinal) + " }")), (wrong, right) => (wrong - right + 3) % 3 == 1).Count(isNext => isNext);
        Assert.InRange(next, 600 - (4 * Math.Sqrt(300)), 600 + (4 * Math.Sqrt(300)));
    }

    [Fact]
    public void Numbers_have_no_noise_and_a_warning_says_so()
    {
        var plan = Reader.Plan("name: x\ndataset: { kind: synthetic, source: gaussian }\ngrid: { label_noise: [0, 0.2] }");
        Assert.Equal(1, plan.CellCount);
        Assert.Contains(Reader.Plan("name: x\ndataset: { kind: synthetic, source: gaussian, label_noise: 0.2 }").Warnings, warning => warning.Message.Contains("label_noise is without effect where the network learns numbers", StringComparison.Ordinal));
    }

    /// <summary>What the experiment is there to show, with one of its seeds.</summary>
    [Fact]
    [Kind(TestKind.Long)]
    public void Noisy_labels_are_fitted_later_than_clean_ones()
    {
        var result = PlanReader.Read(Path.Combine(Repository.Root, "experiments", "label-noise.yaml"), new DefinitionContext { Catalogue = Reader.WithHandlers.Catalogue, Data = new DataCatalogue([]) });
        Assert.Empty(result.Errors);
        Assert.Empty(result.Plan!.Warnings);
        var cell = result.Plan.Cells().Last(cell => cell.Data.LabelNoise > 0 && cell.Settings.Training.Seed == 1);
        var data = result.Plan.DataOf(cell);
        using var run = new TrainingEngine().Start(cell.Settings, data, tap: null);
        var (clean, noisy, test) = (new List<double>(), new List<double>(), new List<double>());
        while (!run.IsFinished)
        {
            run.Advance(39);
            var train = run.Metrics(data.Train).ToDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);
            clean.Add(train["accuracy_clean"]);
            noisy.Add(train["accuracy_noisy"]);
            test.Add(Assert.Single(run.Metrics(data.Test)).Value);
        }

        var learned = clean.FindIndex(accuracy => accuracy > 0.95);
        var byHeart = noisy.FindIndex(accuracy => accuracy > 0.95);
        Assert.True(noisy[learned] < 0.4, $"{noisy[learned]} of the wrong labels are learned with the right ones.");
        Assert.True(byHeart >= 3 * (learned + 1), $"Right labels are learned after {learned + 1} passes, wrong ones after {byHeart + 1}.");
        Assert.True(test[^1] < test.Max() - 0.08, $"The test split falls from {test.Max()} to {test[^1]}.");
    }

    private static ushort[] Labels(IDataset data) => ((ClassTargets)data.Train.Targets).Classes.ToArray();

    private static IDataset Data(string dataset)
    {
        var plan = Reader.Plan($"name: x\ndataset: {dataset}");
        return plan.DataOf(Assert.Single(plan.Cells()));
    }
}
