using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;

namespace Indicators.Tests;

/// <summary>Paired answers without names, and totals of surveys held elsewhere.</summary>
public sealed class SurveyTests(IndicatorsFixture network)
{
    private static readonly Date May = new()
    {
        Year = 2024,
        Month = 5,
        Day = 20,
    };

    [Fact]
    public async Task Answers_that_improved_are_those_with_more_points_after_of_those_given_both_times()
    {
        var collective = network.NewCollective();
        var round = await RoundAsync(collective);
        await AnswerAsync(
            collective,
            round,
            ("lamp 7", false, [2, 4]),
            ("Tree", false, [3, 3]),
            ("pot", false, [1, 1]),
            ("alone", false, [1, 1])
        );
        var open = await AnswerAsync(
            collective,
            round,
            ("LAMP7", true, [4, 2]),
            ("tree", true, [3, 3]),
            ("pot", true, [1, 5]),
            ("new", true, [5, 1])
        );
        Assert.Equal((4, 4, 3, 0, false), (open.Before, open.After, open.Pairs, open.Improved, open.Closed));
        Assert.Equal(["–"], await collective.TotalsAsync("T6", Month(2024, 5)));

        var closed = await collective.Surveys.CloseRoundAsync(new() { Id = round });

        // less is better in the second question
        Assert.Equal((4, 4, 3, 1, true), (closed.Before, closed.After, closed.Pairs, closed.Improved, closed.Closed));
        Assert.Equal(
            ["1/3", "–", "1/3", "1/3"],
            await collective.TotalsAsync("T6", Month(2024, 5), Month(2024, 6), Quarter(2024, 4), FinancialYear)
        );
    }

    [Fact]
    public async Task A_sheet_names_nobody_and_once_the_round_is_closed_nobody_finds_hers_again()
    {
        Assert.Equal(
            ["after", "answers", "points", "round_id", "tenant_id", "token"],
            await network.AllRowsAsync(
                "select column_name::text from information_schema.columns where table_name = 'survey_answer' order by 1",
                "indicators"
            )
        );
        Assert.Empty(
            await network.AllRowsAsync(
                """
                select table_name::text from information_schema.columns
                where table_name like 'survey%'
                      and (column_name like '%member%' or column_name like '%account%' or data_type like 'timestamp%')
                """,
                "indicators"
            )
        );

        var collective = network.NewCollective();
        var round = await RoundAsync(collective);
        await AnswerAsync(collective, round, ("lamp", false, [2, 4]), ("lamp", true, [2, 4]));
        var before = await network.RowsAsync(collective.Id, "select distinct token from survey_answer");
        await collective.Surveys.CloseRoundAsync(new() { Id = round });
        var after = await network.RowsAsync(collective.Id, "select distinct token from survey_answer");

        Assert.NotEqual(Assert.Single(before), Assert.Single(after));
        Assert.Equal(
            Refused.NotNow("round_closed"),
            await Refused.ByAsync(collective.Surveys.RemoveAnswerAsync(new() { RoundId = round, Sign = "lamp" }))
        );
        Assert.Equal(Refused.NotNow("round_closed"), await Refused.ByAsync(collective.Surveys.CloseRoundAsync(new() { Id = round })));
    }

