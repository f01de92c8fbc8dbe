using Sweeps.Core.Files;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Tests.Running;

namespace Sweeps.Core.Tests.Library;

/// <summary>The run ids of a stored sweep are read instead of computed if nothing that they follow from has changed since.</summary>
public sealed class StoredRunIdsTests : IDisposable
{
    private const string Definition = """
        name: small
        dataset: { source: words.txt }
        model: { embedding: 4, width: 6, depth: 1 }
        train: { steps: 4, batch_size: 8 }
        grid: { seed: [1, 2, 3] }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-ids-").FullName;

    private SweepPaths Paths => SweepPaths.Of(Path.Combine(_root, "results"), "small");

    private string Words => Path.Combine(_root, "words.txt");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The stored plan gets ids that no definition gives, so that it shows whether they are read.</summary>
    [Theory]
    [InlineData("nothing", true)]
    [InlineData("the words", false)]
    [InlineData("the arithmetic", false)]
    [InlineData("the definition", false)]
    [InlineData("the program", false)]
    public async Task They_are_read_if_nothing_has_changed(string changed, bool areRead)
    {
        var sweep = await Trained();
        Keep(changed is "the program" ? new byte[32] : sweep.Job.PlanOrigin, [1, 2, 3]);
        if (changed is "the words")
            await File.AppendAllTextAsync(Words, "anna\nhanna\n", TestContext.Current.CancellationToken);
        if (changed is "the definition")
            await File.AppendAllTextAsync(Paths.Composed, "title: another\n", TestContext.Current.CancellationToken);

        var stored = Stored(changed is "the arithmetic" ? "another" : "fake");

        Assert.Equal(areRead, stored.Plan.Runs.SequenceEqual([1ul, 2ul, 3ul]));
        Assert.Equal(3, stored.Plan.CellCount);
        // The cells themselves are always computed.
        Assert.All(stored.Plan.Cells(), cell => Assert.DoesNotContain(cell.Run, new[] { RunId.Format(1), RunId.Format(2), RunId.Format(3) }));
    }

    [Fact]
    public async Task Cells_with_ids_that_were_read_are_those_of_the_definition()
    {
        var sweep = await Trained();
        var stored = Stored("fake");
        Assert.Equal(sweep.Plan.Runs, stored.Plan.Runs);
        Assert.Equal(sweep.Plan.Numbers, stored.Plan.Numbers);
        var some = CellIds.Some(new PlannedCells(stored.Plan), [false, true, true]).ToList();
        Assert.Equal([1, 2], some.Select(cell => cell.Place));
        Assert.Equal(sweep.Plan.Cells().Skip(1).Select(cell => (cell.Cell, cell.Run, cell.Settings.Training.Seed)), some.Select(cell => (cell.Cell.Cell, cell.Cell.Run, cell.Cell.Settings.Training.Seed)));
        Assert.Equal(sweep.Plan.Statistics.Cells, stored.Plan.Statistics.Cells);
    }

    [Fact]
    public async Task Of_a_plan_with_plugins_they_are_computed()
    {
        var sweep = await Trained();
        Assert.Equal(32, PlanOrigin.Of(sweep.Plan, []).Length);
        Assert.True(PlanOrigin.Of(sweep.Plan, ["plugin.dll"]).IsEmpty);
    }

    /// <summary>What is stored is counted without a look at every run only if the tables are all there is.</summary>
    [Fact]
    public async Task Stored_runs_are_counted_by_the_tables_if_these_are_all_there_is()
    {
        var sweep = await Trained(limit: 2);
        Assert.Equal(2, Count(sweep));

        // Runs of another definition are in the tables.
        Assert.Null(Count(Load(Definition.Replace("[1, 2, 3]", "[2, 3]", StringComparison.Ordinal), "fake")));
        // The run of the second cell is there, but in the place of another.
        Assert.Null(Count(Load(Definition.Replace("[1, 2, 3]", "[2, 1, 3]", StringComparison.Ordinal), "fake")));

        await sweep.RunAsync(new RunOptions { Limit = 1, Shard = new Shard(1, 1) }, cancellation: TestContext.Current.CancellationToken);
        Assert.NotEmpty(Directory.GetFiles(Paths.Parts));
        Assert.Null(Count(sweep));
    }

    [Fact]
    public async Task Damaged_tables_are_not_counted()
    {
        var sweep = await Trained();
        Assert.Equal(3, Count(sweep));
        var bytes = await File.ReadAllBytesAsync(Paths.Runs, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 4] ^= 1;
        await File.WriteAllBytesAsync(Paths.Runs, bytes, TestContext.Current.CancellationToken);
        Assert.Null(Count(sweep));
    }

    private int? Count(Sweep sweep)
    {
        using var results = ResultsReader.Open(Paths, sweep.Plan.Parameters);
        return sweep.CountIfComplete(results);
    }

    private async Task<Sweep> Trained(int? limit = null)
    {
        await File.WriteAllTextAsync(Words, "emma\nolivia\nava\nisabella\nsophia\ncharlotte\nmia\namelia\nharper\nevelyn\n", TestContext.Current.CancellationToken);
        var sweep = Load(Definition, "fake");
        await sweep.RunAsync(new RunOptions { Limit = limit }, cancellation: TestContext.Current.CancellationToken);
        return sweep;
    }

    private Sweep Load(string definition, string arithmetic)
    {
        var file = Path.Combine(_root, "small.yaml");
        File.WriteAllText(file, definition);
        return Sweep.Load(new SweepSource { File = file, ResultsRoot = Path.Combine(_root, "results") }, Environment(arithmetic)).Valid;
    }

    private Sweep Stored(string arithmetic)
    {
        var loaded = Sweep.LoadStored(Paths.Folder, Environment(arithmetic));
        Assert.True(loaded.Sweep is not null, string.Join('\n', loaded.Errors));
        return loaded.Sweep;
    }

    private static SweepEnvironment Environment(string arithmetic) => new(new FakeEngine { Arithmetic = arithmetic });

    private void Keep(ReadOnlyMemory<byte> origin, ulong[] runs) =>
        File.WriteAllBytes(Paths.Plan, StandingPlan.Of(runs, [0, 1, 2], origin).Encode(File.ReadAllBytes(Paths.Definition), File.ReadAllBytes(Paths.Composed)));
}
