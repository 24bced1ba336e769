using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Sangam.Events;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class MonthPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_month_is_submitted_approved_by_two_released_revised_and_checked()
    {
        var collective = await portal.NewCollectiveAsync();
        await StoriesAsync(collective, 9);
        await collective.TellAsync(new OrientationHeld(Guid.NewGuid(), new(2024, 5, 20), new("police"), new("offline"), 3, []));
        var page = await collective.VisitAsync(await collective.PersonAsync(["data_steward"]), "/months/2024-05");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("months-open");
        await StepAsync(page, "Submit the figures");
        Assert.Contains("Two members of the executive look at it next.", await page.TextAsync(), StringComparison.Ordinal);

        var president = await collective.VisitAsync(await collective.PersonAsync(["executive"]), "/months/2024-05");
        await president.ClickAsync("text=Exactly what leaves");
        await president.ShouldBeUsableAsync();
        await president.PictureAsync("months-exact");
        Assert.Equal(["1 · counting 3", "0"], await president.Locator("dt:has-text('Suppressed') + dd").AllInnerTextsAsync());
        var shown = await president.Locator("#content").TextContentAsync();
        var digest = await president.InnerTextAsync("#digest");
        var file = await DownloadAsync(president, "/months/2024-05/content.json");
        Assert.Equal((shown, digest), (Encoding.UTF8.GetString(file), Convert.ToHexStringLower(SHA256.HashData(file))));
        await president.GotoAsync(collective.At("/months/2024-05"));
        await StepAsync(president, "Approve the figures");
        await president.ShouldBeUsableAsync();
        Assert.Contains("by you", await president.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await president.Locator("a:has-text('Approve the figures')").CountAsync());

        var secretary = await collective.VisitAsync(await collective.PersonAsync(["executive"]), "/");
        await secretary.ClickAsync("a:has-text('Approve the figures')");
        await StepAsync(secretary, "Approve the figures");
        await secretary.PictureAsync("months-approved");
        await secretary.ClickAsync("a:has-text('Release to the network')");
        await secretary.ShouldBeUsableAsync();
        await secretary.PictureAsync("months-release");
        await secretary.ClickAsync("main button.grave");
        Assert.Contains("locked", await secretary.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(file, await DownloadAsync(secretary, "/months/2024-05/content.json")); // what was approved, to the byte

        await StoriesAsync(collective, 20);
        await page.GotoAsync(collective.At("/months/2024-05"));
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("months-changed");
        await page.ClickAsync("main a:has-text('Release a revision')");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("months-revise");
        await page.CheckAsync("[name=reason][value=LateRecords]");
        await page.ContinueAsync();
        Assert.Contains("Records came in late", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("months-revision");
        await page.GotoAsync(collective.At("/months/2024-05/compare?with=released"));
        await page.ShouldBeUsableAsync();
        Assert.Contains("+20", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("months-compare");
        await page.GotoAsync(collective.At("/months/2024-05"));
        await page.ClickAsync("text=Give up the revision");
        await page.ContinueAsync();
        Assert.Contains("The month is as it was.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ShouldBeInOrderAsync(collective, "/months");
        await page.PictureAsync("months-list");
        await page.ClickAsync("text=Signed releases");
        await page.ShouldBeUsableAsync();
        Assert.Contains("The chain is whole.", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("months-chain");
        using var chain = JsonDocument.Parse(await DownloadAsync(page, "/months/chain.json"));
        var release = Assert.Single(chain.RootElement.GetProperty("releases").EnumerateArray());
        Assert.EndsWith($"\"content\":{shown}}}", release.GetProperty("canonical").GetString(), StringComparison.Ordinal);
        using var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(await DownloadAsync(page, "/months/keys.pem")));
        Assert.True(
            key.VerifyData(
                Encoding.UTF8.GetBytes(release.GetProperty("canonical").GetString()!),
                release.GetProperty("signature").GetBytesFromBase64(),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );

        await secretary.GotoAsync(collective.At("/months/chain"));
        await secretary.ClickAsync("text=Make a new key");
        await secretary.ShouldBeUsableAsync();
        await secretary.ClickAsync("main button.grave");
        Assert.Contains("There is a new key.", await secretary.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_speak_telugu_and_a_chain_that_has_not_begun_says_how_it_begins()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["data_steward"]), "/months/chain");
        await page.ShouldBeUsableAsync();
        Assert.Contains("Nothing has been released yet.", await page.TextAsync(), StringComparison.Ordinal);

        await page.Locator("header form button, header a").Filter(new() { HasText = "తెలుగు" }).First.ClickAsync();
        foreach (
            var path in new[]
            {
                "/months/2024-05",
                "/months/2024-05/exact",
                "/months/2024-05/compare",
                "/months/2024-05/submit",
                "/months/chain",
            }
        )
        {
            await page.ShouldBeInOrderAsync(collective, path);
            await page.PictureAsync($"months-te{path.Replace('/', '-')}");
        }
    }

    private static async Task StepAsync(IPage page, string step)
    {
        if (await page.Locator($"main a.primary:has-text('{step}')").CountAsync() > 0)
            await page.ClickAsync($"main a.primary:has-text('{step}')");
        await page.ContinueAsync();
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string path)
    {
        using var answer = await FundPagesTests.FetchAsync(page, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static Task StoriesAsync(Collective collective, int count) =>
        Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(_ =>
                    collective.TellAsync(new StoryPublished(Guid.NewGuid(), new(2024, 5, 10), Identifying: true, Authorised: true))
                )
        );
}
