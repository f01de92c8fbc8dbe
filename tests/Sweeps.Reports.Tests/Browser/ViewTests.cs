using System.Globalization;
using Microsoft.Playwright;
using Sweeps.Core.Store;
using Sweeps.Reports.Series;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>What a reader does with a report.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class ViewTests(Chromium chromium, ShippedReports reports)
{
    [Fact]
    public async Task A_filter_changes_what_is_drawn_and_the_address_and_a_reload_keeps_it()
    {
        await using var report = await chromium.OpenAsync(reports["appendix-activations"].Report, "losses?raw=0");
        await report.DrawAllAsync();
        var before = await report.SeriesAsync();
        await report.Page.CheckAsync("input[data-axis='norm'][data-value='layer']");
        await report.DrawAllAsync();
        Assert.Equal(before / 2, await report.SeriesAsync());
        Assert.Contains("only.norm=layer", report.Page.Url, StringComparison.Ordinal);
        Assert.True(await report.Page.EvaluateAsync<bool>("() => document.activeElement.dataset.value === 'layer'"), "The filter keeps the focus.");
        await report.Page.ReloadAsync();
        await report.Page.WaitForSelectorAsync("#report[data-ready]");
        await report.DrawAllAsync();
        Assert.Equal(before / 2, await report.SeriesAsync());
        await report.Page.ClickAsync("text=Show all");
        await report.DrawAllAsync();
        Assert.Equal(before, await report.SeriesAsync());
        Assert.Empty(report.Troubles);
    }

    [Theory]
    [InlineData("appendix-activations")]
    [InlineData("appendix-rank-collapse")]
    [InlineData("dying-units")]
    public async Task Numbers_in_the_page_are_those_of_the_tables(string name)
    {
        using var reader = ResultsReader.Open(reports[name].Paths, Shipped.Parameters);
        var runs = reader.Runs();
        await using var report = await chromium.OpenAsync(reports[name].Report, "table");
        foreach (var column in new[] { "loss_end", "loss_start", "loss_valid" })
        {
            var expected = runs.Column<double>(column).Values.ToArray();
            var shown = await report.Page.EvaluateAsync<string[]>("name => [...document.querySelectorAll(`#runs td[data-column='${name}']`)].map(one => one.dataset.exact)", column);
            Assert.Equal(expected, shown.Select(text => double.Parse(text, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task The_tables_behind_charts_hold_what_the_handlers_recorded()
    {
        var sweep = reports["appendix-rank-collapse"];
        using var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        var record = reader.Load(reader.Find("0"));
        var table = record.Tables[record.Outcome.Handlers.Select((handler, i) => (handler.Name, i)).First(handler => handler.Name is "rank_collapse").i];
        var modules = table.Column<string>("module").Values.ToArray();
        var ratios = table.Column<double>("ratio").Values.ToArray().Where((_, row) => modules[row] is "Linear.3").ToArray();

        await using var report = await chromium.OpenAsync(sweep.Report, "runs?run=0");
        var figure = report.Page.Locator("section[data-table='rank_collapse'] figure").First;
        await figure.Locator("details.data summary").ClickAsync();
        // The table is made when it is opened.
        await figure.Locator("tbody tr").First.WaitForAsync();
        var header = await figure.Locator("thead th").AllInnerTextsAsync();
        var column = header.ToList().FindIndex(text => text.EndsWith("Linear.3", StringComparison.Ordinal));
        var shown = await figure.Locator($"tbody tr td:nth-child({column + 1})").AllInnerTextsAsync();
        Assert.Equal(ratios.Select(ratio => ratio.ToString("G6", CultureInfo.InvariantCulture)), shown.Select(text => double.Parse(text, CultureInfo.InvariantCulture).ToString("G6", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Up_to_four_runs_are_compared_side_by_side()
    {
        await using var report = await chromium.OpenAsync(reports["appendix-activations"].Report, "runs?run=0");
        foreach (var cell in new[] { "1", "2", "5" })
            await report.Page.CheckAsync($"input[data-cell='{cell}']");
        Assert.Equal(["cell 0", "cell 1", "cell 2", "cell 5"], (await report.TextsAsync(".compared thead th")).Skip(1));
        Assert.True(await report.Page.IsDisabledAsync("input[data-cell='7']"));
        Assert.Equal(4, await report.Page.Locator("section[data-table='dead_units'] figure").CountAsync());
        await report.DrawAllAsync();
        Assert.Contains("run=0&run=1&run=2&run=5", report.Page.Url, StringComparison.Ordinal);
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Of_many_runs_of_different_lengths_the_median_is_that_of_the_runs_that_still_train()
    {
        // 300 steps have 200 points, so that the points of the two lengths lie at different steps.
        using var sweep = TestSweep.Of("name: lengths\ndataset: { source: words.txt }\nmodel: { width: 4, depth: 1, embedding: 2 }\ntrain: { batch_size: 8 }\ngrid: { width: [4, 5], steps: [15, 300], seed: { count: 40, from: 1 } }\n");
        using var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        var curves = reader.Outcomes().Take(80).Select(outcome => reader.Losses(outcome.Run).ToArray()).Select(losses => (Steps: losses.Length, Means: MovingAverage.Of(losses, MovingAverage.Window(losses.Length), 200))).ToList();
        await using var report = await chromium.OpenAsync(sweep.Report, "losses?colour=width");
        await report.DrawAllAsync();
        var median = await report.Page.EvaluateAsync<double[][]>("() => document.querySelector('.canvas').figure.chart.getOption().series.find(one => one.lineStyle.width === 2.4).data");
        Assert.Equal(200, median.Length);
        foreach (var point in new[] { 0, 8, 100, 199 })
        {
            var step = MovingAverage.Step(point, 200, 300);
            // Short runs have a point at every step, up to step 14.
            var sorted = curves.Where(curve => step < curve.Steps).Select(curve => curve.Means[curve.Steps == 15 ? step : point]).Order().ToList();
            Assert.Equal(step <= 14 ? 80 : 40, sorted.Count);
            Assert.Equal(step, median[point][0]);
            Assert.Equal((sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2, median[point][1], 1e-3);
        }

        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Losses_can_be_seen_on_a_logarithmic_axis()
    {
        await using var report = await chromium.OpenAsync(reports["dying-units"].Report, "losses");
        await report.Page.GetByLabel("Logarithmic", new() { Exact = true }).CheckAsync();
        await report.DrawAllAsync();
        Assert.Equal("log", await report.Page.EvaluateAsync<string>("() => document.querySelector('.canvas').figure.chart.getOption().yAxis[0].type"));
        Assert.Contains("log=1", report.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phase_diagram_takes_any_two_axes_and_any_value()
    {
        await using var report = await chromium.OpenAsync(reports["appendix-activations"].Report, "phase?x=norm&y=activation&value=loss_start");
        await report.DrawAllAsync();
        var drawn = await report.Page.EvaluateAsync<double[]>("() => document.querySelector('.canvas').figure.chart.getOption().series[0].data.map(one => one.value[2])");
        using var reader = ResultsReader.Open(reports["appendix-activations"].Paths, Shipped.Parameters);
        Assert.Equal(reader.Runs().Column<double>("loss_start").Values.ToArray().Order(), drawn.Order());
        await report.Page.GetByLabel("Color by").SelectOptionAsync("loss_valid");
        Assert.Contains("value=loss_valid", report.Page.Url, StringComparison.Ordinal);
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task The_update_ratio_has_its_line_at_a_thousandth()
    {
        await using var report = await chromium.OpenAsync(reports["dying-units"].Report, "runs?run=0");
        await report.DrawAllAsync();
        Assert.Equal(-3, await report.Page.EvaluateAsync<double>("() => document.querySelector('section[data-table=update_ratio] .canvas').figure.chart.getOption().series.find(one => one.markLine && one.markLine.data.length > 0).markLine.data[0].yAxis"));
    }

    [Fact]
    public async Task The_keyboard_reaches_every_view_and_the_theme()
    {
        await using var report = await chromium.OpenAsync(reports["dying-units"].Report);
        foreach (var view in new[] { "losses", "phase", "parallel", "runs", "findings", "table" })
        {
            for (var presses = 0; presses < 40 && !await report.Page.EvaluateAsync<bool>("view => (document.activeElement.getAttribute('href') ?? '').startsWith('#' + view)", view); presses++)
                await report.Page.Keyboard.PressAsync("Tab");
            await report.Page.Keyboard.PressAsync("Enter");
            await report.Page.WaitForSelectorAsync($"#report[data-view='{view}']");
        }

        await report.Page.FocusAsync("text=Dark");
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("dark", await report.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Every_chart_has_a_name_and_a_table()
    {
        await using var report = await chromium.OpenAsync(reports["appendix-activations"].Report);
        foreach (var view in new[] { "overview", "losses", "phase", "parallel", "runs" })
        {
            await report.GoAsync(view);
            var charts = await report.Page.Locator("figure").CountAsync();
            Assert.NotEqual(0, charts);
            Assert.Equal(charts, await report.Page.Locator("figure > .canvas[role=img][aria-label]").CountAsync());
            Assert.Equal(charts, await report.Page.Locator("figure > details.data").CountAsync());
        }
    }

    [Fact]
    public async Task On_paper_there_are_no_controls_and_all_charts_are_light()
    {
        await using var report = await chromium.OpenAsync(reports["dying-units"].Report, "runs?theme=dark");
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await report.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        Assert.False(await report.Page.IsVisibleAsync("nav"));
        Assert.False(await report.Page.IsVisibleAsync(".filters"));
        await report.Page.SetViewportSizeAsync(700, 1000);
        Assert.True(await report.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('canvas')].every(one => one.getBoundingClientRect().right <= innerWidth + 1)"), "A chart is wider than the paper.");
        var charts = await report.Page.Locator(".canvas").CountAsync();
        Assert.Equal(charts, await report.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.canvas')].filter(one => one.figure.drawn?.name === 'light').length"));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Derivatives_of_activations_are_flat_where_Activations_and_Gradients_says()
    {
        await using var report = await chromium.OpenAsync(reports["appendix-activations"].Report, "runs?run=0&run=2&run=4&run=6");
        await report.DrawAllAsync();
        var flat = await report.Page.EvaluateAsync<double[][]>("""
            () => [...document.querySelectorAll('section[data-table=activation] .canvas')].map(one => {
              const slopes = one.figure.chart.getOption().series[2].data.filter(point => Math.abs(point[1]) <= 0.1).map(point => point[0]);
              return slopes.filter((x, i) => i === 0 || i === slopes.length - 1 || x - slopes[i - 1] > 0.04 || slopes[i + 1] - x > 0.04);
            })
            """);
        double[][] published = [[-5, -1.8183, 1.8183, 5], [-5, 0], [-5, -2.8668], [-5, -1.8611, -1.0775, -0.5534]];
        Assert.Equal(published.Length, flat.Length);
        foreach (var (expected, found) in published.Zip(flat))
        {
            Assert.Equal(expected.Length, found.Length);
            // The functions are drawn at every 0.025.
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 0.025));
        }
    }
}
