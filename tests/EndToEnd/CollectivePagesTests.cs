using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>The pages of a collective, on a phone, without JavaScript.</summary>
[Collection("network")]
public sealed class CollectivePagesTests(RunningNetwork network, Browser browser)
{
    [Fact]
    public async Task A_facilitator_enrols_a_member_and_finds_her_again()
    {
        var page = await (await browser.VisitorAsync()).SignInAsync(network, "swecha", "facilitator");
        var name = $"Radha {Guid.NewGuid():n}"[..20];

        await page.GotoAsync($"{network.Portal("swecha")}/members/enrol");
        await page.FillAsync("[name=known_as]", name);
        await ContinueAsync(page);
        await page.Locator("[name=age_band]").Nth(2).CheckAsync();
        await page.Locator("[name=gender]").First.CheckAsync();
        await ContinueAsync(page);
        await ContinueAsync(page);
        await page.CheckAsync("[name=consent_record][value=yes]");
        await ContinueAsync(page);
        await page.CheckAsync("[name=consent_statistics][value=no]");
        await ContinueAsync(page);
        await page.FillAsync("[name=phone]", "98765 43210");
        await ContinueAsync(page);
        await ContinueAsync(page); // having checked the answers
        Assert.Matches("[A-Z]{3}-[0-9]{4}-[0-9]", await page.InnerTextAsync("main"));

        await page.GotoAsync($"{network.Portal("swecha")}/members");
        await page.FillAsync("main input[type=search], main [name=search]", name);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForLoadStateAsync();
        Assert.Contains(name, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(name.Split(' ')[1], page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "facilitator",
        "/",
        "/members",
        "/members/enrol",
        "/groups",
        "/groups/form",
        "/training",
        "/orientations",
        "/entitlements",
        "/applications",
        "/applications/prepare",
        "/stories",
        "/months"
    )]
    [InlineData("trainer", "/", "/training/hold", "/orientations/hold")]
    [InlineData("caseworker", "/", "/matters", "/matters/open", "/counselling", "/counselling/record", "/stories/record")]
    [InlineData("admin", "/", "/accounts")]
    [InlineData("steward", "/", "/months")]
    public async Task Pages_fit_a_phone_say_nothing_in_their_titles_and_are_kept_by_nobody(string person, params string[] paths)
    {
        var page = await (await browser.VisitorAsync()).SignInAsync(network, "vimukthi", person);
        var hosts = new HashSet<string>();
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Host);
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(network.Portal("vimukthi") + path);
            Assert.Equal((path, 200), (path, answer!.Status));
            Assert.Equal((path, "no-store"), (path, answer.Headers["cache-control"]));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"), $"{path} is wider than a phone");
            Assert.DoesNotContain("vimukthi", await page.TitleAsync(), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(["vimukthi.localhost"], hosts);
    }

    [Theory]
    [InlineData("facilitator", "/", "/members", "/members/enrol", "/groups", "/groups/form", "/applications", "/entitlements", "/months")]
    [InlineData("trainer", "/training/hold", "/orientations/hold")]
    [InlineData("caseworker", "/matters/open", "/counselling/record", "/stories/record")]
    public async Task Everyone_can_use_the_pages(string person, params string[] paths)
    {
        var page = await (await browser.VisitorAsync(script: true)).SignInAsync(network, "samvedna", person);
        foreach (var path in paths)
        {
            await page.GotoAsync(network.Portal("samvedna") + path);
            Assert.Equal((path, ""), (path, await page.EvaluateAsync<string>(Axe.Violations)));
        }
    }

    [Fact]
    public async Task What_the_network_sees_stands_in_view_beside_what_is_known_here()
    {
        var page = await (await browser.VisitorAsync()).SignInAsync(network, "vimukthi", "president");
        await page.GotoAsync($"{network.Portal("vimukthi")}/months/{India.FinancialYear(TimeProvider.System.Today)}-03");

        var members = await page.Locator("[data-indicator=G1]").First.BoundingBoxAsync();

        Assert.Equal("330", (await page.Locator("[data-indicator=G1]").First.InnerTextAsync()).Trim());
        Assert.InRange(members!.X + members.Width, 200, 360);
    }

    [Fact]
    public async Task After_leaving_the_way_back_shows_nothing()
    {
        var page = await (await browser.VisitorAsync()).SignInAsync(network, "samvedna", "facilitator");
        await page.GotoAsync($"{network.Portal("samvedna")}/members");

        await page.Locator("form.leave button").ClickAsync();
        await page.WaitForLoadStateAsync();
        await page.GoBackAsync();

        Assert.Equal(1, await page.Locator("[name=password]").CountAsync());
    }

    [Fact]
    public async Task A_portal_speaks_telugu_to_who_asks_for_it()
    {
        var page = await (await browser.VisitorAsync()).SignInAsync(network, "vimukthi", "facilitator");
        await page.Locator("header form button, header a").Filter(new() { HasText = "తెలుగు" }).First.ClickAsync();
        await page.WaitForLoadStateAsync();

        Assert.Equal("te", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("సభ్యులు", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_role_does_not_hold_is_neither_shown_nor_served()
    {
        var page = await (await browser.VisitorAsync()).SignInAsync(network, "vimukthi", "admin");
        Assert.Equal(0, await page.Locator("main a[href='/members'], main a[href='/matters']").CountAsync());

        var answer = await page.GotoAsync($"{network.Portal("vimukthi")}/members");

        Assert.Equal(403, answer!.Status);
    }

    [Fact]
    public async Task A_collective_nobody_knows_is_a_page_that_says_nothing()
    {
        var page = await browser.VisitorAsync();
        var answer = await page.GotoAsync(network.Portal("nobody"));

        Assert.Equal(404, answer!.Status);
        Assert.Equal(0, await page.Locator("[name=password]").CountAsync());
    }

    private static async Task ContinueAsync(IPage page)
    {
        await page.Locator("main button.primary").ClickAsync();
        await page.WaitForLoadStateAsync();
    }
}
