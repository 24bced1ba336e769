namespace Portal.Tests;

[Collection("portal")]
public sealed class CentrePagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_day_at_the_centre_is_entered_corrected_taken_back_and_brought_back()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["peer_leader"]));
        await page.ShouldBeInOrderAsync(collective, "/centres");
        Assert.Contains("No centre yet.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=Set up a centre");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=name]", "Jyothi");
        await page.FillAsync("[name='opened_on.year']", "2024");
        await page.ContinueAsync();
        Assert.Contains("The centre is set up.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("No day is written down in this month.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();

        await page.ClickAsync("text=Enter today");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=under_25]", "3");
        await page.FillAsync("[name=from_25_to_34]", "some");
        await page.ContinueAsync();
        Assert.Contains("Write a number, like 25.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("3", await page.InputValueAsync("[name=under_25]"));
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("centres-day");
        await page.FillAsync("[name=from_25_to_34]", "1,204");
        await page.ContinueAsync();
        Assert.Contains("Days open: 1 · visits: 1,207", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Enter another day", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("centres-month");

        await page.ClickAsync("text=Enter another day");
        await page.ContinueAsync();
        Assert.Contains("This day is written down already. Correct it instead.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("text=Back");

        await page.ClickAsync("tbody a");
        await page.FillAsync("[name=from_25_to_34]", "4");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("Days open: 1 · visits: 7", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("tbody a");
        await page.ClickAsync("text=Take this day back");
        Assert.Contains("is taken back, and no longer counts.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("No day is written down in this month.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("button:has-text('Undo')");
        Assert.Contains("The day counts again.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Days open: 1 · visits: 7", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync(".pager a >> nth=0");
        Assert.Contains("No day is written down in this month.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("text=Change it");
        await page.FillAsync("[name=name]", "Deepam");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The centre is changed.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("text=Close for good");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.grave");
        Assert.Contains("The centre is closed for good.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("text=Closed centres too");
        await page.ClickAsync("text=Deepam");
        Assert.Contains("Closed for good on", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_executive_reads_the_centres_days_and_is_offered_no_change()
    {
        var collective = await portal.NewCollectiveAsync();
        var centres = new V1.Centres.CentresClient(collective.As(await collective.PersonAsync(["peer_leader"])));
        var centre = await centres.SetUpCentreAsync(new() { Name = "Jyothi" });
        await centres.RecordCentreDayAsync(
            new()
            {
                CentreId = centre.Id,
                Visits = new() { From35 = 9 },
            }
        );
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive"]), "/centres");

        Assert.Equal(0, await page.Locator("a[href='/centres/set-up']").CountAsync());
        await page.ClickAsync("text=Jyothi");
        Assert.Contains("Days open: 1 · visits: 9", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("tbody a").CountAsync());
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "l",
                Value = "te",
                Url = collective.At("/"),
            },
        ]);
        await page.ReloadAsync();
        Assert.Contains("తెరిచిన రోజులు: 1 · రాకలు: 9", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("centres-te");
    }
}
