using Sweeps.Core.Handlers;
using Sweeps.Core.Running;
using Sweeps.Core.Tests.Handlers;
using Sweeps.Engine.Training;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Running;

/// <summary><c>evaluations.parquet</c> as it is recorded, stored and read.</summary>
[Kind(TestKind.Long)]
public sealed class EvaluationTests : IDisposable
{
    private static readonly string[] s_metrics = ["accuracy", "r2"];
    private static readonly EvaluationSettings s_everySeven = new(new EvaluationInterval(7), ["train", "valid"], s_metrics);

    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Theory]
    [InlineData(7, 20, new[] { 0, 7, 14, 20 })]
    [InlineData(10, 20, new[] { 0, 10, 20 })]
    [InlineData(1, 3, new[] { 0, 1, 2, 3 })]
    [InlineData(1000, 5, new[] { 0, 5 })]
    // 54 examples to train on, 32 in a batch: a pass is one step.
    [InlineData(null, 3, new[] { 0, 1, 2, 3 })]
    public void Rows_are_of_the_start_of_every_interval_and_of_the_end(int? every, int steps, int[] expected)
    {
        _sweep.Evaluation = new EvaluationSettings(new EvaluationInterval(every), ["valid"], s_metrics);
        _sweep.Run([FakeSweep.Cell(0, 0.1, 1, steps)]);
        var rows = _sweep.Table("evaluations");
        Assert.Equal(expected, rows.Column<int>("step").Values.ToArray());
        Assert.All(rows.Column<string>("split").Values.ToArray(), split => Assert.Equal("valid", split));
    }

    [Fact]
    public void The_last_row_is_what_the_table_of_runs_has()
    {
        _sweep.Evaluation = s_everySeven;
        _sweep.Run(FakeSweep.Cells([0.1, 0.2], 3));
        var last = Rows().GroupBy(row => row.Run, StringComparer.Ordinal).ToDictionary(run => run.Key, run => run.Last(row => row.Split is "valid").Loss, StringComparer.Ordinal);
        var runs = _sweep.Table("runs");
        Assert.Equal(6, last.Count);
        for (var row = 0; row < runs.RowCount; row++)
            Assert.Equal(runs.Column<double>("loss_valid").Values[row], last[runs.Column<string>("run").Values[row]]);
    }

    [Fact]
    public void A_run_that_diverges_has_the_rows_until_then()
    {
        _sweep.Evaluation = s_everySeven;
        _sweep.Run([FakeSweep.Cell(0, 16.0, 1, 40)]);
        Assert.Equal([0, 0, 7, 7, 14, 14], Rows().Select(row => row.Step));
    }

    [Fact]
    public void Evaluating_changes_nothing_else()
    {
        var cells = new[] { Rich() };
        var without = Train(cells, null);
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        _sweep.Evaluation = s_everySeven;
        var with = Train(cells, null);
        Assert.Contains("evaluations.parquet", with.Keys);
        Assert.Equal(without["losses.parquet"], with["losses.parquet"]);
        Assert.Equal(without["update_ratio.parquet"], with["update_ratio.parquet"]);
        var runs = _sweep.Table("runs");
        Assert.Equal(1, runs.RowCount);
        Assert.True(runs.Column<double>("accuracy_valid").Values[0] >= 0);
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_with_the_rows_that_it_has()
    {
        _sweep.Evaluation = s_everySeven;
        var cells = new[] { FakeSweep.Cell(0, 0.1, 1, 200), FakeSweep.Cell(1, 180.0, 2, 200) };
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        // At an evaluation, before one and after one.
        foreach (var last in new[] { 34, 35, 36, 83 })
        {
            using var stop = new CancellationTokenSource();
            _sweep.Options = _sweep.Options with { Workers = 1, SaveStateOnStopAfter = TimeSpan.Zero };
            _sweep.Engine = new FakeEngine
            {
                BeforeStep = (_, now) =>
                {
                    // Slow enough that slices stay short.
                    Thread.Sleep(2);
                    if (now == last)
                        stop.Cancel();
                },
            };
            Assert.True(_sweep.Run(cells, stop: stop.Token).Stopped);
            _sweep.Engine = new FakeEngine();
            var events = new Events();
            _sweep.Run(cells, events: events);
            Assert.Contains(events.All.OfType<RunStarted>(), started => started.FirstStep > 0);
            Assert.Equal(whole, _sweep.Deterministic());
            Directory.Delete(_sweep.Paths().Folder, recursive: true);
        }
    }

    [Fact]
    public void The_real_engine_goes_on_from_every_evaluation_with_the_same_bytes()
    {
        _sweep.Evaluation = new EvaluationSettings(new EvaluationInterval(40), ["train", "valid", "test"], s_metrics);
        var cells = new[] { Rich() };
        var whole = Train(cells, null);
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        foreach (var reports in new int?[] { 2, 3, 5 })
            Train(cells, reports);
        Assert.Equal(whole, Train(cells, null));
    }

    [Fact]
    public void Runs_without_evaluations_are_trained_again_when_they_are_asked_for_and_rows_are_kept_when_they_are_not()
    {
        var cells = FakeSweep.Cells([0.1, 0.2], 2);
        Assert.Equal(4, _sweep.Run(cells).Trained);
        _sweep.Evaluation = s_everySeven;
        Assert.Equal(4, _sweep.Run(cells).Trained);
        var whole = _sweep.Deterministic();
        Assert.Equal(0, _sweep.Run(cells).Trained);
        _sweep.Evaluation = null;
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.False(File.Exists(_sweep.Paths().Table("evaluations")));
        _sweep.Evaluation = s_everySeven;
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());
        // Another interval is another table.
        _sweep.Evaluation = s_everySeven with { Interval = new EvaluationInterval(5) };
        Assert.Equal(4, _sweep.Run(cells).Trained);
    }

    [Fact]
    public void Metrics_of_another_task_are_a_column_of_nulls_for_runs_that_are_stored()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Evaluation = s_everySeven;
        _sweep.Run(cells);
        _sweep.Evaluation = s_everySeven with { Metrics = [.. s_metrics, "bits_per_symbol"] };
        var more = FakeSweep.Cells([0.1, 0.2], 2);
        Assert.Equal(2, _sweep.Run(more).Trained);
        var rows = _sweep.Table("evaluations");
        Assert.Equal(["cell", "run", "step", "split", "loss", "accuracy", "r2", "bits_per_symbol"], rows.Schema.Columns.Select(column => column.Name));
        Assert.All(Enumerable.Range(0, rows.RowCount), row => Assert.True(rows.Column<double>("bits_per_symbol").IsNull(row)));
    }

    private static Core.Plans.PlannedCell Rich()
    {
        var cell = FakeSweep.Cell(0, 0.1, 2, 300);
        return cell with { Settings = cell.Settings with { Network = cell.Settings.Network with { Norm = "batch", Depth = 2 }, Training = cell.Settings.Training with { Sampling = SamplingKind.Replacement } } };
    }

    private IReadOnlyDictionary<string, string> Train(IReadOnlyList<Core.Plans.PlannedCell> cells, int? stopAfter)
    {
        _sweep.Handlers = [HandlerRun.Define("update_ratio")];
        using var stop = new CancellationTokenSource();
        var reports = 0;
        var events = new Events { Also = happened => { if (happened is RunProgressed && ++reports == stopAfter) stop.Cancel(); } };
        var options = _sweep.Options with { Workers = 1, SaveStateOnStopAfter = TimeSpan.Zero, ProgressEvery = TimeSpan.Zero };
        new SweepRunner(new TrainingEngine()).RunAsync(_sweep.Job(cells), options, events, stop.Token).GetAwaiter().GetResult();
        return stopAfter is null ? _sweep.Deterministic() : new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private IEnumerable<(string Run, int Step, string Split, double Loss)> Rows()
    {
        var rows = _sweep.Table("evaluations");
        for (var row = 0; row < rows.RowCount; row++)
            yield return (rows.Column<string>("run").Values[row], rows.Column<int>("step").Values[row], rows.Column<string>("split").Values[row], rows.Column<double>("loss").Values[row]);
    }
}
