using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>Her own record, with her own account.</summary>
[Collection("portal")]
public sealed class RecordPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task Every_page_of_hers_is_in_order_in_both_languages()
    {
        foreach (var language in (string[])["en", "te"])
        {
            var collective = await portal.NewCollectiveAsync(language);
            var (_, account) = await MemberAsync(collective);
            var page = await collective.VisitAsync(account, "/me");

            foreach (var path in (string[])["/me", "/me/consents", "/me/looks", "/me/take", "/me/print", "/me/leave"])
            {
                await page.ShouldBeInOrderAsync(collective, path);
                await page.PictureAsync($"{path[1..].Replace('/', '-')}-{language}");
            }
        }
    }

    [Fact]
    public async Task She_sees_what_is_kept_and_who_looked_at_it()
    {
        var collective = await portal.NewCollectiveAsync();
        var (asha, account) = await MemberAsync(collective);
        var facilitator = await collective.PersonAsync(["facilitator"]);
        await new V1.Members.MembersClient(collective.As(facilitator)).ExportMemberAsync(new() { Id = asha.Id });
        var page = await collective.VisitAsync(account, "/");

        await page.ClickAsync("main a[href='/me']");
        Assert.Contains(asha.Number, await page.TextAsync());
        await page.ClickAsync("main a[href='/me/looks']");

        var looks = await page.Locator("main .rows li").AllInnerTextsAsync();
        Assert.Equal(2, looks.Count);
        Assert.Contains("Took the whole record away", looks[0]);
        Assert.Contains("Facilitator", looks[0]);
        Assert.Contains("Put it on the register", looks[1]);
        Assert.DoesNotContain(facilitator.Account.UserName, await page.TextAsync());
    }

    [Fact]
    public async Task Her_groups_how_often_she_came_and_when_they_meet_next_stand_on_her_page()
    {
        var collective = await portal.NewCollectiveAsync();
        var (asha, account) = await MemberAsync(collective);
        var groups = new V1.Groups.GroupsClient(collective.As(await collective.PersonAsync(["facilitator"])));
        var group = await groups.FormGroupAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Name = "Ujjwala",
                Kind = V1.GroupKind.Shg,
                FormedOn = new DateOnly(2024, 1, 1).ToMessage(),
                MemberIds = { asha.Id },
            }
        );
        await groups.RecordMeetingAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                GroupId = group.Id,
                MetOn = new DateOnly(2024, 3, 5).ToMessage(),
                AttendedMemberIds = { asha.Id },
                NextMeetingOn = TimeProvider.System.Today.AddDays(1).ToMessage(),
            }
        );

        var page = await collective.VisitAsync(account, "/me");

        Assert.Equal(
            "Since 1 January 2024 · you came to 1 of the last 1 meetings · meets next tomorrow",
            await page.InnerTextAsync("main li:has-text('Ujjwala') .hint")
        );
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("me-groups");
    }

    [Fact]
    public async Task She_says_yes_and_takes_it_back_by_one_button_each_and_shares_with_whom_she_names()
    {
        var collective = await portal.NewCollectiveAsync();
        var (asha, account) = await MemberAsync(collective);
        var page = await collective.VisitAsync(account, "/me/consents");

        foreach (var (button, said) in new[] { ("I say yes", "Your yes is written down."), ("I take it back", "Your no is written down.") })
        {
            await page.ClickAsync("summary:has-text('Photo, story and media')");
            await page.ShouldBeUsableAsync();
            await page.PictureAsync("me-consent-open");
            await page.ClickAsync($"details[open] button:has-text('{button}')");
            Assert.Contains(said, await page.TextAsync());
        }
        await page.FillAsync("[name=partner]", "Civil hospital");
        await page.ClickAsync("main form:has([name=partner]) button");
        Assert.Contains("share something about you with Civil hospital", await page.InnerTextAsync("details[open]"));
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("details[open] button");

        var record = await new V1.Members.MembersClient(collective.As(account)).GetMyRecordAsync(new());
        Assert.Equal(["Media True", "Media False", "Sharing True"], record.Ledger.Skip(2).Select(l => $"{l.Purpose} {l.Given}"));
        Assert.All(record.Ledger.Skip(2), l => Assert.Equal((V1.ConsentChannel.OwnAccount, "en"), (l.Channel, l.Language)));
        Assert.Equal(asha.Id, record.Member.Id);
    }

    [Fact]
    public async Task She_is_told_what_leaving_means_and_leaves_by_herself()
    {
        var collective = await portal.NewCollectiveAsync();
        var (_, account) = await MemberAsync(collective);
        var page = await collective.VisitAsync(account, "/me/consents");

        await page.ClickAsync("summary:has-text('To be on the register')");
        await page.ClickAsync("details[open] a");
        Assert.Contains("ends your membership today", await page.TextAsync());
        await page.ClickAsync("main button.grave");

        Assert.Contains("You have left.", await page.TextAsync());
        await page.ShouldBeUsableAsync();
        Assert.Equal(0, await page.Locator("main a[href='/me/leave']").CountAsync());
        await page.ShouldBeInOrderAsync(collective, "/me/consents");
        Assert.Equal(1, await page.Locator("main button").CountAsync()); // only the yes that still stands can be taken back
    }

    [Fact]
    public async Task She_takes_her_record_away()
    {
        var collective = await portal.NewCollectiveAsync();
        var (asha, account) = await MemberAsync(collective);
        var page = await collective.VisitAsync(account, "/me/take");

        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href='/me/record.json']"));
        Assert.Contains(asha.Number, await File.ReadAllTextAsync(await file.PathAsync()));
        await page.ClickAsync("main a[href='/me/print']");
        Assert.Contains(asha.Number, await page.TextAsync());
    }

    [Fact]
    public async Task An_account_that_is_nobodys_own_is_told_so_and_another_role_has_no_such_page()
    {
        var collective = await portal.NewCollectiveAsync();

        var nobodys = await collective.VisitAsync(await collective.PersonAsync(["member"]), "/me");
        Assert.Contains("This sign-in is not a member's own.", await nobodys.TextAsync());
        await nobodys.ShouldBeUsableAsync();
        var treasurer = await collective.VisitAsync(await collective.PersonAsync(["treasurer"]));
        Assert.NotEqual(200, (await treasurer.GotoAsync(collective.At("/me")))!.Status);
        Assert.NotEqual(200, (await treasurer.GotoAsync(collective.At("/me/record.json")))!.Status);
    }

    private static async Task<(V1.Member, Session)> MemberAsync(Collective collective)
    {
        var member = await collective.MemberAsync("Asha");
        return (member, await collective.PersonAsync(["member"], member.Id));
    }
}
