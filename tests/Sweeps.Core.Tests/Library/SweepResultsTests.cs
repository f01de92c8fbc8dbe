using Sweeps.Core.Files;
using Sweeps.Core.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Library;

/// <summary>Results as typed tables, of a finished sweep and of one under way.</summary>
public sealed class SweepResultsTests : IDisposable
{
    private readonly LibrarySweep _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public async Task Losses_of_all_runs_are_what_the_engine_gave(int? limit)
    {
        var sweep = await Trained(limit);
        using var results = sweep.OpenResults();
        Assert.Equal(limit ?? 6, results.RunCount);
        var runs = results.Runs.Column<string>("run");
        var cells = sweep.Plan.Cells().Where(cell => runs.Contains(cell.Run, StringComparer.Ordinal)).ToList();
        var expected = cells.SelectMany(cell => _at.Losses(sweep, cell).Select((loss, step) => (cell.Cell, cell.Run, step, loss))).ToList();
        Assert.Equal(expected.Select(row => row.loss), results.Losses.Column<float>("loss"));
        Assert.Equal(expected, results.Losses.Rows<LossRow>().Select(row => (row.Cell, row.Run, row.Step, row.Loss)));
        Assert.All(cells, cell => Assert.Equal(_at.Losses(sweep, cell), results.LossesOf(cell.Run).ToArray()));
    }

    [Fact]
    public async Task A_sweep_under_way_is_read_as_a_finished_one_is()
    {
        var sweep = _at.Sweep();
        await sweep.RunAsync(new RunOptions { Workers = 1, Limit = 3, Shard = new Shard(1, 1) }, cancellation: TestContext.Current.CancellationToken);
        IReadOnlyList<string> tables, runs;
        List<(string Table, IReadOnlyList<string> Rows)> before;
        using (var results = sweep.OpenResults())
        {
            Assert.False(results.IsComplete);
            tables = results.TableNames;
            runs = results.Runs.Column<string>("run");
            before = [.. tables.Select(table => (table, Texts(results.Table(table), runs)))];
        }

        await sweep.RunAsync(cancellation: TestContext.Current.CancellationToken);
        using var complete = sweep.OpenResults();
        Assert.True(complete.IsComplete);
        Assert.Equal(["runs", "losses", "timings", "update_ratio"], tables);
        Assert.Equal(tables, complete.TableNames);
        foreach (var (table, rows) in before.Where(table => table.Table is "losses" or "update_ratio"))
        {
            Assert.NotEmpty(rows);
            Assert.Equal(Texts(complete.Table(table), runs), rows);
        }
    }

    [Fact]
    public async Task Columns_come_in_the_order_asked_for_and_part_by_part()
    {
        using var results = (await Trained()).OpenResults();
        var parts = results.Table("update_ratio").Parts(["ratio", "step"]).ToList();
        Assert.All(parts, part => Assert.Equal(["ratio", "step"], part.Schema.Columns.Select(column => column.Name)));
        Assert.Equal(results.Table("update_ratio").Column<int>("step"), parts.SelectMany(part => part.Column<int>("step").Values.ToArray()));
        Assert.Equal(["status", "cell"], results.Runs.Parts(["status", "cell"]).Single().Schema.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Nulls_need_a_type_that_can_express_them()
    {
        using var results = (await Trained()).OpenResults();
        // Seeds 1 and 2 of the rates 0.1, 0.5 and 12, of which the last diverges at its twelfth step.
        Assert.Equal([null, null, null, null, 12, 12], results.Runs.Column<int?>("diverged_at"));
        Assert.Equal([0.1, 0.1, 0.5, 0.5, 12, 12], results.Runs.Column<double>("lr"));
        Assert.Equal([0.1, 0.1, 0.5, 0.5, 12, 12], results.Runs.Column<double?>("lr"));
        Assert.All(results.Runs.Column<string?>("error"), Assert.Null);
        Assert.Contains("read it as a type that can be null", Assert.Throws<InvalidOperationException>(() => results.Runs.Column<int>("diverged_at")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => results.Runs.Rows<NeverDiverged>().ToList());
        Assert.Equal([null, null, null, null, 12, 12], results.Runs.Rows<MayDiverge>().Select(row => row.DivergedAt));
        Assert.Equal(["completed", "completed", "completed", "completed", "diverged", "diverged"], results.Runs.Rows<MayDiverge>().Select(row => row.Status));
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is()
    {
        using var results = (await Trained()).OpenResults();
        Assert.Contains("It has: cell, run, step, loss.", Assert.Throws<ArgumentException>(() => results.Losses.Column<float>("lost")).Message, StringComparison.Ordinal);
        Assert.Contains("holds values of the type Single, not Double", Assert.Throws<ArgumentException>(() => results.Losses.Column<double>("loss")).Message, StringComparison.Ordinal);
        Assert.Contains("They have: runs, losses, timings, update_ratio.", Assert.Throws<ArgumentException>(() => results.Table("histogram")).Message, StringComparison.Ordinal);
        Assert.Contains("'Lost' of NotThere fits no column", Assert.Throws<ArgumentException>(() => results.Losses.Rows<NotThere>().ToList()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => results.LossesOf("0123456789abcdef"));
        Assert.Throws<StorageException>(() => SweepResults.Open(Path.Combine(_at.Root, "nothing"), Shipped.Parameters));
    }

    [Fact]
    public async Task A_damaged_table_is_an_exception_and_never_a_wrong_value()
    {
        var sweep = await Trained();
        var bytes = await File.ReadAllBytesAsync(sweep.Paths.Losses, TestContext.Current.CancellationToken);
        // The first column's pages begin behind the four bytes of the mark.
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(sweep.Paths.Losses, bytes, TestContext.Current.CancellationToken);
        using var results = sweep.OpenResults();
        Assert.Throws<StorageException>(() => results.Losses.Parts().Sum(part => part.RowCount));
    }

    private async Task<Sweep> Trained(int? limit = null)
    {
        var sweep = _at.Sweep();
        await sweep.RunAsync(new RunOptions { Limit = limit }, cancellation: TestContext.Current.CancellationToken);
        return sweep;
    }

    private static List<string> Texts(SweepTable table, IReadOnlyList<string> runs)
    {
        var texts = new List<string>();
        foreach (var part in table.Parts())
            for (var row = 0; row < part.RowCount; row++)
                if (runs.Contains((string?)part.Column<string>("run").Boxed(row), StringComparer.Ordinal))
                    texts.Add(string.Join(' ', part.Columns.Select(column => column.Boxed(row))));
        return texts;
    }

    private sealed record LossRow(int Cell, string Run, int Step, float Loss);

    private sealed record NeverDiverged(int Cell, int DivergedAt);

    private sealed record MayDiverge(string Status, int? DivergedAt);

    private sealed record NotThere(int Cell, float Lost);
}
