using Microsoft.Playwright;

namespace Portal.Tests;

[Collection("portal")]
public sealed class SettingsPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task What_the_executive_decides_is_what_the_pages_say_and_offer()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["executive", "facilitator", "admin"]));
        await page.ClickAsync("main a[href='/settings']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("settings");

        await page.ClickAsync("main a[href='/settings/blocks']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("settings-blocks");
        await page.FillAsync("[name=name0]", "New Bhuj");
        await page.FillAsync("[name=name1]", "అంజార్");
        await page.ContinueAsync();
        Assert.Contains("New Bhuj, అంజార్", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("main a[href='/settings/sub-groups']");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=name0]", "Devadasi");
        await page.ContinueAsync();
        await page.ClickAsync("main a[href='/settings/roles']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("settings-roles");
        await page.FillAsync("[name=peer_leader]", "Sakhi");
        await page.ContinueAsync();
        await page.ClickAsync("main a[href='/settings/group-kinds']");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=shg]", "Mahila mandal");
        await page.ContinueAsync();
        await page.ClickAsync("main a[href='/settings/sections']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("settings-sections");
        await page.UncheckAsync("[value=elections]");
        await page.ContinueAsync();
        Assert.Contains("12 of 13", await page.TextAsync(), StringComparison.Ordinal);

        await page.GotoAsync(collective.At("/"));
        Assert.Equal(
            (0, 1),
            (await page.Locator("main a[href='/elections']").CountAsync(), await page.Locator("main a[href='/offices']").CountAsync())
        );
        await page.GotoAsync(collective.At("/groups/form"));
        Assert.Contains("Mahila mandal", await page.TextAsync(), StringComparison.Ordinal);
        await page.GotoAsync(collective.At("/accounts/invite"));
        Assert.Contains("Sakhi", await page.TextAsync(), StringComparison.Ordinal);
        await page.GotoAsync(collective.At("/members"));
        Assert.Equal(["", "New Bhuj", "అంజార్"], await page.Locator("main [name=block] option").AllTextContentsAsync());
        await page.PictureAsync("members-filters");
    }

    [Fact]
    public async Task A_name_that_is_changed_keeps_its_records_and_one_taken_off_is_no_longer_offered()
    {
        var collective = await portal.NewCollectiveAsync();
        var executive = await collective.PersonAsync(["executive"]);
        var page = await collective.VisitAsync(executive, "/settings/blocks");
        await page.FillAsync("[name=name0]", "Bhuj");
        await page.FillAsync("[name=name1]", "Anjar");
        await page.ContinueAsync();
        await page.ClickAsync("main a[href='/settings/blocks']");
        await page.FillAsync("[name=name0]", "Bhuj town");
        await page.FillAsync("[name=name1]", "");
        await page.ContinueAsync();

        var settings = await new V1.Settings.SettingsClient(collective.As(executive)).GetSettingsAsync(new());
        Assert.Equal(["bhuj Bhuj town"], settings.Blocks.Select(b => $"{b.Code} {b.Name}"));
    }

    [Fact]
    public async Task Who_changed_them_meanwhile_is_not_overwritten_and_what_was_typed_stays()
    {
        var collective = await portal.NewCollectiveAsync();
        var executive = await collective.PersonAsync(["executive"]);
        var page = await collective.VisitAsync(executive, "/settings/blocks");
        await new V1.Settings.SettingsClient(collective.As(executive)).UpdateSettingsAsync(
            new()
            {
                Settings = new()
                {
                    Etag = "0",
                    Blocks =
                    {
                        new V1.Named { Code = "rapar", Name = "Rapar" },
                    },
                },
            }
        );

        await page.FillAsync("[name=name0]", "Bhuj");
        await page.ContinueAsync();

        await page.ShouldBeUsableAsync();
        Assert.Contains("Someone changed this meanwhile", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("Bhuj", await page.InputValueAsync("[name=name0]"));
    }

    [Fact]
    public async Task Members_are_found_by_mobile_and_narrowed_down_without_a_script()
    {
        var collective = await portal.NewCollectiveAsync();
        var facilitator = await collective.PersonAsync(["facilitator"]);
        var asha = await collective.MemberAsync("Asha");
        var members = new V1.Members.MembersClient(collective.As(facilitator));
        await collective.MemberAsync("Bina");
        await members.CorrectMemberAsync(
            new()
            {
                Id = asha.Id,
                Etag = asha.Etag,
                KnownAs = "Asha",
                AgeBand = asha.AgeBand,
                Gender = asha.Gender,
                Block = "bhuj",
                Phone = "9876543210",
            }
        );
        await new V1.Groups.GroupsClient(collective.As(facilitator)).FormGroupAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Name = "First",
                Kind = V1.GroupKind.Shg,
                MemberIds = { asha.Id },
            }
        );
        var page = await collective.VisitAsync(facilitator, "/members");

        await page.FillAsync("[name=search]", "98765 43210");
        await page.ClickAsync("form.find button");
        Assert.Contains("Asha", await page.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Bina", await page.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("98765", page.Url, StringComparison.Ordinal);

        await page.GotoAsync(collective.At("/members"));
        await page.ClickAsync("summary");
        await page.ShouldBeUsableAsync();
        await page.SelectOptionAsync("[name=group_id]", new SelectOptionValue { Label = "First" });
        await page.FillAsync("[name=block]", "Bhuj");
        await page.ClickAsync("form.find button");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("members-narrowed");
        Assert.Equal(
            ["Asha"],
            (await page.Locator("main .rows .row-text").AllInnerTextsAsync()).Select(text => text.Split('\n')[0].Trim())
        );
    }
}
