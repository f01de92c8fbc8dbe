using Sweeps.Core.Handlers;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Each view and each kind of table in the script's lists is drawn under its title.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class CatalogueTests(Chromium chromium, CatalogueTests.Everything everything) : IClassFixture<CatalogueTests.Everything>
{
    public static TheoryData<string, string> Views => ReportSourceTests.Views;

    public static TheoryData<string> Kinds => ReportSourceTests.Kinds;

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_shows_numbers_under_its_title(string name, string title)
    {
        await using var report = await chromium.OpenAsync(everything.Sweep.Report, name);
        await report.DrawAllAsync();
        Assert.Equal([title], await report.TextsAsync("nav [aria-current=page]"));
        Assert.StartsWith($"{title} – ", await report.Page.TitleAsync(), StringComparison.Ordinal);
        var charts = await report.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('#view .canvas')].filter(one => one.figure.chart.getOption().series.some(series => series.data?.length > 0)).length");
        var rows = await report.Page.Locator("#view tbody tr").CountAsync();
        Assert.True(charts + rows > 0, $"The view '{name}' is empty.");
        Assert.Empty(report.Troubles);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_kind_of_table_is_drawn_under_its_title(string file)
    {
        var (_, title, text) = ReportSources.Kinds.Single(kind => string.Equals(kind.File, file, StringComparison.Ordinal));
        await using var report = await chromium.OpenAsync(everything.Sweep.Report, "runs?run=0&run=1");
        await report.DrawAllAsync();
        // The heading of a known kind ends with the table's name.
        var tables = await report.Page.EvaluateAsync<string[]>("title => [...document.querySelectorAll('section[data-table]')].filter(one => one.querySelector('h2').firstChild.textContent === title).map(one => one.dataset.table)", title ?? "sign_flips");
        var section = report.Page.Locator($"section[data-table='{Assert.Single(tables)}']");
        Assert.Equal(text is null ? [] : [text], await section.Locator("p.explained").AllInnerTextsAsync());
        var drawn = await section.EvaluateAsync<bool[]>("section => [...section.querySelectorAll('.canvas')].map(one => one.figure.chart.getOption().series.some(series => series.data?.length > 0))");
        Assert.NotEmpty(drawn);
        Assert.All(drawn, Assert.True);
        Assert.Empty(report.Troubles);
    }

    /// <summary>A sweep with every shipped handler, and with a plugin's, whose table is of no known kind.</summary>
    public sealed class Everything() : SharedSweep(() => TestSweep.Of(
            $$"""
            name: everything
            dataset: { source: words.txt, split: { train: 0.8, valid: 0.2 } }
            model: { width: 12, depth: 2, embedding: 4 }
            train: { steps: 60, batch_size: 8 }
            evaluate: { every: 20 }
            grid: { activation: [tanh, relu], lr: [0.1, 400] }
            handlers: [ {{string.Join(", ", HandlerCatalogue.Shipped.Kinds.Select(kind => kind.Name))}}, sign_flips: { every: 5 } ]

            """,
            "--plugin", Path.Combine(AppContext.BaseDirectory, "Sweeps.Samples.SignFlips.dll")));
}
