using Sweeps.Parquet;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Whatever texts results hold, they are shown and do nothing.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class HostileTests(Chromium chromium)
{
    private const string Attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{a|b}\u2028'\"`&lt;";

    private const string Definition = """
        # </script><script>alert(3)</script>
        name: hostile
        title: '</title></script><script>alert(1)</script><img src=x onerror=alert(2)>'
        dataset: { source: words.txt, split: { train: 0.8, valid: 0.2 } }
        model: { width: 6, depth: 1, embedding: 3 }
        train: { steps: 60, batch_size: 8 }
        grid: { lr: [0.1, 0.2], norm: [none, layer] }
        handlers:
          - update_ratio: { name: __proto__, every: 5 }
          - dead_units: { name: constructor, every: 5 }
          - percentiles: { at: [50], every: 5 }
        """;

    private static readonly string[] s_views = [.. ReportSources.ViewNames, "phase?x=lr&value=share+failed&panels=norm", "losses?colour=norm&raw=1&log=1"];

    [Fact]
    public async Task Titles_errors_names_and_values_of_axes_are_nothing_but_text()
    {
        using var sweep = TestSweep.Of(Definition);
        Replant(sweep.Paths.Table("runs"));
        await File.WriteAllBytesAsync(sweep.Report, sweep.Create(), TestContext.Current.CancellationToken);
        await using var report = await chromium.OpenAsync(sweep.Report);
        foreach (var view in s_views)
        {
            await report.GoAsync(view);
            await report.DrawAllAsync();
            await report.Page.Mouse.MoveAsync(700, 420);
            Assert.Equal(1, await report.Page.EvaluateAsync<int>("() => document.querySelectorAll('script:not([type])').length"));
            Assert.Equal(0, await report.Page.Locator("img").CountAsync());
        }

        await report.GoAsync("table");
        Assert.Contains(await report.TextsAsync("#runs td[data-column='error']"), text => text.Contains("onerror=alert(2)", StringComparison.Ordinal));
        await report.GoAsync("overview");
        Assert.Contains("<img src=x onerror=alert(2)>", (await report.TextsAsync("h1"))[0], StringComparison.Ordinal);
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Fragments_that_nobody_wrote_are_harmless()
    {
        using var sweep = TestSweep.Of(Definition);
        await using var report = await chromium.OpenAsync(sweep.Report);
        foreach (var fragment in new[] { "nowhere", "phase?x=%00&y=__proto__&value=constructor&panels=toString", "runs?run=99999&run=NaN&run=%3Cscript%3E", "table?sort=__proto__&most=-1", "losses?colour=constructor&only.lr=7", "%E0%A4%A", "overview?theme=%22%3E" })
        {
            await report.Page.GotoAsync($"{new Uri(sweep.Report).AbsoluteUri}#{fragment}");
            await report.Page.WaitForSelectorAsync("#report[data-ready]");
            await report.DrawAllAsync();
        }

        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task The_page_of_tables_does_nothing_either()
    {
        using var sweep = TestSweep.Of(Definition);
        Replant(sweep.Paths.Table("runs"));
        await File.WriteAllBytesAsync(sweep.Report, sweep.Create(new ReportOptions { Charts = false }), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", await File.ReadAllTextAsync(sweep.Report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", await File.ReadAllTextAsync(sweep.Report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Writes the table of runs again with hostile texts in it: a failed run's error, an axis, findings.</summary>
    private static void Replant(string file)
    {
        TableData planted;
        Dictionary<string, string> metadata;
        using (var reader = ParquetReader.Open(file))
        {
            metadata = new(reader.Metadata, StringComparer.Ordinal);
            planted = new TableData(reader.Schema);
            foreach (var group in reader.ReadAll())
                for (var row = 0; row < group.RowCount; row++)
                    for (var column = 0; column < planted.Columns.Count; column++)
                        Append(planted.Columns[column], group.Columns[column], row);
        }

        using var stream = File.Create(file);
        using var writer = new ParquetWriter(stream, planted.Schema);
        writer.Write(planted);
        writer.Finish(metadata);
    }

    private static void Append(ColumnData to, ColumnData from, int row)
    {
        var text = (from.Schema.Name, row) switch
        {
            ("status", 1) => "failed",
            ("error", 1) => Attack,
            ("norm", 2 or 3) => Attack,
            ("findings", 0) => "dead units " + Attack,
            _ => null,
        };
        if (text is not null)
            ((ColumnData<string>)to).Append(text);
        else
            to.AppendRange(from, row, 1);
    }
}
