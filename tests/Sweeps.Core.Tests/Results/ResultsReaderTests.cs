using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Parquet;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class ResultsReaderTests : IDisposable
{
    private readonly FakeSweep _sweep = new() { Options = new RunOptions { Workers = 1, SyncEvery = TimeSpan.FromMilliseconds(5) } };

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_sweep_reads_the_same_before_and_after_its_tables_are_written()
    {
        var cells = FakeSweep.Cells([0.1, 12, 5], 3);
        using var stop = new CancellationTokenSource();
        _sweep.Run(cells, events: new Events { Also = happened => Stop(happened, 9, stop) }, stop: stop.Token);
        Assert.Equal(new StoredStatus(3, 3, 3, 0, IsComplete: false, null), _sweep.Status());
        var (before, runsBefore) = Everything(cells);

        _sweep.Run(cells);

        Assert.Equal(new StoredStatus(3, 3, 3, 0, IsComplete: true, null), _sweep.Status());
        var (after, runsAfter) = Everything(cells);
        Assert.Equal(before, after);
        Assert.Equal(runsBefore, runsAfter);
    }

    [Fact]
    public void A_run_is_found_by_its_id_by_a_unique_beginning_and_by_its_cell()
    {
        var cells = FakeSweep.Cells([0.1], 40);
        _sweep.Run(cells);
        using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        Assert.Equal(40, reader.Count);
        Assert.Equal(cells[7].Run, reader.Find(cells[7].Run));
        Assert.Equal(cells[7].Run, reader.Find("7"));
        var letter = cells.First(cell => char.IsLetter(cell.Run[0])).Run;
        Assert.Equal(letter, reader.Find(letter[..12].ToUpperInvariant()));
        Assert.Contains("several runs", Assert.Throws<ArgumentException>(() => reader.Find(Shared(cells.Select(cell => cell.Run)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => reader.Find(""));
        Assert.Throws<ArgumentException>(() => reader.Find("zz\u001b[0m"));
        Assert.StartsWith("There is no run of a cell 4711.", Assert.Throws<ArgumentException>(() => reader.Find("4711")).Message, StringComparison.Ordinal);
        var digits = cells.First(cell => cell.Run[..3].All(char.IsAsciiDigit)).Run;
        Assert.Contains(
            $"There is no run of a cell {digits[..3]}. The id {digits[..3]}",
            Assert.Throws<ArgumentException>(() => reader.Find(digits[..3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => reader.Load("ffffffffffffffff"));
        Assert.Throws<StorageException>(() => ResultsReader.Open(_sweep.Paths("nothing"), Shipped.Parameters));
    }

    [Fact]
    public void Damage_is_counted_and_told()
    {
        var cells = FakeSweep.Cells([0.1], 9);
        using var stop = new CancellationTokenSource();
        _sweep.Run(cells, events: new Events { Also = happened => Stop(happened, 9, stop) }, stop: stop.Token);
        var journal = Directory.EnumerateFiles(_sweep.Paths().Parts, "*.journal").Single();
        var bytes = File.ReadAllBytes(journal);
        bytes[^5] ^= 1;
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(journal, bytes);
        using (var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters))
        {
            Assert.Equal((7, 2), (reader.Status().Completed, reader.Status().Damaged));
            Assert.Contains(journal, Assert.Single(reader.Notes), StringComparison.Ordinal);
        }

        _sweep.Run(cells);
        File.WriteAllText(_sweep.Paths().Losses, "PAR1 no more");
        using var broken = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        Assert.Equal((0, 1), (broken.Status().Done, broken.Status().Damaged));
    }

    [Fact]
    public void What_was_opened_can_be_read_after_the_tables_have_taken_its_place()
    {
        var cells = FakeSweep.Cells([0.1], 4);
        _sweep.Options = _sweep.Options with { Shard = new Shard(1, 1) };
        _sweep.Run(cells);
        using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        _sweep.Options = _sweep.Options with { Shard = null };
        _sweep.Run(cells);
        Assert.Empty(Housekeeping.JournalsIn(_sweep.Paths()));
        Assert.Equal((4, 0), (reader.Status().Completed, reader.Status().Damaged));
        Assert.Equal(cells[2].Run, reader.Load(cells[2].Run).Outcome.Run);
    }

    [Kind(TestKind.Long)]
    [Fact]
    public async Task Who_looks_while_tables_are_put_in_place_sees_no_damage()
    {
        var cells = FakeSweep.Cells([0.1], 3);
        _sweep.Run(cells);
        var (isOver, looks) = (false, 0);
        var looking = Task.Run(() =>
        {
            for (; !Volatile.Read(ref isOver); looks++)
            {
                using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
                Assert.Equal((0, 3, true), (reader.Status().Damaged, reader.Status().Done, reader.Outcomes().Count() == 3));
            }
        });
        for (var i = 0; i < 40 && !looking.IsCompleted; i++)
        {
            // Another handler makes every run due: journals, then a commit of all tables.
            _sweep.Handlers = [FakeSweep.Handler("first_weight", 3 + (i % 2))];
            _sweep.Run(cells);
        }

        Volatile.Write(ref isOver, true);
        await looking;
        Assert.True(looks > 10);
    }

    [Fact]
    public void While_a_sweep_runs_its_parts_are_tables()
    {
        _sweep.Options = _sweep.Options with { FirstView = TimeSpan.FromMilliseconds(1) };
        var cells = FakeSweep.Cells([0.1, 5], 20);
        var rows = 0;
        var events = new Events
        {
            Also = happened =>
            {
                var view = _sweep.Paths().View("runs", "");
                if (happened is not RunFinished { Done: > 20 } || rows > 0)
                    return;
                for (var tries = 0; tries < 500 && !File.Exists(view); tries++)
                    Thread.Sleep(10);
                using var reader = ParquetReader.Open(view);
                rows = (int)reader.RowCount;
                Assert.Equal(RunsTable.SchemaOf(Shipped.Parameters), reader.Schema);
                foreach (var table in new[] { "losses", "timings", "first_weight" })
                    using (var other = ParquetReader.Open(_sweep.Paths().View(table, "")))
                        Assert.NotEqual(0, other.RowCount);
            },
        };

        _sweep.Run(cells, events: events);

        Assert.InRange(rows, 1, 40);
        Assert.False(Directory.Exists(_sweep.Paths().Parts));
    }

    private static void Stop(SweepEvent happened, int after, CancellationTokenSource stop)
    {
        if (happened is RunFinished finished && finished.Done == after)
            stop.Cancel();
    }

    private (string Summary, string Runs) Everything(IReadOnlyList<Core.Plans.PlannedCell> cells)
    {
        using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        var runs = string.Join('\n', cells.Select(cell =>
        {
            var record = reader.Load(reader.Find(cell.Run));
            return $"{record.Outcome.Run} {record.Outcome.Cell} {record.Outcome.Status} {record.Outcome.Error} {string.Join(' ', record.Outcome.Parameters)} {record.Outcome.Losses} {string.Join(' ', record.Losses.ToArray())}"
                + string.Join(' ', record.Tables[0].Columns.Select(column => string.Join(' ', Enumerable.Range(0, column.Count).Select(column.Boxed))));
        }));
        return (SummaryFormats.Csv(SummaryTable.Of(Shipped.Parameters, reader.Runs(), SummaryRequest.Default)), runs);
    }

    private static string Shared(IEnumerable<string> runs) => runs.GroupBy(run => run[..1], StringComparer.Ordinal).First(group => group.Count() > 1 && !char.IsDigit(group.Key[0])).Key;
}
