using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>What every page must be, whoever opens it.</summary>
internal static class PageChecks
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Repository.Root, "node_modules/axe-core/axe.min.js")));

    extension(IPage page)
    {
        /// <summary>The page fits a phone 360 pixels wide, is kept by nobody, says nothing in its title, and is in order for assistive technology.</summary>
        /// <param name="collective">Whose portal it is; her code must not show in the title.</param>
        public async Task ShouldBeInOrderAsync(Collective collective, string path)
        {
            var answer = (await page.GotoAsync(collective.At(path)))!;
            Assert.Equal((path, 200, "no-store"), (path, answer.Status, answer.Headers["cache-control"]));
            await page.ShouldBeUsableAsync();
            Assert.DoesNotContain(collective.Code, await page.TitleAsync(), StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>What the page shows now fits a phone and has no axe-core violation (WCAG 2.2 AA).</summary>
        public async Task ShouldBeUsableAsync()
        {
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= Math.max(360, innerWidth)"), $"{page.Url} is wider than the phone");

            // The checker needs timers, which do not run where scripts are off: it gets the same page in a window of its own.
            var html = await page.ContentAsync();
            await using var window = await page.Context.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = page.ViewportSize!.Width, Height = page.ViewportSize.Height } });
            var copy = await window.NewPageAsync();
            await copy.RouteAsync(page.Url, route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html }));
            await copy.GotoAsync(page.Url);
            await copy.EvaluateAsync(Axe.Value);
            var violations = await copy.EvaluateAsync<string[]>("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))");
            Assert.Equal("", string.Join('\n', violations));
        }

        /// <summary>Sends the form that the page is about, by its main button, and waits for the next page.</summary>
        public async Task ContinueAsync()
        {
            await page.Locator("main button.primary").First.ClickAsync();
            await page.WaitForLoadStateAsync();
        }

        /// <summary>What the page says, without its header and footer.</summary>
        public Task<string> TextAsync() => page.InnerTextAsync("main");

        /// <summary>Keeps a picture of the page to be looked at, where <c>SANGAM_SCREENSHOTS</c> names a folder.</summary>
        public async Task PictureAsync(string name)
        {
            if (Environment.GetEnvironmentVariable("SANGAM_SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
