using Microsoft.Playwright;
using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>A member's record in the hands of a facilitator, with her beside.</summary>
[Collection("portal, second half")]
public sealed class MemberPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_member_is_enrolled_with_her_sub_groups_and_then_asked_what_else_she_agrees_to()
    {
        var (collective, facilitator) = await BeginAsync();
        var page = await collective.VisitAsync(facilitator, "/members/enrol");

        await page.FillAsync("[name=known_as]", "Asha");
        await page.ContinueAsync();
        await page.CheckAsync("[name=age_band][value=Under25]");
        await page.CheckAsync("[name=gender][value=Woman]");
        await page.FillAsync("[name=sub_groups]", "Street based, Migrant");
        await page.ContinueAsync();
        await page.ContinueAsync();
        await page.CheckAsync("[name=consent_record][value=yes]");
        await page.ContinueAsync();
        await page.CheckAsync("[name=consent_statistics][value=no]");
        await page.ContinueAsync();
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        Assert.Contains("Street Based, Migrant", await page.TextAsync());
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main a[href$='#agreed']");

        await page.ShouldBeUsableAsync();
        await page.PictureAsync("member");
        Assert.Contains("Migrant, Street Based", await page.TextAsync());
        Assert.Equal(6, await page.Locator("#agreed li").CountAsync());
        Assert.Contains("No, on", await page.InnerTextAsync("#agreed li:has-text('To be counted in figures')"));
    }

    [Fact]
    public async Task Her_yes_and_her_no_take_one_button_each_and_sharing_names_the_partner()
    {
        var (collective, facilitator) = await BeginAsync();
        var (page, _) = await PageOfAsync(collective, "Asha", facilitator);

        foreach (
            var (button, said) in new[] { ("She says yes", "Her yes is written down."), ("She takes it back", "Her no is written down.") }
        )
        {
            await page.ClickAsync("#agreed a:has-text('To be helped with the law')");
            await page.ShouldBeUsableAsync();
            await page.PictureAsync($"consent-{button[4..8]}");
            await page.CheckAsync("[name=channel][value=Phone]");
            await page.ClickAsync($"main button:has-text('{button}')");
            Assert.Contains(said, await page.TextAsync());
        }

        await page.ClickAsync("#agreed a:has-text('To share with a partner')");
        await page.ContinueAsync();
        Assert.Contains("Write with whom.", await page.TextAsync());
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=partner]", "Civil hospital");
        await page.ContinueAsync();
        Assert.DoesNotContain("ivil", page.Url, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("share something about you with Civil hospital", await page.TextAsync());
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        Assert.Contains("To share with Civil hospital", await page.InnerTextAsync("#agreed"));
        Assert.Contains("To share with a partner", await page.InnerTextAsync("#agreed")); // another one
    }

    [Fact]
    public async Task She_moves_leaves_and_comes_back_and_all_of_it_is_on_her_record()
    {
        var (collective, facilitator) = await BeginAsync();
        var (page, _) = await PageOfAsync(collective, "Asha", facilitator);

        await page.ClickAsync("main a[href$='/move']");
        await page.ContinueAsync();
        Assert.Contains("Say where she moves to.", await page.TextAsync());
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=block]", "New Bhuj");
        await FillDayAsync(page, "moved_on", 5, 3, 2025);
        await page.ContinueAsync();
        Assert.Contains("Moved to New Bhuj", await page.TextAsync());

        await page.ClickAsync("main a[href$='/end']");
        await page.ShouldBeUsableAsync();
        await FillDayAsync(page, "left_on", 30, 6, 2025);
        await page.ClickAsync("main button.grave");
        Assert.Contains("Her membership has ended.", await page.TextAsync());

        await page.ClickAsync("main a[href$='/return']");
        await FillDayAsync(page, "returned_on", 30, 6, 2025);
        await page.ContinueAsync();
        Assert.Contains("Choose a day after her last one: 30 June 2025.", await page.TextAsync());
        await FillDayAsync(page, "returned_on", 1, 4, 2026);
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("return");
        await page.CheckAsync("[name=consent_record][value=no]");
        await page.ContinueAsync();
        Assert.Contains("Without her yes she is not put on the register.", await page.TextAsync());
        await page.CheckAsync("[name=consent_record][value=yes]");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();

        await page.ShouldBeUsableAsync();
        await page.PictureAsync("member-history");
        var text = await page.TextAsync();
        Assert.Contains("She is a member again, with her old number.", text);
        Assert.Contains("1 January 2024 to 30 June 2025", text);
        Assert.Contains("Since 1 April 2026", text);
    }

    [Fact]
    public async Task Her_sign_in_code_is_shown_once_and_she_has_one_account()
    {
        var (collective, facilitator) = await BeginAsync();
        var (page, _) = await PageOfAsync(collective, "Asha", facilitator);
        await page.ClickAsync("main a[href$='/invite']");
        await page.ShouldBeUsableAsync();

        await page.ContinueAsync();

        Assert.Matches("^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$", await page.InnerTextAsync("main .code"));
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("sign-in-code");
        var (second, usha) = await PageOfAsync(collective, "Usha", facilitator);
        await collective.PersonAsync(["member"], usha);
        await second.ClickAsync("main a[href$='/invite']");
        await second.ContinueAsync();
        Assert.Contains("She has an account already.", await second.TextAsync());
        await second.ShouldBeUsableAsync();
    }

    [Fact]
    public async Task Her_record_is_taken_away_on_paper_and_as_a_file()
    {
        var (collective, facilitator) = await BeginAsync();
        var (page, _) = await PageOfAsync(collective, "Asha", facilitator);
        await page.ClickAsync("main a[href$='/take']");
        await page.ShouldBeUsableAsync();

        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href$='record.json']"));
        Assert.Equal("record.json", file.SuggestedFilename);
        var json = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Contains("\"knownAs\": \"Asha\"", json);
        Assert.Contains("\"schema\": \"sangam.membership.v1.MemberExport\"", json);

        await page.ClickAsync("main a[href$='/print']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("record-sheet");
        Assert.Contains("Yes and no", await page.TextAsync());
        await page.ShouldBePrintableAsync("record-sheet");
    }

    [Fact]
    public async Task Who_said_yes_to_an_older_notice_is_listed_to_be_asked_again()
    {
        var (collective, facilitator) = await BeginAsync();
        var members = new V1.Members.MembersClient(collective.As(facilitator));
        var asha = await collective.MemberAsync("Asha");
        _ = await collective.MemberAsync("Usha");
        await members.SetConsentAsync(
            new()
            {
                Id = asha.Id,
                Purpose = V1.ConsentPurpose.Media,
                Given = true,
                NoticeVersion = "2020-1",
                Language = "te",
            }
        );
        var page = await collective.VisitAsync(facilitator, "/members");

        await page.ClickAsync("main a[href='/members/notices']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("notices");
        await page.ClickAsync("main .rows a");
        await page.ShouldBeUsableAsync();

        Assert.Equal(["Asha"], (await page.Locator("main .rows a .row-text").AllInnerTextsAsync()).Select(t => t.Split('\n')[0].Trim()));
    }

    [Fact]
    public async Task Every_page_is_in_order_in_telugu_too()
    {
        var collective = await portal.NewCollectiveAsync("te");
        var facilitator = await collective.PersonAsync(["facilitator"]);
        await collective.MemberAsync("ఆశ");
        var page = await collective.VisitAsync(facilitator, "/members");
        var address = new Uri((await page.Locator("main .rows a").First.EvaluateAsync<string>("a => a.href"))).AbsolutePath;

        foreach (
            var path in (string[])
                [
                    "",
                    "/move",
                    "/take",
                    "/print",
                    "/invite",
                    "/correct",
                    "/end",
                    "/consents/Media",
                    "/consents/Sharing",
                    "/consents/MembershipRecord",
                ]
        )
            await page.ShouldBeInOrderAsync(collective, address + path);

        await page.GotoAsync(collective.At(address));
        await page.PictureAsync("member-te");
        Assert.DoesNotContain("To be helped", await page.TextAsync());
    }

    private async Task<(Collective, Session)> BeginAsync()
    {
        var collective = await portal.NewCollectiveAsync();
        return (collective, await collective.PersonAsync(["facilitator"]));
    }

    /// <summary>A member who is enrolled now, by her id, and her page.</summary>
    private static async Task<(IPage, string)> PageOfAsync(Collective collective, string name, Session facilitator)
    {
        var member = await collective.MemberAsync(name);
        var page = await collective.VisitAsync(facilitator, "/members");
        await page.ClickAsync($"main .rows a:has-text('{name}')");
        return (page, member.Id);
    }

    private static async Task FillDayAsync(IPage page, string field, int day, int month, int year)
    {
        await page.FillAsync($"[name='{field}.day']", $"{day}");
        await page.FillAsync($"[name='{field}.month']", $"{month}");
        await page.FillAsync($"[name='{field}.year']", $"{year}");
    }
}
