using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Where a user reads what is said of runs, and that changing a threshold trains nothing.</summary>
public sealed class FindingVerbTests : IDisposable
{
    private const string Missing = "Not recorded, so it cannot be judged: saturated layer (handler saturation); "
        + "vanishing gradients, exploding gradients, update ratio below, update ratio above (handler update_ratio); rank collapse (handler rank_collapse).";

    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task A_fault_is_told_by_run_show_summary_and_the_files()
    {
        var trained = await Run("findings: { initial_loss: 100 }");
        Assert.Contains("1 run trained", trained.Out, StringComparison.Ordinal);
        var shown = (await InProcess.Invoke("show", Folder, "0")).Out;
        Assert.Contains("dead units in layer ", shown, StringComparison.Ordinal);
        Assert.Matches(@"\(dead_units: fraction_dead of ReLU\.\d at least (0\.\d+|1) at steps 100–199, threshold 0\.53\)", shown);
        Assert.Contains(Missing, shown, StringComparison.Ordinal);
        string[] places = [trained.Out, (await InProcess.Invoke("summary", Folder)).Out, (await InProcess.Invoke("summary", Folder, "--format", "markdown")).Out, File.ReadAllText(Path.Combine(Folder, "summary.md"))];
        Assert.All(places, text =>
        {
            Assert.Contains("dead units", text, StringComparison.Ordinal);
            Assert.Contains("Without a finding: 0 of 1 runs.", text, StringComparison.Ordinal);
            Assert.Contains(Missing, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Another_threshold_says_something_else_and_trains_nothing()
    {
        await Run("findings: { initial_loss: 100 }");
        var again = await Run("findings: { initial_loss: 100, dead: 1 }");
        Assert.Contains("0 runs trained", again.Out, StringComparison.Ordinal);
        Assert.Contains("Without a finding: 1 of 1 runs.", again.Out, StringComparison.Ordinal);
        Assert.Contains("findings: none", (await InProcess.Invoke("show", Folder, "0")).Out, StringComparison.Ordinal);
    }

    /// <summary>Without a word, no finding would pass for no fault.</summary>
    [Fact]
    public async Task Runs_with_too_few_examples_are_told()
    {
        const string what = "fewer than 8 examples in a batch or units in a layer: layers are judged only by thresholds that the definition sets.";
        var trained = await Run("findings: { initial_loss: 100 }", batchSize: 4);
        string[] places = [trained.Out, (await InProcess.Invoke("summary", Folder)).Out, File.ReadAllText(Path.Combine(Folder, "summary.md"))];
        Assert.All(places, text => Assert.Contains("1 run has " + what, text, StringComparison.Ordinal));
        var shown = (await InProcess.Invoke("show", Folder, "0")).Out;
        Assert.DoesNotContain("dead units in", shown, StringComparison.Ordinal);
        Assert.Contains("The run has " + what, shown, StringComparison.Ordinal);

        var again = await Run("findings: { initial_loss: 100, dead: 0.5 }", batchSize: 4);
        Assert.Contains("0 runs trained", again.Out, StringComparison.Ordinal);
        Assert.Contains("dead units in layer", (await InProcess.Invoke("show", Folder, "0")).Out, StringComparison.Ordinal);
    }

    private string Folder => _at.In("results", "faulty");

    private async Task<Finished> Run(string findings, int batchSize = 32)
    {
        File.WriteAllText(_at.In("faulty.yaml"), $$"""
            name: faulty
            dataset: { source: words.txt }
            model: { width: 30, depth: 1 }
            train: { steps: 200, lr: 2.5, batch_size: {{batchSize}} }
            handlers: [ { dead_units: { every: 20, at: [-1] } } ]
            {{findings}}
            """);
        var finished = await InProcess.Invoke("run", _at.In("faulty.yaml"), "--out", _at.In("results"));
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished;
    }
}
