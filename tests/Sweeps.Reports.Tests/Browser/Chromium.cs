using Microsoft.Playwright;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>One browser for all tests: Debian's chromium, driven by Playwright. Tests are skipped, with the reason, where there is none; CI takes no skipped test.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] s_arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        TestProcess.Require(TestKind.Browser);
        if (Executable() is not { } executable)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = s_arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of its own, which notes whatever goes wrong in it.</summary>
    internal async Task<OpenReport> OpenAsync(string file, string fragment = "", int width = 1400, int height = 1000)
    {
        Assert.SkipWhen(_browser is null, $"No browser: none of {string.Join(", ", s_names)} is on the PATH (apt-get install chromium), nor does SWEEPS_CHROMIUM name one.");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = ColorScheme.Light });
        var report = new OpenReport(context, await context.NewPageAsync(), new Uri(file).AbsoluteUri);
        await report.GoAsync(fragment);
        return report;
    }

    private static string? Executable() => Environment.GetEnvironmentVariable("SWEEPS_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
}
