using System.Text;
using Microsoft.Playwright;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class ImportPagesTests(PortalFixture portal)
{
    private const string Headings = "Name,Age,Gender,Agrees to be on the register,Notice read by,Notice read on,HIV status\n";

    [Fact]
    public async Task A_register_is_taken_over_looked_at_first_and_taken_back_again()
    {
        var collective = await portal.NewCollectiveAsync();
        await collective.MemberAsync("Asha");
        var page = await collective.VisitAsync(await collective.PersonAsync(["facilitator"]), "/members");
        await page.ClickAsync("main a[href='/members/imports']");
        await page.ShouldBeUsableAsync();
        Assert.Contains("need not be typed again", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("main a[href='/members/imports/new']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("import-new");

        await ChooseAsync(
            page,
            Headings
                + "Asha,32,woman,yes,Lata,1-2-2024,x\nసీతమ్మ,25-34,మహిళ,అవును,లత,5/3/2024,x\nBina,17,woman,yes,Lata,1-2-2024,x\n"
                + string.Concat(Enumerable.Range(1, 60).Select(n => $"Member {n},40,f,yes,Lata,1-2-2024,x\n"))
        );
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("import-check");
        var check = await page.TextAsync();
        foreach (var said in (string[])["63", "61", "HIV status"])
            Assert.Contains(said, check, StringComparison.Ordinal);

        await page.ClickAsync("main a[href$='/rows/Faulty']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("import-mend");
        Assert.Contains("Row 4", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("1098", await page.TextAsync(), StringComparison.Ordinal);
        await page.GoBackAsync();
        await page.ClickAsync("main a[href$='/rows/LikelyKnown']");
        await page.ShouldBeUsableAsync();
        Assert.Contains("Asha has this name, in the same block", await page.TextAsync(), StringComparison.Ordinal);
        await page.GoBackAsync();
        await page.ClickAsync("main a[href$='/rows/Ready']");
        await page.ShouldBeUsableAsync();
        Assert.Contains("సీతమ్మ", await page.TextAsync(), StringComparison.Ordinal);
        await page.GoBackAsync();

        await page.ContinueAsync();
        // the page looks again by itself
        await page.WaitForSelectorAsync("text=61 members are on the register now.", new() { Timeout = 60_000 });
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("import-done");
        await page.ClickAsync("main a[href='/members']");
        Assert.Contains("62 members today", await page.TextAsync(), StringComparison.Ordinal);

        await page.GoBackAsync();
        await page.ClickAsync("main a[href$='/undo']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("import-undo");
        await page.ClickAsync("main button.grave");
        await page.WaitForSelectorAsync("text=61 members were taken off the register again.", new() { Timeout = 60_000 });
        await page.ShouldBeInOrderAsync(collective, "/members/imports");
        await page.PictureAsync("import-list");
        Assert.Contains("taken back", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_cannot_be_read_says_what_to_do_and_nothing_is_kept()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["facilitator"]), "/members/imports/new");

        await page.ContinueAsync();
        Assert.Contains("Choose the filled sheet.", await page.TextAsync(), StringComparison.Ordinal);
        await ChooseAsync(page, "Name,Age\nAsha,32\n");
        await page.ShouldBeUsableAsync();
        Assert.Contains("Columns are missing: \"Gender\"", await page.TextAsync(), StringComparison.Ordinal);
        await ChooseAsync(page, Headings + "Asha,17,f,yes,Lata,1-2-2024,\n");
        await page.ClickAsync("main form:has([name=_handler][value=cancel]) button");
        Assert.Contains("Nobody was entered", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_empty_sheet_has_the_readers_language_and_only_who_may_gets_it()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["facilitator"]), "/members/imports/new");
        var sheet = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[download]"));
        Assert.Equal("sheet.csv", sheet.SuggestedFilename);
        Assert.StartsWith("Name,Age,Gender,", await File.ReadAllTextAsync(await sheet.PathAsync()), StringComparison.Ordinal);

        var other = await collective.VisitAsync(await collective.PersonAsync(["peer_leader"]));
        Assert.Equal(
            (403, 403),
            (
                (await other.GotoAsync(collective.At("/members/imports/sheet.csv")))!.Status,
                (await other.GotoAsync(collective.At("/members/imports")))!.Status
            )
        );
    }

    private static async Task ChooseAsync(IPage page, string sheet)
    {
        await page.SetInputFilesAsync(
            "[name=csv]",
            new FilePayload
            {
                Name = "sheet.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(sheet),
            }
        );
        await page.ContinueAsync();
    }
}
