using Sweeps.Core.Running;

namespace Sweeps.Core.Tests.Running;

public sealed class IncrementalTests : IDisposable
{
    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void Adding_and_removing_values_trains_only_what_is_new_and_gives_the_bytes_of_a_sweep_from_scratch()
    {
        var small = FakeSweep.Cells([0.1, 0.2], 3);
        // A value in between moves the numbers of the cells after it.
        var large = FakeSweep.Cells([0.1, 0.15, 0.2, 12], 3);
        Assert.Equal(6, _sweep.Run(small).Trained);
        var first = Tables();

        Assert.Equal(6, _sweep.Run(large).Trained);
        var second = Tables();
        Assert.Equal(12, _sweep.Table("runs").RowCount);

        Assert.Equal(0, _sweep.Run(small).Trained);
        Assert.Equal(first, Tables());
        Assert.True(File.Exists(_sweep.Paths().KeptJournal));

        Assert.Equal(0, _sweep.Run(large).Trained);
        Assert.Equal(second, Tables());
        Assert.False(Directory.Exists(_sweep.Paths().Kept));

        Assert.Equal(12, _sweep.Run(large, "y").Trained);
        Assert.Equal(second, Tables("y"));
    }

    [Fact]
    public void Another_order_of_the_cells_trains_nothing()
    {
        var cells = FakeSweep.Cells([0.1, 0.2, 0.3], 50);
        _sweep.Run(cells);
        var backwards = cells.Reverse().Select((cell, number) => cell with { Cell = number }).ToArray();

        Assert.Equal(0, _sweep.Run(backwards).Trained);

        var turned = Tables();
        _sweep.Run(backwards, "y");
        Assert.Equal(Tables("y"), turned);
    }

    [Fact]
    public void A_new_handler_makes_runs_due_and_a_removed_one_does_not()
    {
        var cells = FakeSweep.Cells([0.1, 0.2], 3);
        var one = FakeSweep.Handler("first_weight", 3);
        var other = FakeSweep.Handler("rarely", 7);
        _sweep.Run(cells);
        var before = Tables();

        _sweep.Handlers = [one, other];
        Assert.Equal(6, _sweep.Run(cells).Trained);
        var both = Tables();
        Assert.Contains("rarely.parquet", both.Keys);

        _sweep.Handlers = [one];
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.Equal(before, Tables());

        // The rows of the removed handler were kept.
        _sweep.Handlers = [one, other];
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.Equal(both, Tables());

        // Another schedule is another handler; another name is not.
        _sweep.Handlers = [FakeSweep.Handler("first_weight", 4)];
        Assert.Equal(6, _sweep.Run(cells).Trained);
        _sweep.Handlers = [FakeSweep.Handler("renamed", 4)];
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.Contains("renamed.parquet", Tables().Keys);
        Assert.DoesNotContain("first_weight.parquet", Tables().Keys);
    }

