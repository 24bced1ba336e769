namespace Portal.Tests;

/// <summary>That the checker finds nothing says something only if it finds what is wrong.</summary>
[Collection("portal")]
public sealed class AxeTests(PortalFixture portal)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_wrong_with_a_page_is_found_with_scripts_and_without(bool script)
    {
        var page = await portal.Browser.VisitorAsync(script);
        await page.SetContentAsync(
            """
            <html lang="en"><title>Today</title><main>
            <img src="data:,"><p style="color:#777;background:#888">Pale</p><input><p>In order</p>
            </main></html>
            """
        );

        var found = await page.EvaluateAsync<string>(Axe.Violations);

        Assert.Equal(
            ["color-contrast", "image-alt", "label"],
            found.Split('\n').Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal)
        );
    }
}
