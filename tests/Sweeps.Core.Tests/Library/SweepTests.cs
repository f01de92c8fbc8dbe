using Sweeps.Core.Running;
using Sweeps.Core.Tests.Running;

namespace Sweeps.Core.Tests.Library;

/// <summary>From a definition to results without the command line.</summary>
public sealed class SweepTests
{
    [Fact]
    public void Mistakes_are_values_with_line_and_column()
    {
        using var at = new LibrarySweep();
        var loaded = at.Load("name: wrong\nmodel: { width: 0 }\ntrain: { steps: many }\n");
        Assert.Null(loaded.Sweep);
        Assert.Equal([("definition.yaml", 2, 17), ("definition.yaml", 3, 17)], loaded.Errors.Select(error => (error.File, error.Line, error.Column)));
        Assert.Equal(loaded.Errors, Assert.Throws<InvalidSweepException>(() => loaded.Valid).Errors);
        Assert.Empty(Directory.EnumerateFileSystemEntries(at.Root));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake_too()
    {
        var loaded = Sweep.Load("no-such-file.yaml", new SweepEnvironment(new FakeEngine()));
        Assert.Equal("no-such-file.yaml: there is no such file", Assert.Single(loaded.Errors).ToString());
    }

    [Fact]
    public async Task A_sweep_is_trained_once_and_counted()
    {
        using var at = new LibrarySweep();
        var events = new Events();
        var result = await at.Sweep().RunAsync(new RunOptions { Workers = 2 }, events, TestContext.Current.CancellationToken);
        // The rate 12 diverges at step 12, which is a result.
        Assert.Equal((4, 2, 0, 0, 6), (result.Completed, result.Diverged, result.Failed, result.Remaining, result.Trained));
        Assert.True(result.TablesWritten);
        Assert.Equal([1, 2, 3, 4, 5, 6], events.All.OfType<RunFinished>().Select(finished => finished.Done));
        Assert.Equal((typeof(SweepStarted), typeof(SweepFinished)), (events.All[0].GetType(), events.All[^1].GetType()));

        var again = await at.Sweep().RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((4, 2, 0), (again.Completed, again.Diverged, again.Trained));
        Assert.Equal(6, at.Engine.Started);
    }

    [Fact]
    public async Task What_is_set_and_chosen_decides_what_is_trained()
    {
        using var at = new LibrarySweep();
        var sweep = at.Sweep(where: "lr < 0.3", set: "train.steps=20");
        Assert.Equal((6, 2), (sweep.Plan.CellCount, sweep.Selection.CellCount));
        Assert.Equal((6, 2, 2), (sweep.Status().Cells, sweep.Status().Due, sweep.Status().Outstanding));
        Assert.Equal(6, sweep.Status(all: true).Due);
        var result = await sweep.RunAsync(new RunOptions { Limit = 1 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((1, 5, 1, 20), (result.Trained, result.Remaining, result.Outstanding, at.Engine.Steps));
    }

    [Fact]
    public async Task A_cell_has_to_be_chosen_by_both_conditions()
    {
        using var at = new LibrarySweep();
        var result = await at.Sweep(where: "lr < 1").RunAsync(new RunOptions { Select = cell => cell.Settings.Training.Seed == 2 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, result.Trained);
    }

    [Fact]
    public void A_condition_that_takes_out_nothing_is_told()
    {
        using var at = new LibrarySweep();
        Assert.Equal(["--where: this condition takes out no cell: it holds for all of them"], at.Sweep(where: "lr > 0").Warnings());
    }

    [Fact]
    public async Task Cancelling_stops_in_order_and_a_second_call_goes_on()
    {
        using var stop = new CancellationTokenSource();
        FakeEngine? engine = null;
        engine = new FakeEngine { BeforeStep = (_, step) => { if (engine!.Started == 4 && step == 5) stop.Cancel(); } };
        using var at = new LibrarySweep { Engine = engine };
        var stopped = await at.Sweep().RunAsync(new RunOptions { Workers = 1 }, cancellation: stop.Token);
        Assert.True(stopped.Stopped);
        Assert.False(stopped.TablesWritten);
        Assert.Equal((3, 3), (stopped.Trained, stopped.Remaining));
        var rest = await at.Sweep().RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((6 - stopped.Trained, 0, true), (rest.Trained, rest.Remaining, rest.TablesWritten));
    }

    [Fact]
    public async Task A_results_folder_is_a_sweep_again()
    {
        using var at = new LibrarySweep();
        var sweep = at.Sweep(set: "train.steps=20");
        await sweep.RunAsync(new RunOptions { Limit = 3 }, cancellation: TestContext.Current.CancellationToken);
        var stored = Sweep.LoadStored(sweep.Paths.Folder, new SweepEnvironment(at.Engine)).Valid;
        Assert.Equal(sweep.Plan.Cells().Select(cell => cell.Run), stored.Plan.Cells().Select(cell => cell.Run));
        Assert.Equal((3, 3), (stored.Status().Done, stored.Status().Due));
        Assert.Equal(3, (await stored.RunAsync(cancellation: TestContext.Current.CancellationToken)).Trained);
    }

    [Fact]
    public void A_folder_without_a_definition_is_no_sweep()
    {
        using var at = new LibrarySweep();
        Assert.Contains("is not the folder of a sweep", Assert.Throws<NoSweepException>(() => Sweep.LoadStored(at.Root, new SweepEnvironment(at.Engine))).Message, StringComparison.Ordinal);
    }
}
