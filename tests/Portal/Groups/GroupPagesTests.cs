using Microsoft.Playwright;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class GroupPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_peer_leader_forms_a_committee_and_writes_down_its_first_meeting_on_one_page()
    {
        var (collective, page) = await LeaderAsync("/groups");
        await collective.MemberAsync("Asha");
        Assert.Contains("No groups yet", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();

        await page.ClickAsync("main a[href='/groups/form']");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=name]", "Night watch");
        await page.CheckAsync("[name=kind][value=Committee]");
        await page.SelectOptionAsync("[name=committee_kind]", "Safety");
        await page.SelectOptionAsync("[name=quorum]", "50");
        await DayAsync(page, "formed_on", 2024, 2, 1);
        await page.ContinueAsync();
        Assert.Contains("at least 50% of the members", await page.TextAsync(), StringComparison.Ordinal);
        await AddAsync(page, "Asha", isFirst: true);
        await page.ShouldBeUsableAsync();

        await page.ClickAsync("main a:has-text('Record a meeting')");
        await DayAsync(page, "met_on", 2024, 3, 5);
        await page.CheckAsync("[name=attended_member_ids]");
        await page.FillAsync("[name=guests]", "2");
        await page.FillAsync("[name=minute]", "We walked the market street.");
        await page.FillAsync("[name=decision1]", "Ask for two lamps");
        await page.ClickAsync("button[value=more]");
        Assert.Equal(
            (6, "Ask for two lamps", "2"),
            (
                await page.Locator("[name^=decision]").CountAsync(),
                await page.InputValueAsync("[name=decision1]"),
                await page.InputValueAsync("[name=guests]")
            )
        );
        Assert.True(await page.IsCheckedAsync("[name=attended_member_ids]"));
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("group-record-meeting");
        await page.ClickAsync("summary:has-text('decision 1?')");
        await page.SelectOptionAsync("[name=owner1]", new SelectOptionValue { Index = 1 });
        await page.ContinueAsync();

        var text = await page.TextAsync();
        Assert.Contains("The meeting is written down.", text, StringComparison.Ordinal);
        Assert.Contains("Ask for two lamps", text, StringComparison.Ordinal);
        Assert.Contains("Asha · no day is set", text, StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("group-meeting");
        await page.GotoAsync(collective.At("/groups/owed"));
        Assert.Contains("no day is set", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeInOrderAsync(collective, "/groups/owed");
        await page.ShouldBeInOrderAsync(collective, "/");
        Assert.Contains("Meetings that still owe something", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeInOrderAsync(collective, "/groups");
    }

    [Fact]
    public async Task What_was_typed_stays_when_a_sheet_is_refused_and_the_reason_is_at_the_field()
    {
        var (collective, page) = await LeaderAsync("/groups");
        await FormedAsync(collective, page, "Ujjwala", "Asha");
        await page.ClickAsync("main a:has-text('Record a meeting')");
        await page.FillAsync("[name=minute]", "We met.");
        await page.FillAsync("[name=decision1]", "Ask for lamps");
        await page.ContinueAsync();

        Assert.Contains("Say who came.", await page.InnerTextAsync("#attended_member_ids"), StringComparison.Ordinal);
        Assert.Equal(
            ("We met.", "Ask for lamps"),
            (await page.InputValueAsync("[name=minute]"), await page.InputValueAsync("[name=decision1]"))
        );
        await page.ShouldBeUsableAsync();
    }

    [Fact]
    public async Task A_minute_comes_later_is_corrected_and_a_meeting_is_taken_back_and_restored()
    {
        var (collective, page) = await LeaderAsync("/groups");
        await FormedAsync(collective, page, "Ujjwala", "Asha");
        await page.ClickAsync("main a:has-text('Record a meeting')");
        await page.CheckAsync("[name=attended_member_ids]");
        await page.ContinueAsync();
        Assert.Contains("owes its minute", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("main a:has-text('Write the minute')");
        await page.FillAsync("[name=text]", "We talked of water.");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.ClickAsync("main a:has-text('Correct the minute')");
        await page.FillAsync("[name=text]", "We talked of water and lamps.");
        await page.FillAsync("[name=reason]", "Lamps were forgotten");
        await page.ContinueAsync();
        await page.ClickAsync("summary");
        var text = await page.TextAsync();
        Assert.Contains("We talked of water and lamps.", text, StringComparison.Ordinal);
        Assert.Contains("Corrected because: Lamps were forgotten", text, StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();

        await page.ClickAsync("main a:has-text('Correct day or names')");
        Assert.True(await page.IsCheckedAsync("[name=attended_member_ids]"));
        await page.FillAsync("[name=guests]", "4");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The meeting is corrected.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("main a:has-text('Entered by mistake')");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.grave");
        Assert.Contains("This meeting was taken back.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button:has-text('Undo')");
        Assert.Contains("The meeting counts again.", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offices_attendance_sheet_corrections_and_end_of_a_group_have_their_pages()
    {
        var (collective, page) = await LeaderAsync("/groups");
        await FormedAsync(collective, page, "Ujjwala", "Asha");
        await page.ClickAsync("main a:has-text('Give an office')");
        await page.SelectOptionAsync("[name=member_id]", new SelectOptionValue { Index = 1 });
        await page.FillAsync("[name=title]", "Treasurer");
        await DayAsync(page, "from", 2024, 3, 1);
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("Treasurer", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("main a[href*='/bearers/'][href$='/end']");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button:has-text('Entered by mistake')");
        Assert.DoesNotContain(
            "Treasurer",
            (await page.TextAsync()).Replace("president, secretary, treasurer", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );

        await page.ClickAsync("main a:has-text('Sheet to print')");
        Assert.Contains("Asha", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("group-sheet");
        await page.ShouldBePrintableAsync("group-sheet");
        await page.ClickAsync(".back a");
        await page.ClickAsync("main a:has-text('Record a meeting')");
        await page.CheckAsync("[name=attended_member_ids]");
        await page.ContinueAsync();
        await page.ClickAsync(".back a");
        await page.ClickAsync("main a:has-text('Who comes')");
        Assert.Contains("100%", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("group-attendance");
        await page.ClickAsync(".back a");
        await page.PictureAsync("group");

        await page.ClickAsync("main a:has-text('Correct the group')");
        await page.FillAsync("[name=name]", "Ujjwala two");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.ClickAsync("main a:has-text('Take out')");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button:has-text('Entered by mistake')");
        Assert.Contains("She attended a meeting of the group.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync(".back a");
        await page.ClickAsync("main a:has-text('Close the group')");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.grave");
        Assert.Contains("The group is closed.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main a:has-text('Record a meeting')").CountAsync());
        await page.ShouldBeInOrderAsync(collective, "/groups?all=1");
        Assert.Contains("Ujjwala two", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_pages_are_read_in_telugu_and_closed_to_those_who_may_not()
    {
        var collective = await portal.NewCollectiveAsync("te");
        var leader = await collective.VisitAsync(await collective.PersonAsync(["peer_leader"]), "/groups");
        await leader.GotoAsync(collective.At("/groups/form"));
        Assert.Contains("బృందం పేరు ఏమిటి?", await leader.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("భద్రతా కమిటీ", await leader.ContentAsync(), StringComparison.Ordinal);

        var asha = await collective.MemberAsync("Asha");
        var member = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id));
        Assert.Equal(403, (await member.GotoAsync(collective.At("/groups")))!.Status);
    }

    private async Task<(Collective, IPage)> LeaderAsync(string path)
    {
        var collective = await portal.NewCollectiveAsync("en");
        return (collective, await collective.VisitAsync(await collective.PersonAsync(["peer_leader"]), path));
    }

    /// <summary>Leaves the page on the group with one member in it.</summary>
    private static async Task FormedAsync(Collective collective, IPage page, string name, string member)
    {
        await collective.MemberAsync(member);
        await page.GotoAsync(collective.At("/groups/form"));
        await page.FillAsync("[name=name]", name);
        await page.CheckAsync("[name=kind][value=Shg]");
        await DayAsync(page, "formed_on", 2024, 2, 1);
        await page.ContinueAsync();
        await AddAsync(page, member);
    }

    private static async Task AddAsync(IPage page, string member, bool isFirst = false)
    {
        await page.ClickAsync("main a:has-text('Add a member')");
        await page.FillAsync("[name=search]", member);
        await page.ContinueAsync();
        await page.CheckAsync("[name=member_id]");
        await page.ContinueAsync();
        if (isFirst)
            await page.ShouldBeUsableAsync();
        await DayAsync(page, "joined_on", 2024, 2, 1);
        await page.ContinueAsync();
    }

    private static async Task DayAsync(IPage page, string field, int year, int month, int day)
    {
        await page.FillAsync($"[name='{field}.day']", $"{day}");
        await page.FillAsync($"[name='{field}.month']", $"{month}");
        await page.FillAsync($"[name='{field}.year']", $"{year}");
    }
}
