using System.IO.Compression;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class DownloadPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_collectives_people_take_their_figures_along_by_their_own_session()
    {
        var collective = await portal.NewCollectiveAsync();
        var steward = await collective.PersonAsync(["data_steward"]);
        var month = DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(-1);
        for (var n = 0; n < 3; n++)
            await collective.TellAsync(
                new Sangam.Events.StoryPublished(Guid.NewGuid(), new(month.Year, month.Month, 5), Identifying: true, Authorised: true)
            );

        var page = await collective.VisitAsync(steward, "/downloads");

        await page.ShouldBeInOrderAsync(collective, "/downloads");
        await page.PictureAsync("downloads");
        foreach (var link in await page.Locator("main .rows a").AllAsync())
        {
            var address = (await link.GetAttributeAsync("href"))!;
            using var file = await FundPagesTests.FetchAsync(page, address);
            Assert.Equal((address, 200, "no-store"), (address, (int)file.StatusCode, $"{file.Headers.CacheControl}"));
            var bytes = await file.Content.ReadAsByteArrayAsync();
            if (address.Contains(".xlsx", StringComparison.Ordinal))
                Assert.Contains(new ZipArchive(new MemoryStream(bytes)).Entries, e => e.FullName == "xl/workbook.xml");
            if (address.StartsWith("/downloads/values.csv", StringComparison.Ordinal))
                Assert.Contains(
                    $"\"SANGAM_P8\",\"{month:yyyyMM}\",\"{collective.Code}\",\"default\",\"default\",\"3\"",
                    System.Text.Encoding.UTF8.GetString(bytes),
                    StringComparison.Ordinal
                );
        }
        // the network's
        Assert.Equal(404, (int)(await FundPagesTests.FetchAsync(page, "/downloads/aggregates.csv?period=202405")).StatusCode);
        Assert.Equal(404, (int)(await FundPagesTests.FetchAsync(page, "/downloads/openapi.json")).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_see_figures_takes_none_along()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["admin"]), "/accounts");

        using var file = await FundPagesTests.FetchAsync(page, "/downloads/figures.csv?period=202405");

        Assert.Equal(403, (int)file.StatusCode);
    }

    [Fact]
    public async Task The_networks_people_take_its_tables_along()
    {
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_analyst"));

        foreach (var name in (string[])["figures.xlsx", "aggregates.csv", "values.adx"])
        {
            using var file = await FundPagesTests.FetchAsync(page, $"/downloads/{name}?period=202405");
            Assert.Equal((name, 200), (name, (int)file.StatusCode));
        }
    }
}
