using Sweeps.Core.Running;
using Sweeps.Core.Tests.Handlers;
using Sweeps.Engine.Training;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Running;

[Kind(TestKind.Long)]
public sealed class LongRunTests : IDisposable
{
    private readonly FakeSweep _sweep = new();

    private static OptionValues SgdOptions(double momentum, double decay)
    {
        var options = new TrainingEngine().Catalogue.Optimizers.Get("sgd").Options.ToDictionary(option => option.ShortName, StringComparer.Ordinal);
        return OptionValues.None.With(options["momentum"], momentum).With(options["weight_decay"], decay);
    }

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_stopped_run_goes_on_from_its_state_with_the_same_bytes()
    {
        var cells = new[] { FakeSweep.Cell(0, 0.1, 1, 400), FakeSweep.Cell(1, 350.0, 2, 400) };
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        Directory.Delete(_sweep.Paths().Folder, recursive: true);

        foreach (var last in new[] { 3, 100, 350 })
        {
            StopAfter(last, cells);
            Assert.NotEmpty(Directory.EnumerateFiles(_sweep.Paths().States));
            _sweep.Engine = new FakeEngine();
            var events = new Events();
            var resumed = _sweep.Run(cells, events: events);
            Assert.Equal(2, resumed.Trained);
            Assert.Contains(events.All.OfType<RunStarted>(), started => started.FirstStep > 0);
            Assert.InRange(_sweep.Engine.Steps, 1, 400 + 351 - last);
            Assert.Equal(whole, _sweep.Deterministic());
            Directory.Delete(_sweep.Paths().Folder, recursive: true);
        }
    }

    [Fact]
    public void States_of_runs_that_left_the_plan_go_with_them()
    {
        StopAfter(40, [FakeSweep.Cell(0, 0.1, 1, 60)]);
        Assert.NotEmpty(Directory.EnumerateFiles(_sweep.Paths().States));
        _sweep.Engine = new FakeEngine();
        Assert.Equal(1, _sweep.Run([FakeSweep.Cell(0, 0.2, 1, 60)]).Trained);
        Assert.False(Directory.Exists(_sweep.Paths().Parts));
    }

    [Fact]
    public void A_damaged_or_foreign_state_is_as_good_as_none()
    {
        var cells = new[] { FakeSweep.Cell(0, 0.1, 1, 60) };
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        StopAfter(40, cells);
        var state = File.ReadAllBytes(_sweep.Paths().State(cells[0].Run));
        for (var at = 0; at < state.Length; at += 1 + (state.Length / 20))
        {
            var damaged = state.ToArray();
            damaged[at] ^= 4;
            Resume(damaged, 0);
            Resume(state[..at], 0);
        }

        Resume(state, 1);
        // Another handler: the rows in the state are not what is wanted.
        _sweep.Handlers = [FakeSweep.Handler("first_weight", 2)];
        Directory.CreateDirectory(_sweep.Paths().States);
        File.WriteAllBytes(_sweep.Paths().State(cells[0].Run), state);
        _sweep.Engine = new FakeEngine();
        _sweep.Run(cells);
        Assert.Equal(60, _sweep.Engine.Steps);

        void Resume(byte[] bytes, int fromState)
        {
            Directory.Delete(_sweep.Paths().Folder, recursive: true);
            Directory.CreateDirectory(_sweep.Paths().States);
            File.WriteAllBytes(_sweep.Paths().State(cells[0].Run), bytes);
            _sweep.Engine = new FakeEngine();
            Assert.Equal(1, _sweep.Run(cells).Trained);
            Assert.Equal(fromState == 1, _sweep.Engine.Steps < 60);
            Assert.Equal(whole, _sweep.Deterministic());
        }
    }

    [Fact]
    public void A_state_is_saved_at_intervals_and_removed_when_the_run_is_durable()
    {
        var states = 0;
        _sweep.Options = _sweep.Options with { SaveStateEvery = TimeSpan.Zero, ProgressEvery = TimeSpan.Zero };
        _sweep.Engine = new FakeEngine { BeforeStep = (_, _) => states = Math.Max(states, Directory.Exists(_sweep.Paths().States) ? Directory.EnumerateFiles(_sweep.Paths().States).Count() : 0) };
        var events = new Events();

        var result = _sweep.Run([FakeSweep.Cell(0, 0.1, 1, 300)], events: events);

        Assert.Equal((1, 1), (states, result.Completed));
        Assert.NotEmpty(events.All.OfType<RunProgressed>());
        Assert.False(Directory.Exists(_sweep.Paths().Parts));
    }

