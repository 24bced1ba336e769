using Microsoft.Playwright;

namespace Portal.Tests;

[Collection("portal")]
public sealed class OfficePagesTests(PortalFixture portal)
{
    [Fact]
    public async Task An_office_is_set_up_filled_by_a_member_and_by_staff_and_the_page_shows_who_leads()
    {
        var collective = await portal.NewCollectiveAsync();
        await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive"]));
        await page.ShouldBeInOrderAsync(collective, "/offices");
        Assert.Contains("No offices yet.", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("offices-empty");

        await page.ClickAsync("text=Set up an office");
        await page.FillAsync("[name=name]", "Executive");
        await page.CheckAsync("[name=kind][value=Governing]");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("offices-set-up");
        await page.ContinueAsync();
        await page.FillAsync("[name=seats]", "3");
        await page.CheckAsync("[name=has_vote][value=yes]");
        await page.ContinueAsync();
        await page.FillAsync("[name=term_months]", "24");
        await page.FillAsync("[name=term_limit]", "2");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await OnAsync(page, "set_up_on", new(2024, 4, 1));
        await page.ContinueAsync();
        Assert.Equal(
            4,
            await page.Locator(
                    "dl.facts dd:has-text('nothing'), dl.facts dd:has-text('24 months'), "
                        + "dl.facts dd:has-text('Governing seat'), dl.facts dd:has-text('1 April 2024')"
                )
                .CountAsync()
        );
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The office is set up.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=Give a member a seat");
        await page.FillAsync("[name=search]", "asha");
        await page.ClickAsync("button:has-text('Search')");
        await page.CheckAsync("[name=member_id]");
        await page.ContinueAsync();
        await OnAsync(page, "started_on", new(2025, 4, 1));
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("She holds a seat now.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=Staff holds a seat");
        await page.FillAsync("[name=held_by]", "Programme manager");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("offices-staff");
        await page.ContinueAsync();
        Assert.Contains("Programme manager (staff)", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("offices-view");

        await page.ShouldBeInOrderAsync(collective, "/offices/test");
        var test = await page.TextAsync();
        Assert.Contains("Members do not lead everywhere yet.", test, StringComparison.Ordinal);
        Assert.Contains("Half or less: Governing seats, Votes", test, StringComparison.Ordinal);
        Assert.Contains("1 vacant", test, StringComparison.Ordinal);
        Assert.Contains("Programme manager holds a seat, and is not a member", test, StringComparison.Ordinal);
        await page.PictureAsync("offices-test");
        await page.ShouldBeInOrderAsync(collective, "/offices");
        await page.PictureAsync("offices-list");

        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "l",
                Value = "te",
                Url = collective.At("/"),
            },
        ]);
        await page.ShouldBeInOrderAsync(collective, "/offices/test");
        Assert.Contains("అన్నిచోట్లా సభ్యులు ఇంకా నాయకత్వంలో లేరు.", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("offices-test-te");
    }

    [Fact]
    public async Task A_term_and_an_office_are_ended_with_what_is_lost_said_before()
    {
        var collective = await portal.NewCollectiveAsync();
        var executive = await collective.PersonAsync(["executive"]);
        var asha = await collective.MemberAsync("Asha");
        var offices = new V1.Offices.OfficesClient(collective.As(executive));
        var office = await offices.SetUpOfficeAsync(
            new()
            {
                Name = "Treasurer",
                Kind = V1.OfficeKind.Signatory,
                Seats = 1,
                SetUpOn = new DateOnly(2024, 4, 1).ToMessage(),
            }
        );
        await offices.AppointHolderAsync(
            new()
            {
                OfficeId = office.Id,
                MemberId = asha.Id,
                StartedOn = new DateOnly(2024, 4, 1).ToMessage(),
            }
        );
        var page = await collective.VisitAsync(executive, "/offices");

        await page.ClickAsync("h2 a:has-text('Treasurer')");
        await page.ClickAsync("a:has-text('End term')");
        Assert.Contains("This cannot be undone.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await OnAsync(page, "ended_on", new(2024, 3, 1));
        await page.ClickAsync("main button.grave");
        Assert.Contains("The term had not begun by that day.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await OnAsync(page, "ended_on", new(2025, 3, 31));
        await page.ClickAsync("main button.grave");
        Assert.Contains("The term has ended.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("1 April 2024 to 31 March 2025", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=Change it");
        await page.FillAsync("[name=name]", "Bank");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The office is changed.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=End the office");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.grave");
        Assert.Contains("The office has ended.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("text=Ended offices too");
        await page.ClickAsync("h2 a:has-text('Bank')");
        Assert.Contains("This office ended on", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
    }

    [Fact]
    public async Task A_member_sees_who_holds_what_and_is_offered_no_change()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id));

        await page.ShouldBeInOrderAsync(collective, "/offices");
        Assert.Equal(0, await page.Locator("a[href='/offices/set-up']").CountAsync());
        await page.ShouldBeInOrderAsync(collective, "/offices/test");
        Assert.Contains("Not everything is written down yet.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeInOrderAsync(collective, "/offices/assessments");
        Assert.Equal(403, (await page.GotoAsync(collective.At("/offices/set-up")))!.Status);
    }

    [Fact]
    public async Task The_collective_assesses_itself_and_sees_the_trend_marked_as_entered_by_hand()
    {
        var collective = await portal.NewCollectiveAsync();
        var executive = await collective.PersonAsync(["executive"]);
        var page = await collective.VisitAsync(executive);
        await AssessAsync(page, collective, new(2025, 3, 5), "2");
        await AssessAsync(page, collective, new(2026, 3, 5), "3");

        var text = await page.TextAsync();
        Assert.Contains("entered by hand", text, StringComparison.Ordinal);
        Assert.Contains("24 of 40 (8 more than before)", text.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("offices-assessments");
    }

    private static async Task AssessAsync(IPage page, Collective collective, DateOnly day, string points)
    {
        await page.GotoAsync(collective.At("/offices/assessments"));
        await page.ClickAsync("text=Write down an assessment");
        await OnAsync(page, "assessed_on", day);
        await page.ContinueAsync();
        foreach (var field in await page.Locator(".sheet input").AllAsync())
            await field.FillAsync(points);
        await page.Locator(".sheet input").First.FillAsync("9");
        await page.ContinueAsync();
        Assert.Contains("Write a number from 0 to 5.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.Locator(".sheet input").First.FillAsync(points);
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The assessment is written down.", await page.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task OnAsync(IPage page, string field, DateOnly day)
    {
        await page.FillAsync($"[name='{field}.day']", $"{day.Day}");
        await page.FillAsync($"[name='{field}.month']", $"{day.Month}");
        await page.FillAsync($"[name='{field}.year']", $"{day.Year}");
    }
}
