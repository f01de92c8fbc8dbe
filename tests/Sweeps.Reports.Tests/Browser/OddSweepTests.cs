using System.Text;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Sweeps that lack what others have.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class OddSweepTests(Chromium chromium)
{
    private const string Model = """
        dataset: { source: words.txt, split: { train: 0.8, valid: 0.2 } }
        model: { width: 12, depth: 2, embedding: 4, activation: relu }
        """;

    public static TheoryData<string, string> Sweeps => new()
    {
        { "diverged runs", "train: { steps: 60, batch_size: 8 }\ngrid: { lr: [0.1, 1.0e+6], norm: [none, layer] }\nhandlers: [update_ratio, percentiles, dead_units, rank_collapse, histogram, moments, saturation]" },
        { "exploded runs", "train: { steps: 60, batch_size: 8 }\ngrid: { activation: [tanh], lr: [0.1, 400], seed: { count: 2, from: 1 } }\nsummary: { rows: [lr], values: [loss_end, exploded] }\nhandlers: [dead_units]" },
        { "nothing but diverged runs", "train: { steps: 60, batch_size: 8, lr: 1.0e+6 }\ngrid: { seed: { count: 2, from: 1 } }\nhandlers: [update_ratio, percentiles, histogram]" },
        { "no handlers", "train: { steps: 60, batch_size: 8 }\ngrid: { lr: [0.1, 0.2] }" },
        { "a single run", "train: { steps: 60, batch_size: 8 }\nhandlers: [update_ratio, saturated_units]" },
        { "a single step", "train: { steps: 1, batch_size: 8 }\ngrid: { lr: [0.1, 0.2] }\nhandlers: [update_ratio, percentiles, dead_units, rank_collapse, histogram, moments, saturation, saturated_units]" },
        { "runs of different lengths", "train: { batch_size: 8 }\nzip: [ { lr: [0.1, 0.2], steps: [20, 300] } ]\nhandlers: [update_ratio]" },
        { "every tensor there is", "train: { steps: 40, batch_size: 8 }\nhandlers:\n  - percentiles: { of: [output, gradient, weight, weight_gradient], at: [2.5, 50, 97.5], modules: [embedding, linear, norm, activation] }\n  - histogram: { of: [weight, gradient], range: [-1, 1], bins: 7 }" },
    };

    [Theory]
    [MemberData(nameof(Sweeps))]
    public async Task Every_view_opens_without_trouble(string what, string definition)
    {
        using var sweep = TestSweep.Of($"name: odd\ntitle: {what}\n{Model}\n{definition}\n");
        await using var report = await chromium.OpenAsync(sweep.Report);
        foreach (var view in ReportSources.ViewNames)
        {
            await report.GoAsync(view);
            await report.DrawAllAsync();
            Assert.NotEmpty(string.Concat(await report.TextsAsync("#view")));
        }

        Assert.Empty(report.Troubles);
        Assert.Contains("<table>", Encoding.UTF8.GetString(sweep.Create(new ReportOptions { Charts = false })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diverged_run_says_when_and_its_curve_stops()
    {
        using var sweep = TestSweep.Of($"name: odd\n{Model}\ntrain: {{ steps: 60, batch_size: 8 }}\ngrid: {{ lr: [0.1, 1.0e+6] }}\nhandlers: [update_ratio]\n");
        await using var report = await chromium.OpenAsync(sweep.Report, "runs?run=1");
        Assert.Contains("diverged at step", string.Concat(await report.TextsAsync(".compared td")), StringComparison.Ordinal);
        await report.GoAsync("phase");
        await report.DrawAllAsync();
        Assert.Equal(1, await report.Page.EvaluateAsync<int>("() => document.querySelector('.canvas').figure.chart.getOption().series[1].data.length"));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task An_exploded_run_decides_no_median_and_is_counted()
    {
        using var sweep = TestSweep.Of($"name: odd\n{Model}\ntrain: {{ steps: 60, batch_size: 8 }}\ngrid: {{ activation: [tanh], lr: [0.1, 400] }}\n");
        await using var report = await chromium.OpenAsync(sweep.Report);
        Assert.Contains("1\nof these exploded", string.Concat(await report.TextsAsync(".tile")), StringComparison.Ordinal);
        Assert.Contains("exploded", string.Concat(await report.TextsAsync(".summary td")), StringComparison.Ordinal);
        await report.GoAsync("phase");
        await report.DrawAllAsync();
        var cells = await report.Page.EvaluateAsync<int[]>("() => document.querySelector('.canvas').figure.chart.getOption().series.map(one => one.data.length)");
        Assert.Equal([1, 1, 2], cells);
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task An_unfinished_sweep_is_shown_as_far_as_it_is_and_says_so()
    {
        using var sweep = TestSweep.Of($"name: odd\n{Model}\ntrain: {{ steps: 30, batch_size: 8 }}\ngrid: {{ lr: [0.1, 0.2, 0.3] }}\nhandlers: [update_ratio]\n", "--limit", "1");
        var (exitCode, output) = TestSweep.Sweeps(sweep.Folder, "report", sweep.Paths.Folder);
        Assert.True(exitCode == 0, output);
        await using var report = await chromium.OpenAsync(sweep.Report);
        Assert.Contains("1 of 3 runs", string.Concat(await report.TextsAsync(".remark")), StringComparison.Ordinal);
        await report.GoAsync("runs");
        await report.DrawAllAsync();
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task A_plugins_table_is_drawn_too_a_chart_per_column_and_run()
    {
        var plugin = Path.Combine(AppContext.BaseDirectory, "Sweeps.Samples.SignFlips.dll");
        using var sweep = TestSweep.Of($"name: odd\n{Model}\ntrain: {{ steps: 60, batch_size: 8 }}\ngrid: {{ lr: [0.1, 0.2] }}\nhandlers: [ {{ sign_flips: {{ every: 5 }} }} ]\n", "--plugin", plugin);
        await using var report = await chromium.OpenAsync(sweep.Report, "runs?run=0&run=1");
        await report.DrawAllAsync();
        Assert.Equal(4, await report.Page.Locator("section[data-table='sign_flips'] figure").CountAsync());
        Assert.NotEqual(0, await report.Page.EvaluateAsync<int>("() => document.querySelector('section[data-table=sign_flips] .canvas').figure.chart.getOption().series.length"));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Replicates_have_the_interval_of_their_mean()
    {
        using var sweep = TestSweep.Of($"name: odd\n{Model}\ntrain: {{ steps: 120, batch_size: 8 }}\ngrid: {{ lr: [0.1], seed: {{ count: 3, from: 1 }} }}\nsummary: {{ values: [loss_end] }}\n");
        using var reader = Core.Store.ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        var losses = reader.Runs().Column<double>("loss_end").Values.ToArray();
        var mean = losses.Average();
        // t of 97.5 % with two degrees of freedom, from any table: 4.303.
        var half = 4.302653 * Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / 2 / 3);
        using var model = SweepReportTests.ModelOf(sweep.Create());
        var figure = model.RootElement.GetProperty("replicates").GetProperty("groups")[0][0].GetProperty("figures")[1];
        Assert.Equal(mean, figure[1].GetDouble(), 1e-12);
        Assert.Equal(half, figure[2].GetDouble(), half * 1e-6);
        await using var report = await chromium.OpenAsync(sweep.Report);
        Assert.Contains("±", string.Concat(await report.TextsAsync(".summary")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_runs_make_a_page_that_can_be_mailed_and_used()
    {
        using var sweep = TestSweep.Of($"name: odd\n{Model}\ntrain: {{ steps: 40, batch_size: 4 }}\ngrid: {{ activation: [tanh, relu], lr: {{ from: 0.01, to: 1, steps: 10, scale: log }}, gain: [0.5, 1, 1.5, 2, 3], seed: {{ count: 10, from: 1 }} }}\nhandlers: [percentiles, update_ratio, rank_collapse]\n");
        Assert.InRange(new FileInfo(sweep.Report).Length, 1_000_000, 15_000_000);
        await using var report = await chromium.OpenAsync(sweep.Report, "losses?colour=activation");
        await report.DrawAllAsync();
        // The median of each activation and the two lines around it, not a thousand curves.
        Assert.Equal(6, await report.SeriesAsync());
        await report.Page.CheckAsync("input[data-axis='gain'][data-value='2']");
        Assert.Contains("200 of 1000 runs", string.Concat(await report.TextsAsync(".shown")), StringComparison.Ordinal);
        await report.GoAsync("parallel");
        await report.DrawAllAsync();
        await report.GoAsync("phase?x=lr&y=gain&panels=activation");
        await report.DrawAllAsync();
        Assert.Empty(report.Troubles);
    }
}