    [Fact]
    public async Task A_sheet_that_does_not_fit_is_refused_with_all_that_came_with_it()
    {
        var collective = network.NewCollective();
        var round = await RoundAsync(collective);
        await AnswerAsync(collective, round, ("lamp", false, [2, 4]));
        Task<Refused> RefusedAsync(params (string, bool, int[])[] sheets) =>
            Refused.ByAsync(collective.Surveys.RecordAnswersAsync(Request(round, sheets)));

        Assert.Equal(Refused.Invalid("sign", "sign_taken"), await RefusedAsync(("pot", false, [1, 1]), ("Lamp ", false, [1, 1])));
        Assert.Equal(Refused.Invalid("sign", "sign_taken"), await RefusedAsync(("pot", false, [1, 1]), ("pot", false, [1, 1])));
        Assert.Equal(Refused.Invalid("sign", "required"), await RefusedAsync((" ", false, [1, 1])));
        Assert.Equal(Refused.Invalid("answers", "answers_missing"), await RefusedAsync(("pot", false, [1])));
        Assert.Equal(Refused.Invalid("answers", "out_of_range"), await RefusedAsync(("pot", false, [1, 6])));
        Assert.Equal(Refused.Invalid("sheets", "required"), await RefusedAsync());
        Assert.Equal(1, (await collective.Surveys.GetRoundAsync(new() { Id = round })).Before);
        Assert.Equal(0, (await collective.Surveys.RemoveAnswerAsync(new() { RoundId = round, Sign = "LAMP" })).Before);
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(collective.Surveys.RemoveAnswerAsync(new() { RoundId = round, Sign = "lamp" }))
        );
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Surveys.GetRoundAsync(new() { Id = round })));
    }

    [Fact]
    public async Task A_set_that_is_asked_differently_is_a_new_version_and_rounds_keep_theirs()
    {
        var collective = network.NewCollective();
        var round = await RoundAsync(collective);
        var first = Assert.Single((await collective.Surveys.ListQuestionSetsAsync(new())).QuestionSets);
        var second = await collective.Surveys.PublishQuestionSetAsync(
            new()
            {
                SetId = first.SetId,
                Name = "After a training",
                Questions =
                {
                    new V1.Question { Texts = { ["te"] = "మాకు హక్కులు ఉన్నాయి" }, Steps = 4 },
                },
            }
        );

        Assert.Equal((first.SetId, 2), (second.SetId, second.Version));
        Assert.Equal([second], (await collective.Surveys.ListQuestionSetsAsync(new())).QuestionSets);
        Assert.Equal([second, first], (await collective.Surveys.ListQuestionSetsAsync(new() { SetId = first.SetId })).QuestionSets);
        Assert.Equal(first, (await collective.Surveys.GetRoundAsync(new() { Id = round })).QuestionSet);
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(network.NewCollective().Surveys.OpenRoundAsync(new() { QuestionSetId = first.Id, Day = May }))
        );
        foreach (
            var (question, field, code) in new[]
            {
                (new V1.Question { Steps = 5 }, "texts", "required"),
                (new() { Texts = { ["xx!"] = "?" }, Steps = 5 }, "texts", "bad_language"),
                (new() { Texts = { ["en"] = "?" }, Steps = 1 }, "steps", "out_of_range"),
            }
        )
            Assert.Equal(
                Refused.Invalid(field, code),
                await Refused.ByAsync(collective.Surveys.PublishQuestionSetAsync(new() { Name = "Set", Questions = { question } }))
            );
    }

    [Fact]
    public async Task Totals_from_elsewhere_are_marked_as_entered_until_they_are_taken_back()
    {
        var collective = network.NewCollective();
        V1.RecordTotalRequest Total(string indicator, long numerator, long denominator, string part = "") =>
            new()
            {
                Indicator = indicator,
                Part = part,
                Day = May,
                Instrument = "Survey of the district",
                Numerator = numerator,
                Denominator = denominator,
            };
        var total = await collective.Surveys.RecordTotalAsync(Total("K1", 81, 120));
        await collective.Surveys.RecordTotalAsync(Total("K1", 9, 10));

        Assert.Equal(["90/130*", "90/130*", "–"], await collective.TotalsAsync("K1", Month(2024, 5), CalendarYear(2024), Month(2024, 6)));
        await collective.Surveys.WithdrawTotalAsync(new() { Id = total.Id });
        Assert.Equal(["9/10*"], await collective.TotalsAsync("K1", Month(2024, 5)));
        Assert.Single((await collective.Surveys.ListTotalsAsync(new())).Totals);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Surveys.WithdrawTotalAsync(new() { Id = total.Id })));
        foreach (
            var (wrong, field, code) in new[]
            {
                (Total("G1", 1, 2), "indicator", "not_in_surveys"),
                (Total("K1", 3, 2), "numerator", "above_whole"),
                (Total("K1", 0, 0), "denominator", "out_of_range"),
                (Total("K4", 1, 2), "indicator", "not_in_surveys"),
            }
        )
            Assert.Equal(Refused.Invalid(field, code), await Refused.ByAsync(collective.Surveys.RecordTotalAsync(wrong)));
    }

    private static async Task<string> RoundAsync(TestCollective collective)
    {
        var set = await collective.Surveys.PublishQuestionSetAsync(
            new()
            {
                Name = "After a training",
                Questions =
                {
                    new V1.Question { Texts = { ["en"] = "We have rights" }, Steps = 5 },
                    new V1.Question
                    {
                        Texts = { ["en"] = "I am afraid to speak" },
                        Steps = 5,
                        LessIsBetter = true,
                    },
                },
            }
        );
        return (await collective.Surveys.OpenRoundAsync(new() { QuestionSetId = set.Id, Day = May })).Id;
    }

    private static async Task<V1.SurveyRound> AnswerAsync(TestCollective collective, string round, params (string, bool, int[])[] sheets) =>
        await collective.Surveys.RecordAnswersAsync(Request(round, sheets));

    private static V1.RecordAnswersRequest Request(string round, (string Sign, bool After, int[] Answers)[] sheets) =>
        new()
        {
            RoundId = round,
            Sheets =
            {
                sheets.Select(s => new V1.AnswerSheet
                {
                    Sign = s.Sign,
                    After = s.After,
                    Answers = { s.Answers },
                }),
            },
        };
}
