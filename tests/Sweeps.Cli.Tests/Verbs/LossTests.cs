using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>The losses over whole splits, against a run that visits every example once and learns nothing.</summary>
public sealed class LossTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    /// <summary>With a learning rate of 0 and batches of one, the mean over a pass is the loss over the split.</summary>
    [Fact]
    public async Task Train_loss_is_taken_over_every_example_once()
    {
        var examples = File.ReadLines(_at.In("words.txt")).Take(320).Sum(word => word.Length + 1);
        var outcome = await Train($$"""
            name: still
            dataset: { source: words.txt, split: { train: 0.8, valid: 0.1, test: 0.1 }, evaluate_train: true }
            model: { width: 9, depth: 1 }
            train: { steps: {{examples}}, batch_size: 1, lr: 0 }
            """);
        var mean = outcome.Losses.Span.ToArray().Average(loss => (double)loss);
        Assert.Equal(mean, outcome.Outcome.LossTrain!.Value, 1e-9 * mean);
    }

    /// <summary>The parts' losses, weighted with their examples, make the loss over the whole: each part is measured, wholly and as the others are.</summary>
    [Fact]
    public async Task The_losses_of_the_parts_make_that_of_the_whole()
    {
        static string Definition(string name, string split) => $$"""
            name: {{name}}
            dataset: { source: words.txt, split: { {{split}} }, evaluate_train: true }
            model: { width: 9, depth: 1 }
            train: { steps: 1, batch_size: 8, lr: 0 }
            """;
        var whole = (await Train(Definition("whole", "train: 1"))).Outcome;
        var parts = (await Train(Definition("parts", "train: 0.5, valid: 0.25, test: 0.25"))).Outcome;
        Assert.Null(whole.LossValid);
        Assert.Null(whole.LossTest);
        var examples = File.ReadLines(_at.In("words.txt")).Select(word => word.Length + 1).ToList();
        double[] counts = [examples.Take(200).Sum(), examples.Skip(200).Take(100).Sum(), examples.Skip(300).Sum()];
        double[] losses = [parts.LossTrain!.Value, parts.LossValid!.Value, parts.LossTest!.Value];
        Assert.Equal(3, losses.Distinct().Count());
        Assert.Equal(whole.LossTrain!.Value, counts.Zip(losses, (count, loss) => count * loss).Sum() / counts.Sum(), 1e-9);
    }

    [Fact]
    public async Task Without_being_asked_for_it_is_not_measured() =>
        Assert.Null((await Train("name: plain\ndataset: { source: words.txt }\ntrain: { steps: 3 }\n")).Outcome.LossTrain);

    private async Task<RunRecord> Train(string yaml)
    {
        var name = yaml[6..yaml.IndexOf('\n', StringComparison.Ordinal)].Trim();
        File.WriteAllText(_at.In(name + ".yaml"), yaml);
        using var output = new StringWriter();
        var exitCode = await SweepsCommand.InvokeAsync(
            ["run", _at.In(name + ".yaml"), "--out", _at.In("results"), "--quiet"], InProcess.Context(new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(output), IsInteractive: false, HasColours: false)));
        Assert.True(exitCode == 0, output.ToString());
        using var results = ResultsReader.Open(SweepPaths.OfFolder(_at.In("results", name)), Shipped.Parameters);
        return results.Load(results.Find("0"));
    }
}
