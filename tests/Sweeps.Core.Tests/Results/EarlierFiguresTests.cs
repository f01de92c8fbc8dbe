using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Store;
using Sweeps.Core.Tests.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>Runs from before there was <c>loss_chance</c>, when windows were of min(100, steps) steps: nobody sees the two definitions in one column.</summary>
public sealed class EarlierFiguresTests : IDisposable
{
    private static readonly string s_stored = Path.Combine(AppContext.BaseDirectory, "Results", "Earlier");
    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    /// <summary>The journal and the tables were written by a build of that time (commit 79deb90): runs of 1, 3, 60 and 250 steps, and one that explodes.</summary>
    [Theory]
    [InlineData("journal")]
    [InlineData("tables")]
    public void Whatever_is_read_of_them_has_the_windows_of_today(string kind)
    {
        using var reader = ResultsReader.Open(SweepPaths.Of(s_stored, kind), Shipped.Parameters);
        var rows = reader.Runs();
        var runs = rows.Column<string>("run").Values.ToArray();
        Assert.Equal([1, 3, 60, 250, 40], rows.Column<int>("steps").Values.ToArray());

        for (var row = 0; row < runs.Length; row++)
        {
            var record = reader.Load(runs[row]);
            var losses = reader.Losses(runs[row]).ToArray();
            var window = Math.Max(1, Math.Min(100, losses.Length / 2));
            Assert.Equal(losses.Take(window).Average(loss => (double)loss), record.Outcome.Losses.Start!.Value, 1e-6);
            Assert.Equal(losses.TakeLast(window).Average(loss => (double)loss), record.Outcome.Losses.End!.Value, 1e-6 * Math.Max(1, losses.Max()));
            Assert.Equal(losses.Length > 1 ? record.Outcome.Losses.End - record.Outcome.Losses.Start : null, record.Outcome.Losses.Difference);
            Assert.Equal(record.Outcome.Losses, reader.Outcomes().ElementAt(row).Losses);
            Assert.Null(record.Outcome.Losses.Chance);
            foreach (var measure in MeasureCatalogue.Losses)
                Assert.Equal(measure.Of(record.Outcome), rows.Columns[rows.Schema.IndexOf(measure.Name)].Boxed(row));
        }
    }

    [Fact]
    public void Final_tables_that_are_made_of_them_have_the_bytes_of_new_runs()
    {
        var cells = FakeSweep.Cells([0.1, 12], 3, steps: 10);
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        var records = Records(cells);
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        Directory.CreateDirectory(_sweep.Paths().Parts);
        using (var journal = Journal.Create(Path.Combine(_sweep.Paths().Parts, "earlier.journal")))
        {
            foreach (var record in records)
                journal.Append(AsOfThen(record));
            journal.Sync();
        }

        Assert.Equal(0, _sweep.Run(cells).Trained);

        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void Comparing_them_with_new_ones_finds_no_difference_in_what_they_lack()
    {
        var cells = FakeSweep.Cells([0.1], 1, steps: 10);
        _sweep.Run(cells);
        var record = Records(cells)[0];
        var earlier = AsOfThen(record);
        earlier = earlier with { Outcome = earlier.Outcome.Restated(earlier.Losses.Span) };

        Assert.Empty(Sweeps.Core.Verification.RunComparison.Of(earlier, record, withCell: true));
        Assert.NotEmpty(Sweeps.Core.Verification.RunComparison.Of(
            record, record with { Outcome = record.Outcome with { Losses = record.Outcome.Losses with { Chance = 1 } } }, withCell: true));
    }

    private List<RunRecord> Records(IReadOnlyList<Sweeps.Core.Plans.PlannedCell> cells)
    {
        using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        return [.. cells.Select(cell => reader.Load(cell.Run))];
    }

    /// <summary>What a build of that time had stored: no level of chance, and means of all steps where there are no more than a hundred.</summary>
    private static RunRecord AsOfThen(RunRecord record)
    {
        var losses = record.Outcome.Losses;
        var all = record.Losses.ToArray().Average(loss => (double)loss);
        double? mean = double.IsFinite(all) ? all : null;
        return record with { Outcome = record.Outcome with { Losses = new LossFigures(losses.Initial, losses.Expected, mean, mean, mean - mean) } };
    }
}
