namespace Portal.Tests;

[Collection("portal")]
public sealed class HomePageTests(PortalFixture portal)
{
    [Fact]
    public async Task Home_is_in_order_also_while_other_services_are_away()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["facilitator"]));

        await page.ShouldBeInOrderAsync(collective, "/");

        await page.PictureAsync("home");
        Assert.Equal(1, await page.Locator("main a[href='/members']").CountAsync());
    }

    [Fact]
    public async Task A_member_is_offered_what_is_hers_and_no_register()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id));

        Assert.Equal(
            (1, 0),
            (await page.Locator("main a[href='/me']").CountAsync(), await page.Locator("main a[href='/members']").CountAsync())
        );
    }

    [Fact]
    public async Task A_month_that_is_over_and_its_next_step_are_in_order()
    {
        var collective = await portal.NewCollectiveAsync();
        var month = TimeProvider.System.Today.AddMonths(-2);
        var page = await collective.VisitAsync(await collective.PersonAsync(["data_steward"]), "/months");

        foreach (var path in (string[])["/months", $"/months/{month:yyyy-MM}", $"/months/{month:yyyy-MM}/submit"])
            await page.ShouldBeInOrderAsync(collective, path);
    }
}
