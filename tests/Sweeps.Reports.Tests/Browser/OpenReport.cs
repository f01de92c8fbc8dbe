using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>A report that is open in the browser.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly ConcurrentQueue<string> _troubles = new();

    public OpenReport(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        _address = address;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _troubles.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, error) => _troubles.Enqueue($"error: {error}");
        page.Dialog += (_, dialog) =>
        {
            _troubles.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _troubles.Enqueue($"request: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings, exceptions, dialogs, and requests for anything but the file.</summary>
    public IReadOnlyList<string> Troubles => [.. _troubles];

    /// <summary>Goes to a view and waits until it is there.</summary>
    public async Task GoAsync(string fragment)
    {
        await Page.GotoAsync($"{_address}#{fragment}");
        await Page.WaitForSelectorAsync("#report[data-ready]");
        if (fragment.Length > 0)
            await Page.WaitForSelectorAsync($"#report[data-view='{fragment.Split('?')[0]}']");
    }

    /// <summary>Draws every chart of the view, as if all of it had been scrolled through.</summary>
    /// <returns>How many there are.</returns>
    public Task<int> DrawAllAsync() => Page.EvaluateAsync<int>("() => { const all = [...document.querySelectorAll('.canvas')]; all.forEach(one => one.figure.draw()); return all.length; }");

    /// <summary>Series of a chart that have data.</summary>
    public Task<int> SeriesAsync(int chart = 0) => Page.EvaluateAsync<int>("chart => document.querySelectorAll('.canvas')[chart].figure.chart.getOption().series.filter(series => series.data && series.data.length > 0).length", chart);

    public async Task<string[]> TextsAsync(string selector) => [.. await Page.Locator(selector).AllInnerTextsAsync()];

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