    [Theory]
    [InlineData(Memory.Saved, true)]
    [InlineData(Memory.NotDeclared, false)]
    [InlineData(Memory.SaveThrows, false)]
    [InlineData(Memory.RestoreThrows, false)]
    [InlineData(Memory.RestoreReadsTooLittle, false)]
    public void A_handler_that_remembers_gives_the_same_rows_whether_its_run_goes_on_or_begins_anew(Memory memory, bool goesOn)
    {
        _sweep.Handlers = [FakeSweep.Handler("first_weight", 3), CountingHandler.Define(memory)];
        var cells = new[] { FakeSweep.Cell(0, 0.1, 1, 100) };
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        Assert.Equal(Enumerable.Range(1, 100), _sweep.Table("counting").Column<int>("looks").Values.ToArray());
        Directory.Delete(_sweep.Paths().Folder, recursive: true);

        var notes = StopAfter(40, cells);
        Assert.Equal(memory is Memory.NotDeclared or Memory.SaveThrows, notes.Any(note => note.Contains("'counting'", StringComparison.Ordinal)));
        var events = new Events();
        Assert.Equal(1, _sweep.Run(cells, events: events).Trained);
        Assert.Equal(goesOn, events.All.OfType<RunStarted>().Single().FirstStep > 0);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void The_real_engine_goes_on_with_everything_that_a_network_can_have()
    {
        var plain = FakeSweep.Cell(0, 0.1, 1, 3000);
        var rich = FakeSweep.Cell(1, 0.1, 2, 3000);
        rich = rich with
        {
            Settings = rich.Settings with
            {
                Network = rich.Settings.Network with { Norm = "batch", Activation = "gelu" },
                Training = rich.Settings.Training with { OptimizerOptions = SgdOptions(momentum: 0.9, decay: 1e-4), Sampling = SamplingKind.Replacement },
            },
        };
        var cells = new[] { plain, rich };
        _sweep.Handlers = [HandlerRun.Define("update_ratio"), CountingHandler.Define(Memory.Saved)];
        Assert.Equal(2, Train(stopAfter: null).OfType<SweepFinished>().Single().Result.Completed);
        var whole = _sweep.Deterministic();
        Directory.Delete(_sweep.Paths().Folder, recursive: true);

        // Stopped again and again, each time with a state that the next execution goes on from.
        var firsts = new List<int>();
        foreach (var reports in new int?[] { 2, 3, 5 })
            firsts.AddRange(Train(reports).OfType<RunStarted>().Select(started => started.FirstStep));
        firsts.AddRange(Train(stopAfter: null).OfType<RunStarted>().Select(started => started.FirstStep));
        Assert.True(firsts.Count(step => step > 0) >= 2, string.Join(' ', firsts));
        Assert.Equal(whole, _sweep.Deterministic());

        IReadOnlyList<SweepEvent> Train(int? stopAfter)
        {
            using var stop = new CancellationTokenSource();
            var reports = 0;
            var events = new Events { Also = happened => { if (happened is RunProgressed && ++reports == stopAfter) stop.Cancel(); } };
            var options = _sweep.Options with { Workers = 1, SaveStateOnStopAfter = TimeSpan.Zero, ProgressEvery = TimeSpan.Zero };
            new SweepRunner(new TrainingEngine()).RunAsync(_sweep.Job(cells), options, events, stop.Token).GetAwaiter().GetResult();
            return events.All;
        }
    }

    private IEnumerable<string> StopAfter(int step, IReadOnlyList<Core.Plans.PlannedCell> cells)
    {
        using var stop = new CancellationTokenSource();
        _sweep.Options = _sweep.Options with { Workers = 1, SaveStateOnStopAfter = TimeSpan.Zero };
        _sweep.Engine = new FakeEngine
        {
            BeforeStep = (_, now) =>
            {
                // Slow enough that slices stay short and the stop is noticed within the run.
                Thread.Sleep(2);
                if (now == step)
                    stop.Cancel();
            },
        };
        var events = new Events();
        Assert.True(_sweep.Run(cells, events: events, stop: stop.Token).Stopped);
        _sweep.Engine = new FakeEngine();
        return events.Notes;
    }
}