    [Fact]
    public void Saving_models_makes_runs_due_and_their_files_follow_the_plan()
    {
        var cells = FakeSweep.Cells([0.1, 12], 2);
        _sweep.Run(cells);
        _sweep.SaveModels = true;
        Assert.Equal(4, _sweep.Run(cells).Trained);
        var whole = _sweep.Deterministic();
        var runs = _sweep.Table("runs");
        for (var row = 0; row < runs.RowCount; row++)
            Assert.Equal(runs.Column<string>("weights_sha256").Values[row], whole[Path.Combine("models", runs.Column<string>("run").Values[row] + ".safetensors")]);

        Assert.Equal(0, _sweep.Run(FakeSweep.Cells([0.1], 2)).Trained);
        Assert.Equal(2, Directory.EnumerateFiles(_sweep.Paths().Models).Count());
        Assert.Equal(0, _sweep.Run(cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());

        // A damaged model is a damaged run.
        var model = Directory.EnumerateFiles(_sweep.Paths().Models).First();
        var bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model, bytes);
        Assert.Equal(1, _sweep.Run(cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void Runs_of_another_sweep_can_be_taken_over()
    {
        _sweep.SaveModels = true;
        _sweep.Run(FakeSweep.Cells([0.1, 0.2], 3), "other");
        _sweep.Options = _sweep.Options with { Reuse = [_sweep.Paths("other").Folder] };
        var cells = FakeSweep.Cells([0.2, 0.3], 3);

        Assert.Equal(3, _sweep.Run(cells).Trained);
        var reused = Tables();
        _sweep.Options = _sweep.Options with { Reuse = [] };
        Assert.Equal(6, _sweep.Run(cells, "y").Trained);
        Assert.Equal(Tables("y"), reused);
    }

    /// <summary>Its rows move while ours are trained: what was looked up there is believed no more.</summary>
    [Fact]
    public void A_sweep_that_changes_while_its_runs_are_taken_over_gives_nobodys_runs()
    {
        _sweep.Run(FakeSweep.Cells([0.1, 0.2], 3), "other");
        var cells = FakeSweep.Cells([0.2, 0.3], 3);
        var changed = 0;
        var options = _sweep.Options;
        var plain = _sweep.Engine;
        _sweep.Options = options with { Reuse = [_sweep.Paths("other").Folder] };
        _sweep.Engine = new FakeEngine
        {
            BeforeStep = (_, _) =>
            {
                if (Interlocked.Exchange(ref changed, 1) == 0)
                    new SweepRunner(plain).RunAsync(_sweep.Job(FakeSweep.Cells([0.1, 0.15, 0.2], 3), "other"), options, new Events(), CancellationToken.None).GetAwaiter().GetResult();
            },
        };

        Assert.Equal(6, _sweep.Run(cells).Trained);
        var reused = Tables();
        _sweep.Options = options;
        _sweep.Engine = plain;
        _sweep.Run(cells, "y");
        Assert.Equal(Tables("y"), reused);
    }

    [Fact]
    public void Of_another_sweep_without_final_tables_nothing_is_taken_over_and_that_is_told()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Options = _sweep.Options with { Shard = new Shard(1, 1) };
        _sweep.Run(cells, "other");
        _sweep.Options = _sweep.Options with { Shard = null, Reuse = [_sweep.Paths("other").Folder] };
        var events = new Events();
        Assert.Equal(2, _sweep.Run(cells, events: events).Trained);
        Assert.Contains("it has no final tables yet, and only those are read", Assert.Single(events.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_trains_so_many_and_writes_what_there_is()
    {
        var cells = FakeSweep.Cells([0.1, 0.2], 3);
        _sweep.Options = _sweep.Options with { Limit = 2 };
        var result = _sweep.Run(cells);
        Assert.Equal((2, 2, 4, true), (result.Trained, result.Completed, result.Remaining, result.TablesWritten));
        Assert.Equal([0, 1], _sweep.Table("runs").Column<int>("cell").Values.ToArray());

        _sweep.Options = _sweep.Options with { Limit = null, Select = cell => cell.Settings.Training.Seed == 3 };
        Assert.Equal(2, _sweep.Run(cells).Trained);
        Assert.Equal([0, 1, 2, 5], _sweep.Table("runs").Column<int>("cell").Values.ToArray());
    }

    [Fact]
    public void Beginning_afresh_moves_earlier_results_aside()
    {
        var cells = FakeSweep.Cells([0.1], 3);
        _sweep.Run(cells);
        var before = Tables();
        _sweep.Options = _sweep.Options with { Fresh = true };

        Assert.Equal(3, _sweep.Run(cells).Trained);
        Assert.Equal(3, _sweep.Run(cells).Trained);

        Assert.Equal(before, Tables());
        var asides = Directory.EnumerateDirectories(_sweep.Root).Select(folder => Path.GetFileName(folder)!).Where(name => name is not "x").ToArray();
        Assert.Equal(2, asides.Length);
        Assert.All(asides, name => Assert.StartsWith("x.20", name, StringComparison.Ordinal));
        Assert.All(asides, name => Assert.Equal(before, Tables(name)));
        Assert.All(asides, name => Assert.False(File.Exists(_sweep.Paths(name).Lock)));
    }

    [Fact]
    public void Shares_trained_apart_and_merged_are_the_sweep()
    {
        var cells = FakeSweep.Cells([0.1, 12, 5, 0.4], 5);
        _sweep.Run(cells, "whole");
        var trained = 0;
        foreach (var index in new[] { 3, 1, 2 })
        {
            _sweep.Options = _sweep.Options with { Shard = new Shard(index, 3) };
            var share = _sweep.Run(cells);
            Assert.False(share.TablesWritten);
            Assert.InRange(share.Trained, 5, 9);
            trained += share.Trained;
            // A requeued task finds its share done.
            Assert.Equal(0, _sweep.Run(cells).Trained);
        }

        Assert.Equal(20, trained);
        _sweep.Options = _sweep.Options with { Shard = null };
        var events = new Events();
        Assert.Equal((0, 20, true), _sweep.Merge(cells, events: events) is var merged ? (merged.Trained, merged.Completed + merged.Diverged + merged.Failed, merged.TablesWritten) : default);
        Assert.Equal(Tables("whole"), Tables());
        Assert.Empty(events.Notes);
        Assert.False(Directory.Exists(_sweep.Paths().Parts));
    }

    private IReadOnlyDictionary<string, string> Tables(string name = "x") => _sweep.Deterministic(name)
        .Where(file => file.Key is not ("definition.yaml" or "composed.yaml" or ".plan" or "summary.md"))
        .ToDictionary(StringComparer.Ordinal);
}
