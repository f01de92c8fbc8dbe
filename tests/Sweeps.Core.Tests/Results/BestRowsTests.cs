using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>The rows that may be the best run hold the best run of all rows, and are few.</summary>
public sealed class BestRowsTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("sweeps-best-").FullName, "runs.parquet");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    /// <summary>Losses have few values, so that runs tie; some are missing, some runs exploded, and some know no level of chance.</summary>
    [Fact]
    public void Of_them_the_best_run_is_that_of_all()
    {
        var random = new Random(16);
        for (var round = 0; round < 60; round++)
        {
            List<RunOutcome> runs = [.. Enumerable.Range(0, random.Next(0, 60)).Select(cell => Any(random, cell, hasChance: round % 3 > 0))];
            var isAmong = Array.ConvertAll(runs.ToArray(), _ => random.Next(5) > 0);
            var all = new BestRuns();
            foreach (var run in runs.Where(run => isAmong[run.Cell]))
                all.Offer(run);

            var some = new BestRuns();
            foreach (var run in Rows(runs, place => isAmong[(int)place]).Found)
                some.Offer(run);

            Assert.Equal((all.Best?.Value, all.Best?.Loss, all.Best?.Run.Cell), (some.Best?.Value, some.Best?.Loss, some.Best?.Run.Cell));
        }
    }

    [Fact]
    public void Of_runs_that_know_their_flags_at_most_two_rows_are_read()
    {
        var random = new Random(17);
        List<RunOutcome> runs = [.. Enumerable.Range(0, 300).Select(cell => Any(random, cell, hasChance: true))];
        Assert.InRange(Rows(runs, _ => true).Read, 1, 2);
    }

    [Fact]
    public void A_row_of_equal_losses_is_the_first_and_one_with_less_validation_loss_stands_beside_it()
    {
        RunOutcome[] runs = [Of(0, 2.5, 2.9), Of(1, 2.25, 2.8), Of(2, 2.25, 2.75), Of(3, 2.5, 2.75), Of(4, 30, 2.5)];
        Assert.Equal([1, 2], Rows(runs, _ => true).Found.Select(run => run.Cell));
    }

    [Fact]
    public void Runs_that_diverged_failed_or_exploded_are_none() =>
        Assert.Empty(Rows([Of(0, null, null) with { Status = RunStatus.Diverged, DivergedAt = 3 }, Of(1, null, null) with { Status = RunStatus.Failed, Error = "x" }, Of(2, 28, 2)], _ => true).Found);

    private static RunOutcome Any(Random random, int cell, bool hasChance)
    {
        double? Loss(int most) => random.Next(6) == 0 ? null : random.Next(1, most) / 4.0;
        var status = random.Next(8) switch { 0 => RunStatus.Diverged, 1 => RunStatus.Failed, _ => RunStatus.Completed };
        var run = Of(cell, status == RunStatus.Completed ? random.Next(1, 160) / 4.0 : null, status == RunStatus.Completed ? Loss(20) : null, hasChance || random.Next(2) == 0 ? 2.75 : null);
        return run with { Status = status, DivergedAt = status == RunStatus.Diverged ? 1 : null, Error = status == RunStatus.Failed ? "x" : null };
    }

    private static RunOutcome Of(int cell, double? end, double? valid, double? chance = 2.75) => new()
    {
        Run = $"{cell:x16}",
        Cell = cell,
        Parameters = Shipped.NoValues,
        Status = RunStatus.Completed,
        Losses = new(3, 3.3, 3, end, end - 3) { Chance = chance },
        LossValid = valid,
    };

    /// <summary>In row groups of seven rows.</summary>
    private (List<RunOutcome> Found, int Read) Rows(IReadOnlyList<RunOutcome> runs, Predicate<long> among)
    {
        var rows = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
        foreach (var run in runs)
            RunsTable.Append(rows, run.Cell, [.. FakeSweep.Cell(0, 0.25, 1, 5).Parameters], run);
        using (var stream = File.Create(_file))
        using (var writer = TableFiles.Format.Create(stream, rows.Schema, new TableFileOptions { RowGroupRows = 7 }))
        {
            writer.Write(rows);
            writer.Finish();
        }

        using var table = StoredTable.Open(_file);
        var read = 0;
        var found = BestRows.Of(table, place =>
        {
            read++;
            return runs[(int)place];
        }, among).ToList();
        return (found, read);
    }
}
