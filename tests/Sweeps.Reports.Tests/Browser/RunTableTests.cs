using Sweeps.Core.Store;
using Sweeps.Core.Text;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>The table of all runs, and a run of which the file has no detail.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class RunTableTests(Chromium chromium, RunTableTests.Many many) : IClassFixture<RunTableTests.Many>
{
    private const string Cells = "() => [...document.querySelectorAll('#runs tbody th')].map(one => one.textContent)";

    [Fact]
    public async Task Numbers_have_four_significant_digits_and_the_exact_ones_are_there_too()
    {
        using var reader = ResultsReader.Open(many.Sweep.Paths, Shipped.Parameters);
        var ends = reader.Runs().Column<double>("loss_end");
        double?[] losses = [.. Enumerable.Range(0, ends.Count).Select(row => ends.IsNull(row) ? (double?)null : ends.Values[row])];
        await using var report = await chromium.OpenAsync(many.Sweep.Report, "table");
        Assert.Equal(losses.Select(loss => loss is { } number ? ShortNumber.Of(number) : ""), await report.TextsAsync("#runs td[data-column='loss_end']"));
        Assert.True(await report.Page.EvaluateAsync<bool>("() => { const row = document.querySelector('#runs tbody tr'); return row.getBoundingClientRect().height < 40; }"), "A run takes more than one line.");
        var download = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.ClickAsync("text=Download CSV"));
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var column = lines[0].Split(',').ToList().IndexOf("loss_end");
        Assert.Equal(losses, lines.Skip(1).Select(line => line.Split(',')[column] is { Length: > 0 } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : (double?)null));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Rows_are_found_by_text_and_by_finding_and_sorted_by_several_columns()
    {
        await using var report = await chromium.OpenAsync(many.Sweep.Report, "table");
        await report.Page.ClickAsync("#runs th:has-text('activation') button");
        await report.Page.ClickAsync("#runs th:has-text('seed') button", new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Shift] });
        await report.Page.ClickAsync("#runs th:has-text('seed') button", new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Shift] });
        Assert.Contains("sort=activation&sort=-seed", report.Page.Url, StringComparison.Ordinal);
        var seeds = await report.TextsAsync("#runs td[data-column='seed']");
        var activations = await report.TextsAsync("#runs td[data-column='activation']");
        Assert.Equal(activations.Order(StringComparer.Ordinal), activations);
        Assert.Equal(["15", "15", "14"], seeds.Take(3));
        await report.Page.FillAsync("input[data-search]", "tanh cell");
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(30, (await report.Page.EvaluateAsync<string[]>(Cells)).Length);
        await report.Page.FillAsync("input[data-search]", "");
        await report.Page.Keyboard.PressAsync("Enter");
        var chip = report.Page.Locator("button.chip").First;
        var count = int.Parse(await chip.Locator(".count").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await chip.ClickAsync();
        Assert.Equal(count, (await report.Page.EvaluateAsync<string[]>(Cells)).Length);
        Assert.Equal("true", await report.Page.Locator("button.chip").First.GetAttributeAsync("aria-pressed"));
        Assert.Empty(report.Troubles);
    }

    [Fact]
    public async Task Columns_can_be_chosen()
    {
        await using var report = await chromium.OpenAsync(many.Sweep.Report, "table?choose=1");
        Assert.Equal(0, await report.Page.Locator("#runs td[data-column='loss_initial']").CountAsync());
        await report.Page.CheckAsync("input[data-column-choice='loss_initial']");
        Assert.Equal(60, await report.Page.Locator("#runs td[data-column='loss_initial']").CountAsync());
        await report.Page.UncheckAsync("input[data-column-choice='run']");
        Assert.Equal(0, await report.Page.Locator("#runs td[data-column='run']").CountAsync());
    }

    [Fact]
    public async Task A_click_opens_the_run_and_what_has_no_detail_says_which_command_shows_it()
    {
        await using var report = await chromium.OpenAsync(many.Sweep.Report, "table");
        using var model = SweepReportTests.ModelOf(await File.ReadAllBytesAsync(many.Sweep.Report, TestContext.Current.CancellationToken));
        var detailed = model.RootElement.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("row").GetInt32()).ToHashSet();
        var without = Enumerable.Range(0, 60).First(row => !detailed.Contains(row));
        await report.Page.ClickAsync($"#runs tbody tr:nth-child({without + 1}) td[data-column='status']");
        await report.Page.WaitForSelectorAsync("#report[data-view='runs']");
        await report.DrawAllAsync();
        Assert.Equal([$"cell {without}"], (await report.TextsAsync(".compared thead th")).Skip(1));
        Assert.Contains($"--detail {without}", (await report.TextsAsync(".missing pre"))[0], StringComparison.Ordinal);
        Assert.NotEqual(0, await report.SeriesAsync());
        Assert.Empty(report.Troubles);
    }

    /// <summary>More runs than are kept in detail.</summary>
    public sealed class Many() : SharedSweep(() => TestSweep.Of("name: many\ndataset: { source: words.txt }\nmodel: { width: 6, depth: 1, embedding: 3 }\ntrain: { steps: 12, batch_size: 4 }\ngrid: { activation: [tanh, relu], lr: [0.2, 200], seed: { count: 15, from: 1 } }\nhandlers: [dead_units]\n"));
}
