using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>What every page must be, whoever opens it.</summary>
internal static class PageChecks
{
    /// <summary>In CSS pixels, within margins of 12 mm.</summary>
    private static readonly (int Width, int Height) A4Inside = (703, 1032);

    extension(IPage page)
    {
        /// <summary>
        /// The page fits a phone 360 pixels wide, is kept by nobody, says nothing in its title, and is in order for assistive
        /// technology.
        /// </summary>
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
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= Math.max(360, innerWidth)"),
                $"{page.Url} is wider than the phone"
            );
            Assert.Equal("", await page.EvaluateAsync<string>(Axe.Violations));
            // an error's page stands in for another
            if (await page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].responseStatus") == 200)
                PageCoverage.Add(page);
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

        /// <summary>The page fits on A4 paper without what is only for the screen; a picture of it is kept like the others.</summary>
        public async Task ShouldBePrintableAsync(string name)
        {
            var width = page.ViewportSize!.Width;
            var height = page.ViewportSize.Height;
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.SetViewportSizeAsync(A4Inside.Width, A4Inside.Height);
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"{page.Url} is wider than the paper"
            );
            Assert.Equal(0, await page.Locator(".bar:visible, main button:visible, .back:visible").CountAsync());
            await page.PictureAsync($"{name}-on-paper");
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }
}
