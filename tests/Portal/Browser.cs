using Microsoft.Playwright;

namespace Sangam.Testing;

/// <summary>A real browser, at the width of a phone and without JavaScript unless a test asks otherwise.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const int MostVisitors = 8;
    private readonly Queue<IBrowserContext> visitors = [];
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("SANGAM_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>
    /// A new visitor with no cookies. The one who came longest ago leaves when there are too many, for each takes a process.
    /// </summary>
    public async Task<IPage> VisitorAsync(bool script = false, int width = 360)
    {
        if (visitors.Count == MostVisitors)
            await visitors.Dequeue().CloseAsync();
        var visitor = await browser.NewContextAsync(
            new()
            {
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = width, Height = 720 },
                Locale = "en-IN",
            }
        );
        visitors.Enqueue(visitor);
        return await visitor.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
