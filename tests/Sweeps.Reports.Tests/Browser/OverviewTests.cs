using Sweeps.Core.Analysis.Answers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>The overview opens with what came of what was swept.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class OverviewTests(Chromium chromium, OverviewTests.Rates rates) : IClassFixture<OverviewTests.Rates>
{
    private const string Points = "() => document.querySelector('.first .canvas').figure.chart.getOption().series.filter(one => one.type === 'line' && one.data.length > 0).flatMap(one => one.data.filter(point => point.value[1] !== '-').map(point => point.value))";
    private const string Of = "name => document.querySelector('.first .canvas').figure.chart.getOption().series.find(one => one.name === name).data.map(one => one.value)";

    [Fact]
    public async Task One_axis_of_numbers_is_a_line_of_means_over_seeds_with_what_diverged_at_the_top_and_the_best_named()
    {
        using var reader = ResultsReader.Open(rates.Sweep.Paths, Shipped.Parameters);
        var runs = reader.Runs();
        var (lr, loss) = (runs.Column<double>("lr").Values.ToArray(), runs.Column<double>("loss_end"));
        await using var report = await chromium.OpenAsync(rates.Sweep.Report);
        await report.DrawAllAsync();
        var drawn = await report.Page.EvaluateAsync<double[][]>(Points);
        var means = lr.Zip(Enumerable.Range(0, lr.Length)).Where(run => run.First < 10).GroupBy(run => run.First, run => loss.Values[run.Second]).ToList();
        Assert.Equal(means.Count, drawn.Length);
        foreach (var (mean, point) in means.Zip(drawn))
        {
            // The rates are spread in proportion, so that their logarithms are drawn.
            Assert.Equal(Math.Log10(mean.Key), point[0], 1e-9);
            Assert.Equal(mean.Average(), point[1], 1e-9);
        }

        var diverged = Assert.Single(await report.Page.EvaluateAsync<double[][]>(Of, "diverged"));
        Assert.Equal(6, diverged[0], 1e-9);
        Assert.Equal(diverged[1], await report.Page.EvaluateAsync<double>("() => document.querySelector('.first .canvas').figure.chart.getOption().yAxis[0].max"));
        var best = means.MinBy(mean => mean.Average())!;
        Assert.Equal(Math.Log10(best.Key), Assert.Single(await report.Page.EvaluateAsync<double[][]>(Of, "best"))[0], 1e-9);
        Assert.Contains("chance", await report.Page.EvaluateAsync<string[]>("() => document.querySelector('.first .canvas').figure.chart.getOption().series.filter(one => one.markLine).map(one => one.markLine.label.formatter)"));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task The_sentences_above_are_those_that_were_computed_and_follow_the_measure()
    {
        using var reader = ResultsReader.Open(rates.Sweep.Paths, Shipped.Parameters);
        var answers = SweepAnswer.Of(new SweepCells(Shipped.Parameters, reader.Runs()), [new("loss_end", MeasureDirection.Lower), new("loss_valid", MeasureDirection.Lower)]);
        await using var report = await chromium.OpenAsync(rates.Sweep.Report);
        foreach (var answer in answers)
        {
            await report.Page.Locator(".first").GetByLabel("y axis").SelectOptionAsync(answer.Measure);
            Assert.Equal([string.Join(' ', answer.Sentences()), string.Join(' ', TrainingOutcome.Sentences(new SweepCells(Shipped.Parameters, reader.Runs())))], await report.TextsAsync(".answer p"));
        }

        await report.Page.CheckAsync("input[data-axis='seed'][data-value='1']");
        Assert.Contains("all runs", (await report.TextsAsync(".answer p"))[^1], StringComparison.Ordinal);
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Each_axis_can_be_taken_away_pooled_or_kept_at_a_value()
    {
        await using var report = await chromium.OpenAsync(rates.Sweep.Report);
        var first = report.Page.Locator(".first");
        await first.GetByLabel("x axis").SelectOptionAsync("None");
        await report.DrawAllAsync();
        Assert.Single(await report.Page.EvaluateAsync<double[][]>(Points));
        await first.GetByLabel("x axis").SelectOptionAsync("seed");
        await first.Locator("label:has(> span:text-is('lr')) select").SelectOptionAsync("0.1");
        await report.DrawAllAsync();
        Assert.Equal(3, (await report.Page.EvaluateAsync<double[][]>(Points)).Length);
        Assert.Contains("only.lr=0.1", report.Page.Url, StringComparison.Ordinal);
        await first.Locator("label:has(> span:text-is('lr')) select").SelectOptionAsync("pool over");
        await first.GetByLabel("y axis").SelectOptionAsync("share diverged");
        await report.DrawAllAsync();
        var shares = await report.Page.EvaluateAsync<double[][]>(Points);
        Assert.All(shares, share => Assert.Equal(0.2, share[1], 1e-12));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Importance_is_drawn_with_its_table_and_says_what_it_leaves_out()
    {
        using var reader = ResultsReader.Open(rates.Sweep.Paths, Shipped.Parameters);
        var importance = ParameterImportance.Of(new SweepCells(Shipped.Parameters, reader.Runs()), ["loss_end"]);
        await using var report = await chromium.OpenAsync(rates.Sweep.Report);
        await report.DrawAllAsync();
        var figures = report.Page.Locator(".importance figure");
        Assert.Equal(importance.Count, await figures.CountAsync());
        Assert.Contains("without lr", await figures.First.InnerTextAsync(), StringComparison.Ordinal);
        await figures.First.Locator("details.data summary").ClickAsync();
        await figures.First.Locator("tbody tr").First.WaitForAsync();
        var shown = await figures.First.Locator("tbody td").AllInnerTextsAsync();
        Assert.Equal(importance[0].Terms[0].Share, double.Parse(shown[0], System.Globalization.CultureInfo.InvariantCulture), 1e-5);
    }

    [Fact]
    public async Task Two_axes_of_numbers_are_a_phase_diagram_that_hatches_what_diverged()
    {
        using var sweep = TestSweep.Of("name: two\ndataset: { source: words.txt }\nmodel: { width: 6, depth: 1, embedding: 3, activation: relu }\ntrain: { steps: 40, batch_size: 8 }\ngrid: { lr: [0.1, 1.0e+6], gain: [0.5, 1, 2], seed: { count: 2, from: 1 } }\n");
        await using var report = await chromium.OpenAsync(sweep.Report);
        await report.DrawAllAsync();
        Assert.Equal("heatmap", await report.Page.EvaluateAsync<string>("() => document.querySelector('.first .canvas').figure.chart.getOption().series[0].type"));
        // Three cells of values, three in which every run diverged, and the signs over all six.
        var counts = await report.Page.EvaluateAsync<int[]>("() => document.querySelector('.first .canvas').figure.chart.getOption().series.map(one => one.data.length)");
        Assert.Equal([3, 3, 6], counts);
        await report.Page.Locator(".first").GetByLabel("Color by").SelectOptionAsync("share diverged");
        await report.DrawAllAsync();
        Assert.Equal([0, 0, 0, 1, 1, 1], (await report.Page.EvaluateAsync<double[]>("() => document.querySelector('.first .canvas').figure.chart.getOption().series[0].data.map(one => one.value[2])")).Select(share => share > 0 ? 1 : 0).Order());
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Very_many_cells_are_an_image_that_zooms_pans_and_tells_the_value_under_the_pointer()
    {
        using var sweep = TestSweep.Of("name: image\ndataset: { source: words.txt }\nmodel: { width: 2, depth: 1, embedding: 2 }\ntrain: { steps: 2, batch_size: 2 }\ngrid: { lr: { from: 0.01, to: 1, steps: 64, scale: log }, gain: { from: 0.5, to: 2, steps: 50, scale: log } }\n");
        using var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        var runs = reader.Runs();
        await using var report = await chromium.OpenAsync(sweep.Report);
        await report.DrawAllAsync();
        var canvas = report.Page.Locator(".first .canvas canvas");
        var box = (await canvas.BoundingBoxAsync())!;
        // The upper left corner: the least rate, the greatest gain.
        await report.Page.Mouse.MoveAsync(box.X + 78, box.Y + 12);
        var row = Enumerable.Range(0, runs.RowCount).Single(one => runs.Column<double>("lr").Values[one] == runs.Column<double>("lr").Values.ToArray().Min() && runs.Column<double>("gain").Values[one] == runs.Column<double>("gain").Values.ToArray().Max());
        Assert.Contains($"loss_end {Core.Text.ShortNumber.Of(runs.Column<double>("loss_end").Values[row])}, 1 run", (await report.TextsAsync(".first .under"))[0], StringComparison.Ordinal);
        var scale = "() => document.querySelector('.first .canvas').figure.chart.scale";
        await report.Page.ClickAsync("button[aria-label='Zoom in']");
        Assert.Equal(2, await report.Page.EvaluateAsync<double>(scale));
        await canvas.FocusAsync();
        var before = await report.Page.EvaluateAsync<double>("() => document.querySelector('.first .canvas').figure.chart.centre[0]");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        await report.Page.Keyboard.PressAsync("+");
        Assert.Equal(4, await report.Page.EvaluateAsync<double>(scale));
        Assert.True(await report.Page.EvaluateAsync<double>("() => document.querySelector('.first .canvas').figure.chart.centre[0]") > before);
        await report.Page.ClickAsync("text=Whole grid");
        Assert.Equal(1, await report.Page.EvaluateAsync<double>(scale));
        Assert.Empty(report.Troubles);
    }

    /// <summary>A sweep of learning rates of which the largest diverges, three seeds each.</summary>
    public sealed class Rates() : SharedSweep(() => TestSweep.Of("name: rates\ndataset: { source: words.txt, split: { train: 0.8, valid: 0.2 } }\nmodel: { width: 8, depth: 1, embedding: 3, activation: relu }\ntrain: { steps: 60, batch_size: 8 }\ngrid: { lr: [0.01, 0.1, 0.3, 1, 1.0e+6], seed: { count: 3, from: 1 } }\n"));
}
