using Sweeps.Core;
using Sweeps.Core.Parameters;
using Sweeps.Core.Running;
using Sweeps.Engine;
using Sweeps.Tests;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>Data that a plugin brings along with its network.</summary>
[Collection(nameof(StreamTests))]
[Kind(TestKind.Torch)]
public sealed class OwnDataTests : IDisposable
{
    private const string Definition = """
        name: lines
        engine: torch
        task: own_data
        train: { steps: 300, batch_size: 20, lr: 0.05 }
        grid: { task.noise: [0.1, 0.5], task.hidden: [0, 8] }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-lines-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Its_options_are_axes_and_its_data_are_trained_on()
    {
        var sweep = Load();
        var result = await sweep.RunAsync(new RunOptions { Workers = 2 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((4, 4), (sweep.Plan.CellCount, result.Completed));
        using var results = SweepResults.Open(sweep.Paths.Folder, ParameterSet.Of(ManagedModels.Catalogue));
        var losses = results.Runs.Column<double?>("loss_valid").Zip(results.Runs.Column<double?>("task_noise"), results.Runs.Column<int?>("task_hidden")).ToList();
        // A line has the variance of the noise as its mean squared error, here over 100 points, whose estimate is within a third of it.
        Assert.All(losses.Where(run => run.Third == 0), run => Assert.InRange(run.First!.Value / (run.Second!.Value * run.Second.Value), 0.67, 1.33));
    }

    [Fact]
    public void Settings_of_datasets_have_no_effect_and_what_its_data_depend_on_is_identified()
    {
        var runs = Load().Plan.Cells().Select(cell => cell.Run).ToList();
        Assert.Equal(4, runs.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(runs, Load("dataset.shuffle=torch:7", "dataset.source=us-surnames").Plan.Cells().Select(cell => cell.Run));
        Assert.NotEqual(runs, Load("task.noise=[0.2, 0.5]").Plan.Cells().Select(cell => cell.Run));
    }

    private Sweep Load(params string[] set)
    {
        var file = Path.Combine(_root, "lines.yaml");
        File.WriteAllText(file, Definition);
        return Sweep.Load(new SweepSource { File = file, Set = set, Plugins = [typeof(OwnDataTask).Assembly.Location], ResultsRoot = _root }, PluginEnvironment.Create()).Valid;
    }
}
