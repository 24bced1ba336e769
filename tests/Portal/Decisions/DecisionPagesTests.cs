using Microsoft.Playwright;

namespace Portal.Tests;

[Collection("portal")]
public sealed class DecisionPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_proposal_is_opened_by_the_executive_voted_on_and_becomes_a_resolution()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var asha = await collective.MemberAsync("Asha");
        var hers = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id), "/decisions");
        var leads = await collective.PersonAsync(["executive"]);
        await new V1.Offices.OfficesClient(collective.As(leads)).SetUpOfficeAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Name = "Secretary",
                Kind = V1.OfficeKind.Committee,
                Seats = 1,
            }
        );
        var executive = await collective.VisitAsync(leads, "/decisions");
        await hers.ShouldBeInOrderAsync(collective, "/decisions");

        await ProposeAsync(hers, "Lamps for the lane", kind: "Ordinary");
        Assert.Contains("It is proposed.", await hers.TextAsync(), StringComparison.Ordinal);
        await hers.ShouldBeUsableAsync();
        await hers.PictureAsync("decision-proposed");

        await executive.ReloadAsync();
        await executive.ClickAsync("main a:has-text('Lamps for the lane')");
        await executive.ShouldBeUsableAsync();
        await executive.ClickAsync("main a:has-text('Vote over days')");
        await executive.ShouldBeUsableAsync();
        await executive.ContinueAsync();
        Assert.Contains("The vote is open.", await executive.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await executive.Locator("[name=choice]").CountAsync()); // staff do not vote
        await executive.ContinueAsync();
        Assert.Contains("The vote is still open.", await executive.TextAsync(), StringComparison.Ordinal);

        await hers.GotoAsync(collective.At("/"));
        Assert.Contains("Waiting for your vote", await hers.TextAsync(), StringComparison.Ordinal);
        await hers.GotoAsync(collective.At("/decisions"));
        await hers.PictureAsync("decision-hub");
        await hers.ClickAsync("main a:has-text('Lamps for the lane')");
        await hers.ContinueAsync();
        Assert.Contains("Choose one of the three.", await hers.TextAsync(), StringComparison.Ordinal);
        await hers.CheckAsync("[name=choice][value=Against]");
        await hers.ContinueAsync();
        await hers.CheckAsync("[name=choice][value=For]");
        await hers.ContinueAsync();
        var voted = await hers.TextAsync();
        Assert.Contains("Your vote is in.", voted, StringComparison.Ordinal);
        Assert.DoesNotContain("The count", voted, StringComparison.Ordinal);
        await hers.ShouldBeUsableAsync();
        await hers.PictureAsync("decision-vote");

        await executive.ContinueAsync(); // everyone has voted
        var counted = await executive.TextAsync();
        Assert.Contains("It is counted.", counted, StringComparison.Ordinal);
        Assert.Contains("carried", counted, StringComparison.Ordinal);
        await executive.ShouldBeUsableAsync();
        await hers.ReloadAsync();
        Assert.Contains("You took part. What you chose is deleted.", await hers.TextAsync(), StringComparison.Ordinal);

        await executive.ClickAsync("main a:has-text('What came of it')");
        await executive.ClickAsync("main a:has-text('Who and until when')");
        await executive.SelectOptionAsync("[name=office_id]", new SelectOptionValue { Label = "Secretary" });
        await executive.ShouldBeUsableAsync();
        await executive.PictureAsync("resolution-assign");
        await executive.ClickAsync("main button[value=next]");
        await executive.ShouldBeUsableAsync();
        await executive.ContinueAsync();
        Assert.Contains("Secretary", await executive.TextAsync(), StringComparison.Ordinal);
        await executive.ClickAsync("main a:has-text('Who and until when')");
        await executive.FillAsync("[name=search]", "Asha");
        await executive.ContinueAsync();
        await executive.CheckAsync("[name=member_id]");
        await executive.ShouldBeUsableAsync();
        await executive.ContinueAsync();
        await executive.ShouldBeUsableAsync();
        await executive.ContinueAsync();
        Assert.Contains("Asha", await executive.TextAsync(), StringComparison.Ordinal);

        // She follows it up with her own account.
        await hers.GotoAsync(collective.At("/decisions/resolutions?filter=Mine"));
        await hers.ClickAsync("main a:has-text('Lamps for the lane')");
        await hers.FillAsync("[name=text]", "The ward officer agreed.");
        await hers.ClickAsync("main button:has-text('Add a note')");
        Assert.Contains("The ward officer agreed.", await hers.TextAsync(), StringComparison.Ordinal);
        await hers.ClickAsync("main a:has-text('It is done')");
        await hers.ShouldBeUsableAsync();
        await hers.ContinueAsync();
        Assert.Contains("Well done.", await hers.TextAsync(), StringComparison.Ordinal);
        await hers.ShouldBeUsableAsync();
        await hers.PictureAsync("resolution-done");
        await hers.ClickAsync("main a:has-text('Undo')");
        await hers.FillAsync("[name=reason]", "One lamp is broken");
        await hers.ShouldBeUsableAsync();
        await hers.ContinueAsync();
        Assert.Contains("It is open again.", await hers.TextAsync(), StringComparison.Ordinal);
        foreach (var filter in (string[])["Open", "Overdue", "Mine", "Done", "Unspecified"])
            await hers.ShouldBeInOrderAsync(collective, $"/decisions/resolutions?filter={filter}");

        await executive.ReloadAsync();
        await executive.ClickAsync("main a:has-text('It no longer holds')");
        await executive.ShouldBeUsableAsync();
        await executive.FillAsync("[name=reason]", "The ward put up lamps itself");
        await executive.ContinueAsync();
        Assert.Contains("It no longer stands.", await executive.TextAsync(), StringComparison.Ordinal);
        await executive.ShouldBeUsableAsync();
        await executive.PictureAsync("resolution-withdrawn");
    }

    [Fact]
    public async Task Hands_counted_in_a_meeting_are_written_down_and_a_wrong_count_is_taken_back()
    {
        var collective = await portal.NewCollectiveAsync("en");
        await collective.MemberAsync("Asha");
        await collective.MemberAsync("Bina");
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive"]), "/decisions");
        await ProposeAsync(page, "A new mat", kind: "Money", proposer: "Bina");
        Assert.Contains("Bina", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("main a:has-text('Decided in a meeting')");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=present]", "2");
        await page.FillAsync("[name=in_favour]", "3");
        await page.FillAsync("[name=against]", "0");
        await page.ContinueAsync();
        Assert.Contains("More hands were counted than members were there.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("decision-count");
        await page.FillAsync("[name=in_favour]", "2");
        await page.ContinueAsync();
        Assert.Contains("It is counted.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("main button:has-text('take it back')");
        Assert.Contains("It can be decided again.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("main button:has-text('Take the proposal back')");
        Assert.Contains("The proposal is taken back.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeInOrderAsync(collective, "/decisions/proposals");
    }

    [Fact]
    public async Task Bylaws_are_drafted_read_compared_and_adopted_and_a_member_reads_them()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var asha = await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive"]), "/decisions/bylaws");
        Assert.Contains("No bylaws are kept here yet.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();

        await page.ClickAsync("main a:has-text('Write a draft')");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=text]", "1. One member, one vote.");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("bylaws-draft");
        await page.ClickAsync("main a:has-text('Change the draft')");
        await page.FillAsync("[name=text]", "1. One member, one vote.\n2. The executive has five seats.");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.ClickAsync("main a:has-text('It was decided')");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main a:has-text('Write down a resolution')");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=text]", "Our first bylaws");
        await page.ContinueAsync();
        Assert.Contains("Now say who follows it up", await page.TextAsync(), StringComparison.Ordinal);
        await AdoptAsync(page, collective);
        Assert.Contains("These are the bylaws now.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("main a:has-text('Write a draft')");
        Assert.Contains("five seats", await page.InputValueAsync("[name=text]"), StringComparison.Ordinal);
        await page.FillAsync("[name=text]", "1. One member, one vote.\n2. The executive has seven seats.");
        await page.ContinueAsync();
        await page.ClickAsync("main a:has-text('See what would change')");
        Assert.Equal(("five ", "seven "), (await page.TextContentAsync(".changes del"), await page.TextContentAsync(".changes ins")));
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("bylaws-compare");

        var hers = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id), "/decisions/bylaws");
        Assert.Contains("five seats", await hers.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await hers.Locator("main a:has-text('Write a draft')").CountAsync());
        await hers.ShouldBeInOrderAsync(collective, "/decisions/bylaws");
        await hers.PictureAsync("bylaws");
        await ProposeAsync(hers, "Seven seats", kind: "Bylaws");
        await hers.ClickAsync("main a:has-text('See what would change')");
        Assert.Contains("seven", await hers.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(403, (await hers.GotoAsync(collective.At("/decisions/bylaws/draft")))!.Status);
    }

    [Fact]
    public async Task Decisions_are_read_in_telugu()
    {
        var collective = await portal.NewCollectiveAsync("te");
        var asha = await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id), "/decisions");

        Assert.Contains("ఏదైనా ప్రతిపాదించండి", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("decision-hub-te");
    }

    private static async Task AdoptAsync(IPage page, Collective collective)
    {
        await page.GotoAsync(collective.At("/decisions/bylaws"));
        await page.ClickAsync("main a:has-text('Draft')");
        await page.ClickAsync("main a:has-text('It was decided')");
        await page.CheckAsync("[name=decision]");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
    }

    private static async Task ProposeAsync(IPage page, string title, string kind, string? proposer = null)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), "/decisions/propose").ToString());
        await page.CheckAsync($"[name=kind][value={kind}]");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.FillAsync("[name=title]", title);
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        if (proposer is not null)
        {
            await page.FillAsync("[name=search]", proposer);
            await page.ContinueAsync();
            await page.CheckAsync("[name=member_id]");
            await page.ContinueAsync();
        }
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
    }
}
