using Sangam.Events;
using Sangam.Indicators.V1;
using static Sangam.Indicators.V1.Values;

namespace Portal.Tests;

/// <summary>Figures entered by hand, surveys, and what is odd about a month.</summary>
[Collection("portal, second half")]
public sealed class ValuePagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_figure_is_entered_put_right_and_undone_and_its_history_stays()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var steward = await collective.PersonAsync(["data_steward"]);
        var page = await collective.VisitAsync(steward, "/values");
        await page.ShouldBeInOrderAsync(collective, "/values");
        await page.PictureAsync("values");
        await page.ShouldBeInOrderAsync(collective, "/values/month-2025-04");
        await page.PictureAsync("values-month");
        await page.ShouldBeInOrderAsync(collective, "/values/month-2025-04/P2");

        await page.FillAsync("[name=value]", "9");
        await page.FillAsync("[name=denominator]", "8");
        await page.ContinueAsync();
        Assert.Contains("The part cannot be more than the whole.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=value]", "7");
        await page.FillAsync("[name=note]", "the call book");
        await page.ContinueAsync();
        Assert.Contains("It is entered, and marked", await page.TextAsync(), StringComparison.Ordinal);
        await page.FillAsync("[name=value]", "6");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("values-entered");
        Assert.Equal(["6 of 8", "7 of 8"], await page.Locator(".rows.plain strong").AllInnerTextsAsync());

        await page.ClickAsync("button:has-text('Undo the last change')");
        Assert.Equal("7", await page.InputValueAsync("[name=value]"));
        await page.GotoAsync(collective.At("/values/entered"));
        await page.ShouldBeUsableAsync();
        Assert.Contains("7 of 8", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_entered_by_age_and_gender_for_a_time_before_the_records()
    {
        var collective = await portal.NewCollectiveAsync("en");
        await collective.TellAsync(new StoryPublished(Guid.NewGuid(), new(2025, 4, 4), Identifying: false, Authorised: true));
        var page = await collective.VisitAsync(await collective.PersonAsync(["data_steward"]), "/values/month-2025-05/G1");
        Assert.Equal(404, (await page.GotoAsync(collective.At("/values/month-2025-05/G1")))!.Status);

        await page.GotoAsync(collective.At("/values/since"));
        await page.ShouldBeUsableAsync();
        await page.SelectOptionAsync("[name=month]", "2025-06");
        await page.ContinueAsync();
        await page.ShouldBeInOrderAsync(collective, "/values/month-2025-05/G1");
        await page.ClickAsync("summary:has-text('By age and gender')");
        await page.FillAsync("[name='cell.Under25.Woman']", "120");
        await page.FillAsync("[name='cell._35Plus.Transgender']", "30");
        await page.PictureAsync("values-cells");
        await page.ContinueAsync();
        await page.GotoAsync(collective.At("/months/2025-05"));

        Assert.Contains("150", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("values-in-month");
    }

    [Fact]
    public async Task What_is_odd_about_a_month_is_said_where_it_can_be_put_right()
    {
        var collective = await portal.NewCollectiveAsync("te", "en");
        var steward = await collective.PersonAsync(["data_steward"]);
        var values = new ValuesClient(collective.FiguresAs(steward));
        EnteredValue Value(string part, long value) =>
            new()
            {
                Indicator = "T5",
                Part = part,
                Period = new()
                {
                    Type = PeriodType.Month,
                    Year = 2025,
                    Month = 4,
                },
                Value = value,
            };
        Assert.True((await values.EnterValuesAsync(new() { Values = { Value("attendances", 8), Value("unique", 9) } })).Saved);

        var page = await collective.VisitAsync(steward, "/months/2025-04/check");
        await page.Locator("form[action='/language'] button").First.ClickAsync();
        await page.ShouldBeInOrderAsync(collective, "/months/2025-04/check");
        await page.PictureAsync("check-te");
        await page.ClickAsync("a.row[href='/values/month-2025-04/T5.unique']");
        await page.FillAsync("[name=value]", "8");
        await page.ContinueAsync();
        await page.ShouldBeInOrderAsync(collective, "/months/2025-04/check");
        Assert.Contains("తేడాగా ఏమీ లేదు.", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_goes_from_its_questions_to_its_figure_without_a_name()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var page = await collective.VisitAsync(await collective.PersonAsync(["trainer"]), "/surveys");
        await page.ShouldBeInOrderAsync(collective, "/surveys");
        await page.GotoAsync(collective.At("/surveys/questions/write"));
        await page.ShouldBeUsableAsync();
        await page.FillAsync("[name=name]", "After the rights training");
        await page.SelectOptionAsync("select[name=language]", "en");
        await page.FillAsync("[name=questions]", "We have rights\nI am afraid to speak");
        await page.ContinueAsync();
        await page.SelectOptionAsync("[name=other_language]", "te");
        await page.FillAsync("[name=other_questions]", "మాకు హక్కులు ఉన్నాయి\nమాట్లాడటానికి భయం");
        await page.ContinueAsync();
        await page.CheckAsync("[name=steps][value='5']");
        await page.CheckAsync("[name=less][value='1']");
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        await page.PictureAsync("survey-questions");
        await page.ContinueAsync();
        Assert.EndsWith("/surveys/questions?done=written", page.Url, StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();

        await page.GotoAsync(collective.At("/surveys/open"));
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        var round = new Uri(page.Url).AbsolutePath;
        await page.ClickAsync("text=Write down a sheet");
        foreach (var (when, rights, fear) in new[] { ("before", 2, 4), ("after", 4, 2) })
        {
            await page.CheckAsync($"[name=after][value={when}]");
            await page.FillAsync("[name=sign]", "lamp 7");
            await page.CheckAsync($"[name='answers.0'][value='{rights}']");
            await page.CheckAsync($"[name='answers.1'][value='{fear}']");
            await page.ShouldBeUsableAsync();
            await page.PictureAsync("survey-sheet");
            await page.ContinueAsync();
        }
        await page.GotoAsync(collective.At($"{round}/remove"));
        await page.ShouldBeUsableAsync();
        await page.GotoAsync(collective.At($"{round}/close"));
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.grave");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("survey-closed");
        Assert.Contains(
            "Of these, improved\n1",
            (await page.TextAsync()).Replace("\n\n", "\n", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_total_from_elsewhere_is_written_down_and_taken_back()
    {
        var collective = await portal.NewCollectiveAsync("en");
        var page = await collective.VisitAsync(await collective.PersonAsync(["data_steward"]), "/surveys/totals/record");
        await page.CheckAsync("[name=indicator][value=K1]");
        await page.ContinueAsync();
        await page.FillAsync("[name=numerator]", "81");
        await page.FillAsync("[name=denominator]", "120");
        await page.ContinueAsync();
        await page.FillAsync("[name=instrument]", "Survey of the district");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.ContinueAsync();
        Assert.Contains("81 of 120", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("survey-totals");
        await page.ClickAsync("a.row[href*='/withdraw']");
        await page.ShouldBeUsableAsync();
        await page.ClickAsync("main button.grave");

        Assert.DoesNotContain("81 of 120", await page.TextAsync(), StringComparison.Ordinal);
    }
}
