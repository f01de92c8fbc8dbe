using Sweeps.Core.Running;

namespace Sweeps.Core.Tests.Running;

public sealed class SweepRunnerTests : IDisposable
{
    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_sweep_leaves_exactly_its_final_files()
    {
        var result = _sweep.Run(FakeSweep.Cells([0.1, 0.2], 3));

        Assert.Equal((6, 0, 0, 0, 6, false, true), (result.Completed, result.Diverged, result.Failed, result.Remaining, result.Trained, result.Stopped, result.TablesWritten));
        Assert.Equal(
            [".plan", "composed.yaml", "definition.yaml", "first_weight.parquet", "losses.parquet", "provenance.json", "runs.parquet", "summary.csv", "summary.md", "timings.parquet"],
            Directory.EnumerateFileSystemEntries(_sweep.Paths().Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var runs = _sweep.Table("runs");
        Assert.Equal([0, 1, 2, 3, 4, 5], runs.Column<int>("cell").Values.ToArray());
        var losses = _sweep.Table("losses");
        Assert.Equal(2 * (21 + 22 + 23), losses.RowCount);
        // A handler every third step: steps 0, 3, …, for two modules.
        Assert.Equal(2 * 2 * (7 + 8 + 8), _sweep.Table("first_weight").RowCount);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_workers()
    {
        var cells = FakeSweep.Cells([0.1, 0.2, 12, 0.4], 40);
        foreach (var workers in new[] { 1, 2, 5 })
        {
            _sweep.Options = _sweep.Options with { Workers = workers };
            var result = _sweep.Run(cells, $"w{workers}");
            Assert.Equal((120, 40), (result.Completed, result.Diverged));
        }

        // The name stands in the definition and in the heading of the summary.
        static IEnumerable<KeyValuePair<string, string>> Tables(IReadOnlyDictionary<string, string> files) => files.Where(file => file.Key.EndsWith(".parquet", StringComparison.Ordinal) || file.Key is "summary.csv");
        Assert.Equal(4, Tables(_sweep.Deterministic("w1")).Count());
        Assert.Equal(Tables(_sweep.Deterministic("w1")), Tables(_sweep.Deterministic("w2")));
        Assert.Equal(Tables(_sweep.Deterministic("w1")), Tables(_sweep.Deterministic("w5")));
    }

    [Fact]
    public void Running_again_trains_nothing_and_changes_nothing()
    {
        var cells = FakeSweep.Cells([0.1, 0.2], 3);
        _sweep.Run(cells);
        var before = Directory.EnumerateFiles(_sweep.Paths().Folder).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        _sweep.Engine.Started = 0;

        var result = _sweep.Run(cells);

        Assert.Equal((6, 0), (result.Completed, result.Trained));
        Assert.Equal(0, _sweep.Engine.Started);
        Assert.Equal(before, Directory.EnumerateFiles(_sweep.Paths().Folder).ToDictionary(file => file, File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void A_failing_handler_fails_its_own_run_alone()
    {
        var events = new Events();
        var result = _sweep.Run(FakeSweep.Cells([0.1, 5], 2), events: events);

        Assert.Equal((2, 2), (result.Completed, result.Failed));
        var runs = _sweep.Table("runs");
        Assert.Equal(["completed", "completed", "failed", "failed"], runs.Column<string>("status").Values.ToArray());
        Assert.Equal("HandlerException: The handler 'first_weight' failed at step 9: It was asked to fail.", runs.Column<string>("error").Values[2]);
        Assert.True(runs.Column<double>("loss_end").IsNull(2));
        Assert.True(runs.Column<string>("weights_sha256").IsNull(2));
        Assert.Equal(2, events.All.OfType<RunFailed>().Count());
        Assert.Equal(4, events.All.OfType<RunFinished>().Count());
    }

    [Fact]
    public void A_run_that_needs_more_memory_than_there_is_fails_on_record_and_alone()
    {
        _sweep.Engine = new FakeEngine { BeforeStep = (cell, step) => { if (cell.Training.Seed == 2 && step == 9) System.Runtime.InteropServices.Marshal.AllocHGlobal(nint.MaxValue); } };
        var result = _sweep.Run(FakeSweep.Cells([0.1], 3));
        Assert.Equal((2, 1), (result.Completed, result.Failed));
        Assert.Equal("MemoryLimitException: The run needs more memory than there is, or than --max-memory allows.", _sweep.Table("runs").Column<string>("error").Values[1]);
    }

    [Theory]
    [InlineData(1000, 100, 100, 4, 4)]
    [InlineData(1000, 100, 200, 4, 3)]
    [InlineData(1000, 100, 450, 4, 1)]
    [InlineData(1000, 100, 0, 4, 4)]
    public void As_many_workers_as_fit_beside_the_program_and_one_run_more_that_is_being_stored(long limit, long used, long largest, int workers, int expected)
    {
        var notes = new List<string>();
        Assert.Equal(expected, MemoryBudget.Workers(limit, used, largest, workers, notes.Add));
        Assert.Equal(expected < workers, notes.Count == 1);
    }

    [Fact]
    public void What_does_not_fit_at_all_is_refused_with_what_would()
    {
        var refused = Assert.Throws<MemoryLimitException>(() => MemoryBudget.Workers(300 << 20, 60 << 20, 130 << 20, 1, _ => { }));
        Assert.Equal("A run may need 260 MiB, beside 60 MiB for the program, and --max-memory allows 300 MiB in all: raise it, or let the handlers look less often.", refused.Message);
    }

    [Fact]
    public void A_fresh_start_that_is_refused_leaves_earlier_results_where_they_are()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Run(cells);
        var before = _sweep.Deterministic();
        _sweep.Options = _sweep.Options with { Fresh = true, MaxMemory = 1 };

        Assert.Throws<MemoryLimitException>(() => _sweep.Run(cells));

        Assert.Equal(before, _sweep.Deterministic());
        _sweep.Options = _sweep.Options with { Fresh = false, MaxMemory = null };
        Assert.Equal(0, _sweep.Run(cells).Trained);
    }

    [Fact]
    public void Failed_runs_are_trained_again_only_when_asked()
    {
        var cells = FakeSweep.Cells([0.1, 5], 2);
        _sweep.Run(cells);
        Assert.Equal(0, _sweep.Run(cells).Trained);
        _sweep.Handlers = [];
        var before = _sweep.Deterministic();
        _sweep.Options = _sweep.Options with { RetryFailed = true };

        var result = _sweep.Run(cells);

        Assert.Equal((4, 0, 2), (result.Completed, result.Failed, result.Trained));
        Assert.NotEqual(before["runs.parquet"], _sweep.Deterministic()["runs.parquet"]);
        Assert.DoesNotContain("first_weight.parquet", _sweep.Deterministic().Keys);
    }

    [Fact]
    public void Figures_of_the_losses_are_means_in_double_precision()
    {
        _sweep.Run([FakeSweep.Cell(0, 0.1, 1, 250), FakeSweep.Cell(1, 120.5, 1, 250)]);

        var losses = _sweep.Table("losses").Column<float>("loss").Values.ToArray();
        var runs = _sweep.Table("runs");
        Assert.Equal(losses[0], runs.Column<double>("loss_initial").Values[0]);
        Assert.Equal(Math.Log(27), runs.Column<double>("loss_expected").Values[0]);
        // Each of 27 classes is the target of two examples.
        Assert.Equal(Math.Log(27), runs.Column<double>("loss_chance").Values[0], 1e-14);
        Assert.Equal(losses[..100].Average(loss => (double)loss), runs.Column<double>("loss_start").Values[0], 1e-12);
        Assert.Equal(losses[150..250].Average(loss => (double)loss), runs.Column<double>("loss_end").Values[0], 1e-12);
        Assert.Equal(runs.Column<double>("loss_end").Values[0] - runs.Column<double>("loss_start").Values[0], runs.Column<double>("loss_diff").Values[0]);
        // The other one diverged at step 120: 121 losses, the last not finite.
        Assert.Equal(250 + 121, losses.Length);
        Assert.Equal(120, runs.Column<int>("diverged_at").Values[1]);
        Assert.True(float.IsNaN(losses[^1]));
        Assert.True(runs.Column<double>("loss_end").IsNull(1));
        Assert.True(runs.Column<double>("loss_valid").IsNull(1));
        Assert.False(runs.Column<double>("loss_start").IsNull(1));
    }
}
