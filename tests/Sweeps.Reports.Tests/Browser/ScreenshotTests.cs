using Microsoft.Playwright;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Pictures of the main views, for people to look at: artifacts/screenshots.</summary>
[Collection(BrowserCollection.Name)]
[Kind(TestKind.Browser)]
public sealed class ScreenshotTests(Chromium chromium, ShippedReports reports)
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "artifacts", "screenshots");

    public static TheoryData<string, string> Views
    {
        get
        {
            var views = new TheoryData<string, string>();
            foreach (var name in ShippedReports.Names)
                foreach (var view in new[] { "overview", "losses", "phase", "parallel", "runs" })
                    views.Add(name, view);
            foreach (var view in new[] { "findings", "table", "overview?theme=dark", "runs?theme=dark" })
                views.Add(ShippedReports.Names[^1], view);
            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_is_drawn_without_trouble(string name, string view)
    {
        await using var report = await chromium.OpenAsync(reports[name].Report, view);
        await report.DrawAllAsync();
        Directory.CreateDirectory(s_folder);
        var picture = await report.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(s_folder, $"{name}-{view.Replace("?theme=", "-", StringComparison.Ordinal)}.png") });
        Assert.NotEmpty(picture);
        Assert.Empty(report.Troubles);
    }
}
