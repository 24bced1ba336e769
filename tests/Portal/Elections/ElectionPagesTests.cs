using Npgsql;
using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>A whole election on a phone, without JavaScript: planned, stood for, voted in, counted, signed.</summary>
[Collection("portal")]
public sealed class ElectionPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_collective_elects_its_committee_on_the_phone()
    {
        var (collective, usha, rekha, members) = await CollectiveAsync("Executive committee", seats: 1);
        var page = await collective.VisitAsync(usha, "/elections");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("elections-empty");

        var address = await PlanAsync(page, "Approval");
        await page.PictureAsync("elections-planned");
        await page.ShouldBeInOrderAsync(collective, $"{address}/correct");
        await page.FillAsync("[name=quorum_percent]", "20");
        await page.ContinueAsync();
        Assert.Contains("20 %", await page.TextAsync(), StringComparison.Ordinal);
        await StepAsync(page, collective, address, "open-nominations");

        var asha = await collective.VisitAsync(members[2].Session, "/elections");
        var hers = await AddressAsync(asha);
        await asha.GotoAsync(collective.At($"{hers}/stand"));
        await asha.ShouldBeUsableAsync();
        await asha.CheckAsync("[name=symbol][value=lamp]");
        await asha.PictureAsync("elections-stand");
        await asha.ContinueAsync();
        Assert.Contains("You stand in this election", await asha.TextAsync(), StringComparison.Ordinal);
        await asha.ClickAsync("main a:has-text('Withdraw')");
        await asha.ShouldBeUsableAsync();
        await asha.PictureAsync("elections-withdraw");
        await asha.ContinueAsync();
        Assert.Contains("The nomination is withdrawn.", await asha.TextAsync(), StringComparison.Ordinal);
        await asha.ClickAsync("main a:has-text('Stand for election')");
        await asha.CheckAsync("[name=symbol][value=lamp]");
        await asha.ContinueAsync();
        await NominateAsync(page, collective, address, members[3].Member, members[4].Member);
        await StepAsync(page, collective, address, "freeze-roll");

        foreach (var path in (string[])["", "/roll", "/roll/print", "/ballots", "/cancel", "/steps/open-voting"])
            await page.ShouldBeInOrderAsync(collective, address + path);
        await page.GotoAsync(collective.At($"{address}/ballots"));
        await page.PictureAsync("elections-ballots");
        await page.ShouldBePrintableAsync("elections-ballots");
        await page.GotoAsync(collective.At($"{address}/roll/print"));
        await page.ShouldBePrintableAsync("elections-roll-print");
        await StepAsync(page, collective, address, "open-voting");

        // She votes, checks, and gets a receipt; a second time she is told.
        await asha.GotoAsync(collective.At("/"));
        Assert.Contains("Vote", await asha.TextAsync(), StringComparison.Ordinal);
        await asha.PictureAsync("elections-home");
        var ballot = $"{hers}/vote";
        await asha.ShouldBeInOrderAsync(collective, ballot);
        await asha.ContinueAsync();
        Assert.Contains("Mark somebody, or leave your ballot empty", await asha.TextAsync(), StringComparison.Ordinal);
        await asha.CheckAsync("[name=mark] >> nth=0");
        await asha.PictureAsync("elections-vote");
        await asha.ContinueAsync();
        await asha.ShouldBeUsableAsync();
        await asha.PictureAsync("elections-check");
        await asha.ContinueAsync();
        var receipt = await asha.InnerTextAsync(".code");
        await asha.ShouldBeUsableAsync();
        await asha.PictureAsync("elections-voted");
        await asha.GotoAsync(collective.At(ballot));
        await asha.CheckAsync("[name=mark] >> nth=1");
        await asha.ContinueAsync();
        await asha.ContinueAsync();
        Assert.Contains("She has voted already", await asha.TextAsync(), StringComparison.Ordinal);

        // Another has a paper ballot.
        await page.GotoAsync(collective.At($"{address}/roll"));
        await page.PictureAsync("elections-roll");
        await page.Locator("li:has-text('Bina') a").ClickAsync();
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("She has a paper ballot", await page.TextAsync(), StringComparison.Ordinal);
        await page.Locator("li:has-text('Asha') a").ClickAsync();
        await page.ContinueAsync();
        Assert.Contains("She has voted already", await page.TextAsync(), StringComparison.Ordinal);
        await StepAsync(page, collective, address, "close-voting");

        await page.ShouldBeInOrderAsync(collective, $"{address}/boxes");
        await page.PictureAsync("elections-boxes");
        await page.ShouldBeInOrderAsync(collective, $"{address}/boxes/enter");
        await EnterBoxAsync(page, "Court");
        await page.PictureAsync("elections-boxes-entered");
        await page.ClickAsync("main a:has-text('Take out')");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The box is taken out.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("main a:has-text('Enter a box')");
        await EnterBoxAsync(page, "Hall");
        await page.ShouldBeInOrderAsync(collective, $"{address}/count");
        await page.PictureAsync("elections-count");
        await page.ShouldBeInOrderAsync(collective, $"{address}/certify");
        await page.ContinueAsync();
        Assert.Contains("You have signed", await page.TextAsync(), StringComparison.Ordinal);
        var second = await collective.VisitAsync(rekha, "/elections");
        await second.GotoAsync(collective.At($"{await AddressAsync(second)}/certify"));
        await second.ContinueAsync();
        Assert.Contains("The election is certified", await second.TextAsync(), StringComparison.Ordinal);
        await second.PictureAsync("elections-certified");

        // Everybody sees the result, and she finds her receipt.
        await asha.GotoAsync(collective.At($"{hers}/receipts"));
        await asha.ShouldBeUsableAsync();
        Assert.Contains(receipt, await asha.TextAsync(), StringComparison.Ordinal);
        await asha.GotoAsync(collective.At($"{hers}/count"));
        Assert.Contains("is elected", await asha.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ranked_ballot_that_ends_in_a_tie_is_decided_by_a_lot()
    {
        var (collective, usha, _, members) = await CollectiveAsync("Committee", seats: 1);
        var page = await collective.VisitAsync(usha, "/elections");
        var address = await PlanAsync(page, "SingleTransferableVote");
        await StepAsync(page, collective, address, "open-nominations");
        await NominateAsync(page, collective, address, members[2].Member, members[4].Member);
        await NominateAsync(page, collective, address, members[3].Member, members[4].Member, symbol: "tree");
        await StepAsync(page, collective, address, "freeze-roll");
        await StepAsync(page, collective, address, "open-voting");
        foreach (var (index, voter) in members.Skip(2).Take(2).Index())
        {
            var her = await collective.VisitAsync(voter.Session, "/elections");
            await her.GotoAsync(collective.At($"{await AddressAsync(her)}/vote"));
            await her.ShouldBeUsableAsync();
            await her.Locator("select").Nth(index).SelectOptionAsync("1");
            if (index == 0)
            {
                await her.Locator("select").Nth(1).SelectOptionAsync("1");
                await her.ContinueAsync();
                Assert.Contains("Give each number once", await her.TextAsync(), StringComparison.Ordinal);
                await her.Locator("select").Nth(1).SelectOptionAsync("");
            }
            await her.PictureAsync("elections-rank");
            await her.ContinueAsync();
            await her.ContinueAsync();
            Assert.Contains("receipt", await her.TextAsync(), StringComparison.Ordinal);
        }
        await StepAsync(page, collective, address, "close-voting");
        await page.ShouldBeInOrderAsync(collective, $"{address}/count");
        Assert.Contains("Draw a lot", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeInOrderAsync(collective, $"{address}/lot");
        await page.Locator("select").Nth(0).SelectOptionAsync("2");
        await page.Locator("select").Nth(1).SelectOptionAsync("1");
        await page.FillAsync("[name='witness.1']", members[0].Member.Number);
        await page.FillAsync("[name='witness.2']", members[4].Member.Number);
        await page.PictureAsync("elections-lot");
        await page.Locator("main form button.grave").ClickAsync();
        Assert.Contains("Elected", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("elections-count-stv");
    }

    [Fact]
    public async Task The_pages_speak_Telugu()
    {
        var (collective, usha, _, _) = await CollectiveAsync("Committee", seats: 1);
        var page = await collective.VisitAsync(usha, "/elections");
        await PlanAsync(page, "Approval");
        await page.Locator("form[action='/language'] button").First.ClickAsync();
        await page.PictureAsync("elections-te");

        Assert.DoesNotContain("Last day to stand", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();

        // Called off, it is planned again with new days.
        await page.ClickAsync("main a[href$='/cancel']");
        await page.FillAsync("[name=reason]", "వర్షం");
        await page.ClickAsync("main button.grave");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("elections-called-off");
        await page.ClickAsync("main a[href$='/copy']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("elections-again");
        foreach (var field in (string[])["nominations_until", "roll_cut_off", "voting_from", "voting_until", "takes_office_on"])
            await FillDayAsync(page, field);
        await page.ContinueAsync();
        Assert.EndsWith("?done=planned", page.Url, StringComparison.Ordinal);
    }

    private sealed record Person(V1.Member Member, Session Session);

    private async Task<(Collective, Session Usha, Session Rekha, IReadOnlyList<Person>)> CollectiveAsync(string office, int seats)
    {
        var collective = await portal.NewCollectiveAsync();
        var people = new List<Person>();
        foreach (var (index, name) in new[] { "Usha", "Rekha", "Asha", "Bina", "Chitra" }.Index())
        {
            var member = await collective.MemberAsync(name);
            people.Add(new(member, await collective.PersonAsync(index < 2 ? ["member", "election_committee"] : ["member"], member.Id)));
        }
        await SetUpOfficeAsync(collective, office, seats);
        return (collective, people[0].Session, people[1].Session, people);
    }

    /// <summary>An office, put where the service keeps it.</summary>
    private async Task SetUpOfficeAsync(Collective collective, string name, int seats)
    {
        await using var connection = new NpgsqlConnection(portal.Records);
        await connection.OpenAsync();
#pragma warning disable CA2100 // of what the test says
        await using var insert = new NpgsqlCommand(
            $"""
            select set_config('app.tenant_id', '{collective.Id}', false);
            insert into office (tenant_id, id, name, kind, seats, has_vote, term_months, set_up_on)
            values ('{collective.Id}', gen_random_uuid(), '{name}', 'Governing', {seats}, true, 24, '2024-01-01')
            """,
            connection
        );
#pragma warning restore CA2100
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task<string> PlanAsync(Microsoft.Playwright.IPage page, string method)
    {
        await page.ClickAsync("a[href='/elections/draft']");
        await page.CheckAsync("[name=office_id]");
        await page.ContinueAsync();
        await page.FillAsync("[name=name]", "Committee 2026");
        await page.CheckAsync($"[name=method][value={method}]");
        await page.PictureAsync("elections-plan");
        await page.ContinueAsync();
        await page.FillAsync("[name=seats]", "1");
        await page.ContinueAsync();
        foreach (var field in (string[])["nominations_until", "roll_cut_off"])
            await FillDayAsync(page, field);
        await page.ContinueAsync();
        foreach (var field in (string[])["voting_from", "voting_until", "takes_office_on"])
            await FillDayAsync(page, field);
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("elections-plan-check");
        await page.ContinueAsync();
        Assert.Contains("The election is planned", await page.TextAsync(), StringComparison.Ordinal);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task EnterBoxAsync(Microsoft.Playwright.IPage page, string box)
    {
        await page.FillAsync("[name=box]", box);
        await page.FillAsync("[name='marked.1']", "1");
        await page.FillAsync("[name='papers.1']", "1");
        await page.PictureAsync("elections-box");
        await page.ContinueAsync();
        Assert.Contains("The box is entered", await page.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task FillDayAsync(Microsoft.Playwright.IPage page, string field)
    {
        var today = TimeProvider.System.Today;
        await page.FillAsync($"[name='{field}.day']", $"{today.Day}");
        await page.FillAsync($"[name='{field}.month']", $"{today.Month}");
        await page.FillAsync($"[name='{field}.year']", $"{today.Year}");
    }

    private static async Task StepAsync(Microsoft.Playwright.IPage page, Collective collective, string address, string step)
    {
        await page.ShouldBeInOrderAsync(collective, $"{address}/steps/{step}");
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync();
        Assert.EndsWith($"?done={step}", page.Url, StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
    }

    private static async Task NominateAsync(
        Microsoft.Playwright.IPage page,
        Collective collective,
        string address,
        V1.Member member,
        V1.Member proposer,
        string symbol = "pot"
    )
    {
        await page.GotoAsync(collective.At($"{address}/nominate"));
        await page.FillAsync("[name=search]", member.KnownAs);
        await page.ClickAsync("button[name=go][value=search]");
        await page.CheckAsync("[name=member_id]");
        await page.Locator("main button.primary").Last.ClickAsync();
        await page.CheckAsync($"[name=symbol][value={symbol}]");
        await page.ContinueAsync();
        await page.FillAsync("[name=proposer_id]", proposer.Number);
        await page.CheckAsync("[name=consent]");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("She stands in this election", await page.TextAsync(), StringComparison.Ordinal);
    }

    /// <summary>The address of the collective's one election, as this session writes it: ids in addresses are each session's own.</summary>
    private static async Task<string> AddressAsync(Microsoft.Playwright.IPage page)
    {
        var href = await page.Locator("main .rows a[href^='/elections/']").Last.GetAttributeAsync("href");
        return string.Join('/', href!.Split('/')[..3]);
    }
}
