using System.Text.Json;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class DictionaryPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_member_reads_what_a_figure_means_in_her_language_and_in_another()
    {
        var collective = await portal.NewCollectiveAsync("te", "en");
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"]), "/months");
        await page.Locator("form[action='/language'] button").First.ClickAsync();

        await page.ClickAsync("a[href='/dictionary']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("dictionary-te");
        Assert.Equal(45, await page.Locator("a.row[href^='/dictionary/']").CountAsync());
        Assert.Contains("P4 · న్యాయ సహాయం", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=P4 · న్యాయ సహాయం");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("dictionary-p4-te");
        Assert.Equal("లెక్క P4", await page.TitleAsync());
        Assert.Contains("న్యాయ సహాయం అందిన వేర్వేరు సభ్యులు.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("1 నుంచి 10 మంది", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=हिन्दी");
        Assert.Contains("अलग-अलग सदस्य जिन्हें क़ानूनी मदद मिली।", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("ఎలా లెక్కిస్తారు", await page.TextAsync(), StringComparison.Ordinal); // the page itself stays in hers
        await page.ShouldBeUsableAsync();
    }

    [Fact]
    public async Task A_page_says_how_a_figure_is_made_and_from_what_and_what_is_suppressed()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive"]));

        foreach (
            var (code, said) in new (string, string[])[]
            {
                (
                    "G1",
                    [
                        "counted on the last day",
                        "by age and gender",
                        "Members, groups and leadership",
                        "membership.member-enrolled.v1",
                        "1 to 4 people",
                    ]
                ),
                (
                    "T4",
                    [
                        "added up",
                        "different people",
                        "Every person once, told apart by tokens that name nobody.",
                        "It is made anew. The months cannot be added up.",
                    ]
                ),
                ("L1", ["Received of those filed", "two numbers: so many, of so many", "livelihood.application-filed.v1"]),
                ("L8", ["the middle one of all", "each quarter and year"]),
                ("L10", ["Rupees", "none: it is entered by hand", "It is that of the last month."]),
                ("K4", ["asked: so many, of so many", "none: it is asked in a survey", "1 to 10 people"]),
            }
        )
        {
            await page.ShouldBeInOrderAsync(collective, $"/dictionary/{code}");
            var text = await page.TextAsync();
            Assert.All(said, words => Assert.Contains(words, text, StringComparison.Ordinal));
            Assert.Equal($"Figure {code}", await page.TitleAsync());
            await page.PictureAsync($"dictionary-{code}");
        }
        Assert.Equal(404, (await page.GotoAsync(collective.At("/dictionary/Z9")))!.Status);
    }

    [Fact]
    public async Task The_network_reads_the_version_before_and_takes_the_metadata_along()
    {
        var page = await portal.VisitNetworkAsync(await portal.NetworkPersonAsync("network_analyst"), "/dictionary");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("dictionary-network");

        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=For DHIS2 (JSON)"));
        Assert.Equal("dhis2-metadata-2026-2.json", file.SuggestedFilename);
        using var metadata = JsonDocument.Parse(await File.ReadAllTextAsync(await file.PathAsync()));
        Assert.Contains(
            metadata.RootElement.GetProperty("dataElements").EnumerateArray(),
            element => element.GetProperty("code").GetString() == "SANGAM_G1"
        );

        await page.ClickAsync("text=Version 2026-1");
        await page.ShouldBeUsableAsync();
        Assert.Contains("This is an earlier version: 2026-1", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(24, await page.Locator("a.row[href^='/dictionary/']").CountAsync());
        await page.ClickAsync("text=L2 · Aadhaar received");
        Assert.Contains("This is an earlier version: 2026-1", await page.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Received of those filed", await page.TextAsync(), StringComparison.Ordinal);
    }
}
