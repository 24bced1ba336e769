using Microsoft.Playwright;
using Npgsql;
using Sangam.Events;
using static Sangam.Indicators.V1.Months;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class NationalPagesTests(PortalFixture portal)
{
    private static readonly DateOnly Month = new(2024, 5, 1);

    [Fact]
    public async Task A_release_is_fetched_and_shown_by_collective_over_time_and_as_complete()
    {
        var collective = await ReleasedAsync(stories: 30);
        var suppressed = await ReleasedAsync(stories: 3);
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_admin"), "/sources");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.primary:has-text('Fetch now')");
        Assert.Matches("Months that are new here: [1-9]", await page.TextAsync());
        Assert.Contains("read to its end", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("network-sources");

        await page.GotoAsync(portal.AtNetwork("/?period=month-2024-05&chart=P8#P1"));
        Assert.Equal("30", (await page.InnerTextAsync($"td[data-collective='{collective.Code}'][data-indicator=P8][data-part='']")).Trim());
        Assert.Equal(
            "suppressed",
            (await page.InnerTextAsync($"td[data-collective='{suppressed.Code}'][data-indicator=P8][data-part='']")).Trim()
        );
        Assert.Equal("1 of 1", (await page.InnerTextAsync($"td[data-collective='{collective.Code}'][data-indicator=completeness]")).Trim());
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("network-figures");

        await page.GotoAsync(portal.AtNetwork($"/trend?chart=P8&of=collective.{collective.Code}&kind=month"));
        Assert.Contains("May 2024: 30.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("30", (await page.InnerTextAsync("tr:has(th:text-is('May 2024')) td")).Trim());
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("network-trend");

        await page.GotoAsync(portal.AtNetwork("/completeness?period=month-2024-05"));
        var row = await page.InnerTextAsync($"tr:has(th:has-text('{collective.Code}'))");
        Assert.StartsWith("1 of 1", row[(row.IndexOf('\t', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("network-completeness");
    }

    [Fact]
    public async Task Sums_are_shown_by_state_and_broken_down_and_what_is_suppressed_is_drawn_as_such()
    {
        await SqlAsync(
            """
            insert into national_period (period_type, period_first, latest, arrived_at, judged)
            values ('Month', '2023-05-01', 0, now(), 0)
            on conflict do nothing;
            insert into national_cell (audience, period_type, period_first, indicator, part, state_code, breakdown, category,
                                       basis, type, value, denominator, suppressed, entered, contributors, published_at)
            select 'Network', 'Month', '2023-05-01', 'G1', '', state, breakdown, category,
                   0, 'Stock', value, null, value = 0, false, case when value = 0 then 0 else 4 end, now()
            from (values ('', 'Unspecified', '', 120345), ('IN-AP', 'Unspecified', '', 90000),
                         ('IN-WB', 'Unspecified', '', 30345), ('IN-GJ', 'Unspecified', '', 0),
                         ('', 'AgeBand', 'Under25', 20345), ('', 'AgeBand', '_25To34', 60000),
                         ('', 'AgeBand', '_35Plus', 0), ('', 'AgeBand', 'Rest', 0)) as c (state, breakdown, category, value)
            """
        );
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_analyst"), "/sums?period=month-2023-05");

        Assert.Equal(
            ["1,20,345", "90,000", "suppressed", "30,345"],
            (await page.Locator("td[data-indicator=G1]").AllInnerTextsAsync()).Select(t => t.Trim())
        );
        Assert.Equal(1, await page.Locator("#G1 svg:not(.map) .suppressed").CountAsync()); // Gujarat, and no bar of no length
        Assert.Equal(["Gujarat: suppressed"], await page.Locator("#G1 .map g:has(.suppressed) title").AllTextContentsAsync());
        Assert.Equal(
            ["West Bengal: 30,345", "Andhra Pradesh: 90,000"],
            await page.Locator("#G1 .map g:has(.full) title").AllTextContentsAsync()
        );
        Assert.Contains("Suppressed: 1 of 4 sums.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("network-sums");
        await page.SelectOptionAsync("[name=by]", "age");
        await page.ClickAsync("main form button.primary");
        Assert.Equal(
            ["State", "Whole", "18 to 24", "25 to 34", "35 or older", "Not released by this"],
            (await page.Locator("thead th").AllInnerTextsAsync()).Select(t => t.Trim())
        );
        Assert.Equal(
            ["1,20,345", "20,345", "60,000", "suppressed", "suppressed"],
            (await page.Locator("td[data-state='']").AllInnerTextsAsync()).Select(t => t.Trim())
        );
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("network-sums-by-age");

        await page.SelectOptionAsync("[name=audience]", "public");
        await page.ClickAsync("main form button.primary");
        Assert.Contains("Nothing has been published for this period yet.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
    }

    [Fact]
    public async Task A_refused_release_is_listed_with_its_reason_and_all_shown_can_be_taken_along()
    {
        await SqlAsync(
            """
            insert into refused_release (collective, month, revision, flaw, first_at, at)
            values ('sakhi', '2024-02-01', 2, 'bad-signature', now(), now())
            on conflict do nothing
            """
        );
        await ReleasedAsync(stories: 8);
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_admin"), "/sources");
        await page.ClickAsync("main button.primary:has-text('Fetch now')");

        await page.GotoAsync(portal.AtNetwork("/refusals"));
        Assert.Contains("sakhi · February 2024 · revision 2", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Its signature is wrong: it is forged or was changed.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("network-refusals");
        Assert.Contains("sakhi,2024-02,2,bad-signature", await SheetAsync(page, "/refusals"), StringComparison.Ordinal);
        Assert.StartsWith("﻿address,own_issuer,", await SheetAsync(page, "/sources"), StringComparison.Ordinal);
        Assert.Contains(",month-2024-05,P8,,,,Flow,8,,no,no", await SheetAsync(page, "/?period=month-2024-05"), StringComparison.Ordinal);
        Assert.StartsWith("﻿audience,state,", await SheetAsync(page, "/sums?period=month-2024-05"), StringComparison.Ordinal);
        Assert.Contains("nation,G1,,month-2024-05,", await SheetAsync(page, "/trend?chart=G1&kind=month"), StringComparison.Ordinal);
        Assert.Contains(",1,1,0,0,0,", await SheetAsync(page, "/completeness?period=month-2024-05"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sums")]
    [InlineData("/trend")]
    [InlineData("/completeness")]
    [InlineData("/sources")]
    [InlineData("/refusals")]
    public async Task Every_page_of_the_network_is_there_in_telugu_and_tells_a_shoulder_nothing(string path)
    {
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_analyst"));
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "l",
                Value = "te",
                Url = portal.AtNetwork("/"),
            },
        ]);
        await page.GotoAsync(portal.AtNetwork(path));

        Assert.Matches("[\u0C00-\u0C7F]", await page.TitleAsync());
        Assert.DoesNotContain("sex work", await page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        await page.ShouldBeUsableAsync();
    }

    [Theory]
    [InlineData("/sums")]
    [InlineData("/sources")]
    public async Task The_pages_of_the_network_show_a_collectives_people_nothing(string path)
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive"]));

        var answer = (await page.GotoAsync(collective.At(path)))!;

        Assert.Equal(403, answer.Status);
    }

    /// <summary>A collective that told so many stories in the month and released it.</summary>
    private async Task<Collective> ReleasedAsync(int stories)
    {
        var collective = await portal.NewCollectiveAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, stories)
                .Select(_ =>
                    collective.TellAsync(new StoryPublished(Guid.NewGuid(), Month.AddDays(8), Identifying: true, Authorised: true))
                )
        );
        var request = new Sangam.Indicators.V1.MonthRequest { Year = Month.Year, Month = Month.Month };
        await new MonthsClient(collective.FiguresAs(await collective.PersonAsync(["data_steward"]))).SubmitMonthAsync(request);
        var executive = new MonthsClient(collective.FiguresAs(await collective.PersonAsync(["executive"])));
        await executive.ApproveMonthAsync(request);
        await new MonthsClient(collective.FiguresAs(await collective.PersonAsync(["executive"]))).ApproveMonthAsync(request);
        await executive.ReleaseMonthAsync(request);
        return collective;
    }

    /// <summary>What the page's sheet holds.</summary>
    private async Task<string> SheetAsync(IPage page, string path)
    {
        await page.GotoAsync(portal.AtNetwork(path));
        var waiting = page.WaitForDownloadAsync();
        await page.ClickAsync("main a[download]");
        return System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync((await (await waiting).PathAsync())!));
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(portal.NationalRecords);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
