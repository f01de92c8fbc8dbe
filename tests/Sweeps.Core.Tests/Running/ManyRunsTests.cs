using System.Diagnostics;
using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Running;

[Kind(TestKind.Long)]
public sealed class ManyRunsTests(ITestOutputHelper output) : IDisposable
{
    private readonly FakeSweep _sweep = new() { Options = new RunOptions { Workers = 2, FirstView = TimeSpan.FromMilliseconds(300) } };

    /// <summary>SWEEPS_MANY_RUNS=100000 measures the figures of docs/operations.md.</summary>
    private static int Runs => int.Parse(Environment.GetEnvironmentVariable("SWEEPS_MANY_RUNS") ?? "10000", CultureInfo.InvariantCulture);

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void Many_short_runs_leave_few_files()
    {
        var cells = Enumerable.Range(0, Runs).Select(i => FakeSweep.Cell(i, 0.1 * (1 + (i % 10)), (ulong)i, 10)).ToArray();
        var most = 0;
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is RunFinished { Done: var done } && done % 1000 == 0)
                    most = Math.Max(most, Directory.EnumerateFiles(_sweep.Paths().Folder, "*", SearchOption.AllDirectories).Count());
            },
        };
        var clock = Stopwatch.StartNew();

        var result = _sweep.Run(cells, events: events);

        var tables = events.All.OfType<TablesFinished>().Single().Seconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Runs} runs in {clock.Elapsed.TotalSeconds:F2} s, {1e3 * clock.Elapsed.TotalSeconds / Runs:F3} ms each, {tables:F2} s of it for the tables; at most {most} files under way"));
        Assert.Equal((Runs, 0), (result.Completed, result.Remaining));
        Assert.InRange(most, 1, 20);
        Assert.Equal(10, Directory.EnumerateFileSystemEntries(_sweep.Paths().Folder).Count());

        clock.Restart();
        using var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters);
        var request = new SummaryRequest(["lr"], [], ["loss_end"]);
        var summary = SummaryTable.Of(Shipped.Parameters, reader.Runs(SummaryTable.ColumnsFor(Shipped.Parameters, request)), request);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"summary in {clock.Elapsed.TotalSeconds:F2} s"));
        Assert.Equal(10, summary.RowKeys.Count);
        Assert.Equal(Runs, summary.Runs);

        clock.Restart();
        Assert.Equal(0, _sweep.Run(cells).Trained);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing to do in {clock.Elapsed.TotalSeconds:F2} s"));
    }
}
