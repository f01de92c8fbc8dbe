using Sweeps.Core.Journals;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Tests.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class HousekeepingTests : IDisposable
{
    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Theory]
    [InlineData("provenance.json.s.tmp", false)]
    [InlineData("report.html.4711.tmp", false)]
    [InlineData("notes.tmp", true)]
    public void What_a_kill_leaves_under_a_temporary_name_of_ours_is_tidied_up(string name, bool isLeft)
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        File.WriteAllText(_sweep.Paths().In(name), "half");
        _sweep.Run(FakeSweep.Cells([0.1], 1));
        Assert.Equal(isLeft, File.Exists(_sweep.Paths().In(name)));
    }

    [Fact]
    public void A_file_that_others_make_of_the_tables_is_written_whole_and_nothing_is_left_beside_it()
    {
        Directory.CreateDirectory(_sweep.Paths().Folder);
        foreach (var content in new[] { "first", "second" })
            WholeFile.Write(_sweep.Paths().Report, System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal("second", File.ReadAllText(Assert.Single(Directory.EnumerateFiles(_sweep.Paths().Folder))));
    }

    [Fact]
    public void Many_journals_become_one_with_the_same_runs()
    {
        var cells = FakeSweep.Cells([0.1], 12);
        _sweep.Run(cells, "source");
        var paths = _sweep.Paths();
        Directory.CreateDirectory(paths.Parts);
        using (var reader = ResultsReader.Open(_sweep.Paths("source"), Shipped.Parameters))
        {
            foreach (var cell in cells)
                using (var journal = Journal.Create(paths.Journal($"2026010100000{cell.Cell:00}")))
                    journal.Append(reader.Load(cell.Run));
        }

        File.WriteAllText(paths.Journal("20260102"), "SWEEPS-1");
        Assert.Equal(13, Housekeeping.JournalsIn(paths).Count);

        new Housekeeping(paths, Shipped.Parameters, "s", _ => Assert.Fail("There is nothing to tell.")).Run();

        Assert.Single(Directory.EnumerateFileSystemEntries(paths.Parts));
        Assert.Equal(12, _sweep.Status().Completed);
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.Equal(_sweep.Deterministic("source")["runs.parquet"], _sweep.Deterministic()["runs.parquet"]);
    }

    /// <summary>What runs cost is no result: nothing has to be trained again, and nothing of the kind is said.</summary>
    [Fact]
    public void A_damaged_table_of_timings_costs_no_run()
    {
        var cells = FakeSweep.Cells([0.1], 3);
        _sweep.Run(cells);
        var timings = _sweep.Paths().Table("timings");
        var bytes = File.ReadAllBytes(timings);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(timings, bytes);
        var events = new Events();

        Assert.Equal(0, _sweep.Run(cells, events: events).Trained);

        Assert.Contains(events.Notes, note => note.Contains(timings, StringComparison.Ordinal));
        Assert.DoesNotContain(events.Notes, note => note.Contains("trained again", StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_kept_runs_cost_only_themselves()
    {
        _sweep.Run(FakeSweep.Cells([0.1, 0.2], 3));
        _sweep.Run(FakeSweep.Cells([0.1], 3));
        var kept = File.ReadAllBytes(_sweep.Paths().KeptJournal);
        kept[kept.Length / 2] ^= 1;
        File.WriteAllBytes(_sweep.Paths().KeptJournal, kept);
        var events = new Events();

        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1, 0.2], 3), events: events).Trained);

        Assert.Contains(events.Notes, note => note.Contains(_sweep.Paths().KeptJournal, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_sweep.Paths().Kept));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"files\":{},\"files\":{}}")]
    [InlineData("{\"files\":{\"runs.parquet\":{\"sha256\":5}},\"executions\":{}}")]
    [InlineData("{\"files\":[1,2],\"executions\":[7,null,{\"session\":[]}]}")]
    public void A_provenance_of_any_content_is_survived(string content)
    {
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Run(cells);
        var before = _sweep.Deterministic();
        File.WriteAllText(_sweep.Paths().Provenance, content);
        _ = StoredExecution.Last(_sweep.Paths());

        Assert.Equal(1, _sweep.Run(FakeSweep.Cells([0.1], 3)).Trained);
        Assert.Equal(0, _sweep.Run(cells).Trained);

        Assert.Equal(before, _sweep.Deterministic());
        Assert.Equal(2, StoredExecution.Last(_sweep.Paths())!.Cells);
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("3/40", 3, 40)]
    public void A_share_is_read(string text, int index, int count) => Assert.Equal(new Shard(index, count), Shard.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1/2/3")]
    [InlineData("-1/2")]
    [InlineData("1/99999999999")]
    [InlineData(" 1/2")]
    public void A_share_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => Shard.Parse(text));

    [Fact]
    public void Shares_cost_about_the_same_and_cover_each_cell_once()
    {
        float[] costs = [.. Enumerable.Range(0, 997).Select(i => 1 + (i * 7919 % 100))];
        var shares = Enumerable.Range(1, 7).Select(index => ShardDeal.Of(costs, new Shard(index, 7))).ToArray();
        for (var cell = 0; cell < costs.Length; cell++)
            Assert.Single(shares, share => share[cell]);
        var loads = shares.Select(share => share.Zip(costs, (mine, cost) => mine ? cost : 0).Sum()).ToArray();
        Assert.InRange(loads.Max() / loads.Min(), 1, 1.01);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        var job = _sweep.Job(FakeSweep.Cells([0.1], 1));
        var runner = new SweepRunner(_sweep.Engine);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = runner.RunAsync(job, new RunOptions { Workers = 0 }, new Events(), default); });
        Assert.Throws<ArgumentException>(() => { _ = runner.RunAsync(job, new RunOptions { Fresh = true, Shard = new Shard(1, 2) }, new Events(), default); });
        var twice = new[] { FakeSweep.Cell(0, 0.1, 1, 5), FakeSweep.Cell(1, 0.1, 1, 5) };
        Assert.Throws<InvalidOperationException>(() => _sweep.Run(twice));
        Assert.False(Directory.Exists(_sweep.Paths().Folder));
    }

    [Fact]
    public void An_observer_that_fails_ends_the_sweep_and_loses_nothing()
    {
        var cells = FakeSweep.Cells([0.1], 5);
        var events = new Events { Also = happened => _ = happened is RunFinished { Done: 2 } ? throw new InvalidOperationException("observer") : 0 };
        Assert.Equal("observer", Assert.Throws<InvalidOperationException>(() => _sweep.Run(cells, events: events)).Message);
        Assert.InRange(_sweep.Run(cells).Trained, 0, 4);
        Assert.Equal(5, _sweep.Status().Completed);
    }
}
