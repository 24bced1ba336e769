using Microsoft.Playwright;

namespace Portal.Tests;

/// <summary>The way in, and what everybody finds beside her task: accounts, sessions, help, and pages that cannot be shown.</summary>
[Collection("portal")]
public sealed class EntryPagesTests(PortalFixture portal)
{
    private const string Password = "a lamp in the rain";

    [Fact]
    public async Task Somebody_invited_makes_her_account_signs_in_and_is_out_when_it_is_closed()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var admin = await collective.VisitAsync(await collective.PersonAsync(["admin"]), "/accounts");
        await admin.ClickAsync("main a[href='/accounts/invite']");
        await admin.ContinueAsync();
        Assert.Equal(1, await admin.Locator(".field-problem").CountAsync());
        await admin.ShouldBeUsableAsync();
        await admin.CheckAsync("[name=roles][value=facilitator]");
        await admin.PictureAsync("accounts-invite");
        await admin.ContinueAsync();
        var code = await admin.InnerTextAsync("main .code");
        await admin.ShouldBeUsableAsync();
        await admin.PictureAsync("accounts-code");

        var hers = await portal.Browser.VisitorAsync();
        await hers.ShouldBeInOrderAsync(collective, "/sign-in");
        await hers.PictureAsync("sign-in");
        await hers.ClickAsync("main a[href='/invitation']");
        await AcceptAsync(hers, code, again: "another one");
        Assert.Contains(
            "The two passwords are not the same.",
            await hers.InnerTextAsync("#password_again-problem"),
            StringComparison.Ordinal
        );
        await hers.ShouldBeUsableAsync();
        await hers.PictureAsync("invitation");
        await AcceptAsync(hers, code, again: Password);
        Assert.Contains("Your account is ready.", await hers.TextAsync(), StringComparison.Ordinal);
        await SignInAsync(hers, "not the one");
        await hers.ShouldBeUsableAsync();
        await hers.PictureAsync("sign-in-refused");
        await SignInAsync(hers, Password);
        await hers.ShouldBeInOrderAsync(collective, "/my-sessions");
        Assert.Contains("this one", await hers.TextAsync(), StringComparison.Ordinal);
        await hers.PictureAsync("my-sessions");

        await admin.ShouldBeInOrderAsync(collective, "/accounts");
        await admin.PictureAsync("accounts");
        await admin.ClickAsync("main li:has-text('usha') a");
        await admin.ShouldBeUsableAsync();
        await admin.PictureAsync("accounts-close");
        await admin.ClickAsync("main button.grave");
        Assert.Contains("The account is closed.", await admin.TextAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () =>
            {
                await hers.GotoAsync(collective.At("/my-sessions"));
                return await hers.Locator("[name=password]").CountAsync() == 1;
            },
            "she is signed out"
        );
    }

    [Theory]
    [InlineData("en")]
    [InlineData("te")]
    public async Task Help_a_neutral_day_and_pages_that_cannot_be_shown_are_in_order_for_everybody(string language)
    {
        var collective = await portal.NewCollectiveAsync(language);
        var page = await portal.Browser.VisitorAsync();
        foreach (
            var path in (string[])
                ["/help", "/day", "/problem", "/problem/401", "/problem/403", "/problem/429", "/problem/500", "/problem/503", "/invitation"]
        )
        {
            await page.ShouldBeInOrderAsync(collective, path);
            await page.PictureAsync($"{path[1..].Replace('/', '-')}-{language}");
        }

        Assert.Equal(404, (await page.GotoAsync(collective.At("/nothing-here")))!.Status);
        await page.ShouldBeUsableAsync();
    }

    private static async Task AcceptAsync(IPage page, string code, string again)
    {
        await page.FillAsync("[name=code]", code);
        await page.FillAsync("[name=user_name]", "usha");
        await page.FillAsync("[name=password]", Password);
        await page.FillAsync("[name=password_again]", again);
        await page.ContinueAsync();
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.FillAsync("[name=user_name]", "usha");
        await page.FillAsync("[name=password]", password);
        await page.ContinueAsync();
    }
}
