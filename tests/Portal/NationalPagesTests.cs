using static Sangam.Indicators.V1.Months;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class NationalPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_month_that_is_open_has_its_page()
    {
        var collective = await portal.NewCollectiveAsync();
        var steward = await collective.PersonAsync(["data_steward"]);
        var month = DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(-2);
        Assert.NotEmpty((await new MonthsClient(collective.FiguresAs(steward)).GetMonthAsync(new() { Year = month.Year, Month = month.Month })).Figures);

        var page = await collective.VisitAsync(steward, "/months");

        await page.ShouldBeInOrderAsync(collective, "/months");
    }

    [Fact]
    public async Task The_network_has_a_page_before_anything_was_released()
    {
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_analyst"));

        Assert.Equal("Figures", await page.TitleAsync());
        await page.ShouldBeUsableAsync();
    }
}
