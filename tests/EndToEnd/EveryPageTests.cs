using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Every page to which the links of the demonstration lead somebody, with a year of records to show.</summary>
[Collection("network")]
public sealed class EveryPageTests(RunningNetwork network, Browser browser)
{
    private readonly Dictionary<string, string> seen = [];

    [Fact]
    public async Task Every_page_that_a_link_leads_to_fits_a_phone_and_can_be_used_without_script()
    {
        foreach (
            var person in (string[])
                ["caseworker", "trainer", "steward", "facilitator", "leader", "chair", "treasurer", "committee", "member", "admin"]
        )
        {
            var page = await (await browser.VisitorAsync()).SignInAsync(network, "vimukthi", person);
            if (person == "caseworker")
                await PrepareAsync(page);
            await FollowAsync(page);
        }

        Assert.Empty(seen.Where(page => page.Value != "").Select(page => $"{page.Key}: {page.Value}"));
        Assert.Empty(PageRoutes.All.Where(PageRoutes.NeedsTheWholeNetwork).Except(seen.Keys));
    }

    /// <summary>An application that still has to be filed; those of the demonstration are all decided.</summary>
    private async Task PrepareAsync(IPage page)
    {
        await page.GotoAsync($"{network.Portal("vimukthi")}/applications/prepare");
        await page.FillAsync("[name=search]", "రాధ");
        await page.ClickAsync("main button[value=search]");
        await page.Locator("[name=member_id]").First.CheckAsync();
        await page.Locator("main button.primary").ClickAsync();
        await page.Locator("[name=entitlement]").First.CheckAsync();
        for (var step = 0; step < 3; step++)
            await page.Locator("main button.primary").ClickAsync();
        Assert.Contains("?done=prepared", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(network.Portal("vimukthi"));
    }

    /// <summary>
    /// Goes from the page where she stands to all others that nobody has seen yet, one of each route; files are not pages.
    /// </summary>
    private async Task FollowAsync(IPage page)
    {
        for (Queue<string> waiting = new([page.Url]); waiting.TryDequeue(out var address); )
        {
            var answer = await page.GotoAsync(address);
            seen[PageRoutes.Of(address)!] =
                answer!.Status != 200 ? $"status {answer.Status}" : await page.EvaluateAsync<string>(Axe.Violations);
            foreach (var link in await page.Locator("main a[href]").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
                if (!Path.HasExtension(new Uri(link).AbsolutePath) && PageRoutes.Of(link) is { } route && seen.TryAdd(route, "not visited"))
                    waiting.Enqueue(link);
        }
    }
}
