using Sweeps.Core.Analysis.Findings;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Findings;

/// <summary>Of networks that train, hardly any has a fault, however few its examples and units.</summary>
[Kind(TestKind.Long)]
public sealed class SoundNetworkTests(ITestOutputHelper output)
{
    private static readonly string[] s_faults = [FindingKinds.Rank, FindingKinds.Dead, FindingKinds.Saturated, FindingKinds.Vanishing, FindingKinds.Exploding];

    /// <summary>A network trains if its loss over the whole training split comes within 0.1 of that with the best of the learning rates.</summary>
    [Fact]
    public void At_most_one_in_a_hundred_networks_that_train_has_a_finding()
    {
        var (trained, found) = (new List<FindingRun>(), new List<FindingRun>());
        foreach (var definition in FindingCorpus.Share is { } share ? FindingCorpus.Sound(share, int.MaxValue) : FindingCorpus.Sound(4, 2048))
        {
            var runs = FindingRuns.Of(definition, evaluate: true).Where(run => run.Loss is { } loss && double.IsFinite(loss)).ToList();
            var best = runs.Min(run => run.Loss);
            trained.AddRange(runs.Where(run => run.Loss <= best + 0.1));
        }

        found.AddRange(trained.Where(run => run.Kinds.Intersect(s_faults, StringComparer.Ordinal).Any()));
        foreach (var run in found)
            output.WriteLine($"{Name(run)}: loss {run.Loss:0.00}; {Finding.Text(run.Findings)}");
        output.WriteLine($"networks that train {trained.Count}, with findings {found.Count}");
        Assert.True(trained.Count >= 100, $"{trained.Count} networks train.");
        Assert.True(found.Count * 100 <= trained.Count, $"{found.Count} of {trained.Count} networks that train have findings.");
    }

    private static string Name(FindingRun run)
    {
        var (network, training) = (run.Cell.Settings.Network, run.Cell.Settings.Training);
        return FormattableString.Invariant($"batch {training.BatchSize}, width {network.Width}, {network.Activation}, norm {network.Norm}, lr {training.LearningRate}, seed {training.Seed}");
    }
}
