using System.Text.Json.Nodes;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Core.Tests.Running;
using Sweeps.Core.Verification;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Verification;

/// <summary>An engine whose bits depend on the processor: what is said of runs that were trained on another one.</summary>
public sealed class OtherMachineTests : IDisposable
{
    private static readonly IReadOnlyList<PlannedCell> s_cells = FakeSweep.Cells([0.1], 2);
    private readonly FakeSweep _sweep = new() { Execution = Execution("one") };

    public void Dispose() => _sweep.Dispose();

    [Theory]
    [InlineData("one", 0, true, null)]
    [InlineData("one", 1, false, null)]
    [InlineData("other", 0, true, null)]
    [InlineData("other", 1, false, "the last bits depend on the processor with this engine, and the run was trained elsewhere (processor: one, here other)")]
    [InlineData(null, 1, false, null)]
    public void A_difference_on_another_processor_is_no_mistake_and_no_equality(string? processor, ulong moved, bool isEqual, string? unsure)
    {
        if (processor is null)
            _sweep.Execution = Execution(null);
        Assert.Equal(2, _sweep.Run(s_cells).Completed);
        _sweep.Execution = Execution(processor);
        Assert.All(Check(moved), check => Assert.Equal((isEqual, unsure), (check.IsEqual, check.Unsure)));
    }

    [Theory]
    [InlineData("no file")]
    [InlineData("no machine")]
    [InlineData("another host")]
    [InlineData("another engine")]
    public void Where_the_processor_is_not_known_nobody_can_tell(string lost)
    {
        _sweep.Run(s_cells);
        var path = _sweep.Paths().Provenance;
        var content = JsonNode.Parse(File.ReadAllText(path))!;
        var execution = content["executions"]![0]!.AsObject();
        Assert.Equal(Environment.MachineName, (string?)execution["host"]);
        if (lost is "no machine")
            execution.Remove("machine");
        else
            execution[lost is "another host" ? "host" : "arithmetic"] = "other";
        File.WriteAllText(path, content.ToJsonString());
        if (lost is "no file")
            File.Delete(path);
        Assert.All(Check(moved: 1), check => Assert.EndsWith("provenance.json does not say on which one the run was trained", check.Unsure, StringComparison.Ordinal));
        Assert.All(Check(moved: 0), check => Assert.True(check.IsEqual));
    }

    [Fact]
    public void Runs_of_two_processors_or_two_builds_in_one_folder_are_warned_of()
    {
        var events = new Events();
        _sweep.Run(s_cells, events: events);
        _sweep.Run(FakeSweep.Cells([0.1, 0.2], 2), events: events);
        Assert.Empty(events.Notes);

        _sweep.Execution = Execution("other", "bb");
        _sweep.Run(FakeSweep.Cells([0.1, 0.2, 0.3], 2), events: events);
        Assert.Collection(
            events.Notes,
            note => Assert.StartsWith("'mine.dll' is another build than the one that trained stored runs, and states the same version (its sha256 was aa and is now bb).", note, StringComparison.Ordinal),
            note => Assert.StartsWith("Stored runs were trained elsewhere (processor: one, here other).", note, StringComparison.Ordinal));

        // Nothing stands beside earlier runs where there are none, and another arithmetic has other runs.
        foreach (var execution in (ExecutionInfo[])[Execution("third", "cc") with { Arithmetic = "2" }, Execution("third", "cc")])
        {
            var others = new Events();
            _sweep.Execution = execution;
            _sweep.Run(s_cells, execution.Arithmetic is "2" ? "x" : "y", others);
            Assert.Empty(others.Notes);
        }
    }

    [Theory]
    [InlineData("one", true)]
    [InlineData("other", false)]
    public void A_run_does_not_go_on_where_its_bits_would_be_others(string processor, bool goesOn)
    {
        var cells = new[] { FakeSweep.Cell(0, 0.1, 1, 100) };
        using var stop = new CancellationTokenSource();
        _sweep.Options = _sweep.Options with { SaveStateOnStopAfter = TimeSpan.Zero };
        _sweep.Engine = new FakeEngine
        {
            BeforeStep = (_, step) =>
            {
                // Slow enough that slices stay short and the stop is noticed within the run.
                Thread.Sleep(2);
                if (step == 40)
                    stop.Cancel();
            },
        };
        Assert.True(_sweep.Run(cells, stop: stop.Token).Stopped);

        _sweep.Engine = new FakeEngine();
        _sweep.Execution = Execution(processor);
        Assert.Equal(1, _sweep.Run(cells).Completed);
        Assert.Equal(goesOn, _sweep.Engine.Steps < 100);
    }

    [Fact]
    public void Folders_of_two_processors_are_told_apart()
    {
        _sweep.Run(s_cells);
        _sweep.Run(s_cells, "same");
        _sweep.Execution = Execution("other");
        _sweep.Run(s_cells, "other");
        Assert.Null(SweepDiff.OtherMachine(_sweep.Paths(), _sweep.Paths("same")));
        Assert.Contains("(processor: one, in the second other)", SweepDiff.OtherMachine(_sweep.Paths(), _sweep.Paths("other")), StringComparison.Ordinal);
    }

    private static ExecutionInfo Execution(string? processor, string build = "aa") => new()
    {
        Arithmetic = "1",
        Machine = processor is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["processor"] = processor, ["threads"] = "1" },
        Assemblies = new Dictionary<string, string> { ["mine.dll"] = build },
    };

    private List<RunCheck> Check(ulong moved)
    {
        using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        var checks = new List<RunCheck>();
        new SweepVerifier(new FakeEngine { Moved = moved }, _sweep.Job(s_cells), reader).Check([.. s_cells.Select(cell => cell.Run)], 1, checks.Add, CancellationToken.None);
        Assert.Equal(s_cells.Count, checks.Count);
        return checks;
    }
}
