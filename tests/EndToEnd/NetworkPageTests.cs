using Microsoft.Playwright;

namespace EndToEnd.Tests;

[Collection("network")]
public sealed class NetworkPageTests(RunningNetwork network, Browser browser)
{
    // What the programmes behind the demonstration published.
    private static readonly (string Collective, string Indicator, string Part, long Value)[] Published =
    [
        ("vimukthi", "G1", "", 330),
        ("vimukthi", "P5", "unique", 40),
        ("vimukthi", "T5", "unique", 125),
        ("vimukthi", "P8", "", 30),
        ("vimukthi", "T4", "offline", 200),
        ("vimukthi", "T4", "online", 100),
        ("vimukthi", "P4", "", 35),
        ("vimukthi", "L1", "", 103),
        ("vimukthi", "L2", "", 85),
        ("vimukthi", "L3", "", 50),
        ("vimukthi", "L4", "", 60),
        ("vimukthi", "L5", "", 12),
        ("samvedna", "G1", "", 504),
    ];

    [Fact]
    public async Task The_table_shows_the_published_figures_although_every_service_was_killed()
    {
        var shown = await TableAsync();

        Assert.Equal(Published, Published.Select(p => p with { Value = shown[(p.Collective, p.Indicator, p.Part)] }));
    }

    [Fact]
    public async Task Entering_the_demonstration_again_doubles_nothing()
    {
        var before = await TableAsync();

        await network.RunDemoAsync();

        Assert.Equal(before, await TableAsync());
    }

    [Fact]
    public async Task The_sheet_holds_what_the_page_shows()
    {
        var page = await SignedInAsync();
        var waiting = page.WaitForDownloadAsync();
        await page.Locator("a[href*='csv'], button[formaction*='csv'], form[action*='csv'] button").First.ClickAsync();
        var sheet = await File.ReadAllTextAsync((await (await waiting).PathAsync())!);

        Assert.Contains("vimukthi", sheet, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("103", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_on_the_page_comes_from_another_host_or_says_what_the_network_is_about()
    {
        var page = await (await SignedInAsync()).Context.NewPageAsync();
        var hosts = new HashSet<string>();
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Host);
        var answer = await page.GotoAsync(network.Portal("network"));

        Assert.Equal(["network.localhost"], hosts);
        Assert.Equal("no-store", answer!.Headers["cache-control"]);
        Assert.DoesNotContain("sex work", await page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sangam", await page.TitleAsync(), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IPage> SignedInAsync() => await (await browser.VisitorAsync()).SignInAsync(network, "network", "analyst");

    private async Task<Dictionary<(string, string, string), long>> TableAsync()
    {
        var page = await SignedInAsync();
        var cells = new Dictionary<(string, string, string), long>();
        foreach (var cell in await page.Locator("[data-collective][data-value]").AllAsync())
            if (
                await cell.GetAttributeAsync("data-indicator") is { } indicator
                && long.TryParse(await cell.GetAttributeAsync("data-value"), out var value)
            )
                cells[((await cell.GetAttributeAsync("data-collective"))!, indicator, await cell.GetAttributeAsync("data-part") ?? "")] =
                    value;
        return cells;
    }
}
