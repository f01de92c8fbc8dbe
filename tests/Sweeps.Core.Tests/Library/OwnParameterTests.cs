using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Parameters;
using Sweeps.Core.Running;
using Sweeps.Core.Tests.Running;
using Sweeps.Engine;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Library;

/// <summary>A parameter that somebody else brings along: in definitions, identities, journals, tables and summaries by its name, like those of the product.</summary>
public sealed class OwnParameterTests : IDisposable
{
    private const string Definition = """
        name: own
        dataset: { source: names }
        model: { embedding: 4, width: 6, depth: 1 }
        train: { steps: 20, batch_size: 8 }
        task: { slope: 0.5 }
        grid: { slope: [0.1, 0.2, 0.3] }
        summary: { rows: [task.slope], values: [loss_end] }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-own-").FullName;

    private readonly SweepEnvironment _environment = new(new SweepCatalogue(
        EngineCatalogue.Of(new FakeEngine()), ParameterSet.Of(ManagedModels.Catalogue, new NumberOption("task.slope", "slope", "A slope.", 0, 1, 0.01))));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Runs_resumes_reads_and_sums_up_by_name()
    {
        var first = await RunShareAsync();
        // From the journal, before there are tables.
        using (var started = Load().OpenResults())
        {
            var slopes = started.Runs.Column<double>("slope");
            Assert.Equal(first.Trained, slopes.Count());
            Assert.Subset(new HashSet<double> { 0.1, 0.2, 0.3 }, slopes.ToHashSet());
        }

        var second = await Load().RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((3 - first.Trained, 0, 3), (second.Trained, second.Remaining, second.Completed));
        Assert.True(second.TablesWritten);

        var sweep = Load();
        using var results = sweep.OpenResults();
        Assert.Equal([0.1, 0.2, 0.3], results.Runs.Column<double>("slope"));
        Assert.Equal(3, results.Runs.Column<string>("run").Distinct(StringComparer.Ordinal).Count());
        Assert.StartsWith("slope,", File.ReadAllText(sweep.Paths.SummaryCsv), StringComparison.Ordinal);
        using var reader = Core.Store.ResultsReader.Open(sweep.Paths, _environment.Catalogue.Parameters);
        Assert.Equal([0.1, 0.2, 0.3], reader.Outcomes().Select(outcome => outcome.Parameters.Of("task.slope")));
        Assert.Equal(0, Sweep.LoadStored(sweep.Paths.Folder, _environment).Valid.Status().Due);
    }

    [Fact]
    public async Task Without_it_the_results_are_refused_and_stay()
    {
        await RunShareAsync();
        var error = Assert.Throws<Core.Files.StorageException>(() =>
        {
            using var reader = Core.Store.ResultsReader.Open(Load().Paths, Shipped.Parameters);
            return reader.Count;
        });
        Assert.Contains("it has the parameter 'slope', which this program does not know", error.Message, StringComparison.Ordinal);
    }

    private async Task<SweepResult> RunShareAsync()
    {
        var result = await Load().RunAsync(new RunOptions { Shard = new Shard(1, 2) }, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(result.Trained, 1, 2);
        Assert.False(result.TablesWritten);
        return result;
    }

    private Sweep Load() => Sweep.Load(SweepSource.OfText(Definition) with { ResultsRoot = _root }, _environment).Valid;
}
