using Microsoft.Playwright;

namespace Portal.Tests;

[Collection("portal")]
public sealed class CalendarPagesTests(PortalFixture portal)
{
    private static readonly DateOnly Today = TimeProvider.System.Today;

    [Fact]
    public async Task Something_is_planned_held_counted_and_taken_back()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["peer_leader"]));
        await page.ShouldBeInOrderAsync(collective, "/calendar");
        Assert.Contains("Nothing is planned yet.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=Plan something");
        await page.ContinueAsync();
        Assert.Contains("Choose one.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.CheckAsync("[name=kind][value=PublicMeeting]");
        await page.FillAsync("[name=title]", "Rights in the market");
        await page.PictureAsync("calendar-plan");
        await page.ContinueAsync();
        await OnAsync(page, "planned_on", Today);
        await page.FillAsync("[name=starts_at]", "16:30");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.FillAsync("[name=place]", "Behind the temple");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("16:30", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("It is in the calendar.", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Behind the temple", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("calendar-view");

        await page.ClickAsync("a:has-text('It took place')");
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=attendance]", "150");
        await page.ContinueAsync();
        Assert.Contains("It is written down how many came.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("button:has-text('Undo')");
        Assert.Contains("It is planned again.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ClickAsync("text=Change it");
        await page.FillAsync("[name=title]", "Talk in the market");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("The plan is changed.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("text=Cancel it");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("It is cancelled.", await page.TextAsync(), StringComparison.Ordinal);

        await page.ShouldBeInOrderAsync(collective, "/calendar");
        Assert.Contains("today · 16:30 · Public meeting", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("calendar-list");
        await page.ShouldBeInOrderAsync(collective, "/calendar?past=true");
        await page.ShouldBeInOrderAsync(collective, $"/calendar?month={Today:yyyy-MM}");
        Assert.Contains("Talk in the market", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("calendar-month");
    }

    [Fact]
    public async Task A_special_day_is_offered_and_planned_in_a_few_taps()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await collective.VisitAsync(await collective.PersonAsync(["peer_leader"]), "/calendar");

        await page.ClickAsync("text=Rights Day");
        Assert.Equal("Rights Day", await page.InputValueAsync("[name=title]"));
        for (var i = 0; i < 4; i++)
            await page.ContinueAsync();
        Assert.Contains("3 March", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Special day", await page.TextAsync(), StringComparison.Ordinal);

        await page.GotoAsync(collective.At("/calendar"));
        Assert.Equal(1, await page.Locator("text=Rights Day").CountAsync());
    }

    [Fact]
    public async Task Her_own_feed_is_shown_once_read_by_her_phone_and_ended()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var leader = new V1.Calendar.CalendarClient(collective.As(await collective.PersonAsync(["peer_leader"])));
        await leader.PlanEventAsync(
            new()
            {
                Kind = V1.EventKind.Dialogue,
                Title = "Police and us",
                Place = "Behind the temple",
                PlannedOn = Today.ToMessage(),
            }
        );
        var page = await collective.VisitAsync(await collective.PersonAsync(["member"], asha.Id));
        await page.ShouldBeInOrderAsync(collective, "/calendar");
        Assert.Equal(0, await page.Locator("a[href='/calendar/plan']").CountAsync());
        await page.ShouldBeInOrderAsync(collective, "/calendar/mine");
        await page.PictureAsync("calendar-mine");

        await page.ClickAsync("text=Make my address");
        var address = new Uri(await page.InnerTextAsync(".address"));
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("calendar-address");
        Assert.StartsWith("/feed/", address.AbsolutePath, StringComparison.Ordinal);

        var feed = await ReadAsync(collective, address.AbsolutePath);
        Assert.Equal((200, "text/calendar; charset=utf-8", "no-store"), (feed.Status, feed.Type, feed.Cache));
        Assert.Contains("SUMMARY:Appointment\r\n", feed.Body, StringComparison.Ordinal);
        foreach (var word in (string[])["Police", "temple", collective.Code])
            Assert.DoesNotContain(word, feed.Body, StringComparison.OrdinalIgnoreCase);

        await page.GotoAsync(collective.At("/calendar/mine"));
        Assert.Equal(0, await page.Locator(".address").CountAsync());
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("text=End my address");
        Assert.Contains("The address no longer works.", await page.TextAsync(), StringComparison.Ordinal);
        var gone = await ReadAsync(collective, address.AbsolutePath);
        var never = await ReadAsync(collective, "/feed/nothing.ics");
        Assert.Equal(
            (404, "text/html; charset=utf-8", "no-store", never.Body.Replace("/feed/nothing.ics", "", StringComparison.Ordinal)),
            (gone.Status, gone.Type, gone.Cache, gone.Body.Replace(address.AbsolutePath, "", StringComparison.Ordinal))
        );
    }

    private async Task<(int Status, string? Type, string? Cache, string Body)> ReadAsync(Collective collective, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{portal.Port}{path}");
        request.Headers.Host = $"{collective.Code}.localhost:{portal.Port}";
        using var answer = await http.SendAsync(request);
        return (
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.ToString(),
            answer.Headers.CacheControl?.ToString(),
            await answer.Content.ReadAsStringAsync()
        );
    }

    private static async Task OnAsync(IPage page, string field, DateOnly day)
    {
        await page.FillAsync($"[name='{field}.day']", $"{day.Day}");
        await page.FillAsync($"[name='{field}.month']", $"{day.Month}");
        await page.FillAsync($"[name='{field}.year']", $"{day.Year}");
    }
}
