namespace Portal.Tests;

[Collection("portal")]
public sealed class ErasurePagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_facilitator_erases_a_member_and_brings_her_back_with_her_number()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["facilitator"]), "/members");
        await page.ClickAsync("main a:has-text('Asha')");
        await page.ClickAsync("main a:has-text('Erase her record')");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("erase-member");
        Assert.Contains($"with her number, {asha.Number}", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("main button.grave");

        await page.ShouldBeUsableAsync();
        await page.PictureAsync("erased");
        Assert.Contains("Her record is erased.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(asha.Number, page.Url, StringComparison.Ordinal);
        Assert.Equal(asha.Number, await page.InputValueAsync("[name=number]"));

        await page.ClickAsync("main form:has([name=number]) button[type=submit]");
        await page.ShouldBeUsableAsync();
        var text = await page.TextAsync();
        Assert.Contains("Her record is back.", text, StringComparison.Ordinal);
        Assert.Contains("Asha", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_member_is_on_no_page_and_a_wrong_number_brings_nobody_back()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var facilitator = await collective.PersonAsync(["facilitator"]);
        var page = await collective.VisitAsync(facilitator, "/members");
        await page.ClickAsync("main a:has-text('Asha')");
        var hers = page.Url;
        await new V1.Members.MembersClient(collective.As(facilitator)).EraseMemberAsync(new() { Id = asha.Id });

        Assert.Equal(404, (await page.GotoAsync(hers))!.Status);
        await page.GotoAsync(collective.At("/members"));
        Assert.DoesNotContain("Asha", await page.TextAsync(), StringComparison.Ordinal);
        await page.FillAsync("[name=search]", asha.Number);
        await page.ClickAsync("main form:has([name=search]) button[type=submit]");
        await page.ClickAsync("main a[href='/members/erased']");
        await page.FillAsync("[name=number]", "BBB-0000-0");
        await page.ClickAsync("main form:has([name=number]) button[type=submit]");

        await page.ShouldBeUsableAsync();
        Assert.Contains("No erased record has this number.", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_erases_her_own_record_is_told_her_number_once_and_is_signed_out()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id), "/me/erase");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("erase-own");

        await page.ClickAsync("main button.grave");

        await page.ShouldBeUsableAsync();
        await page.PictureAsync("erased-own");
        Assert.Contains(asha.Number, await page.TextAsync(), StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () =>
            {
                await page.GotoAsync(collective.At("/me/erase"));
                return await page.Locator("[name=password]").CountAsync() == 1;
            },
            "she is signed out"
        );
    }

    [Fact]
    public async Task In_Telugu_no_word_is_left_in_English()
    {
        var collective = await portal.NewCollectiveAsync("te");
        var asha = await collective.MemberAsync("ఆశ");
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id), "/me/erase");

        Assert.DoesNotMatch("[A-Za-z]{3,}", await page.TextAsync());
        await page.PictureAsync("erase-own-te");
    }
}
