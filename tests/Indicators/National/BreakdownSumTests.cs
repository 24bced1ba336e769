using static Indicators.Tests.FiguresOf;
using static Indicators.Tests.ValuesOf;
using static Sangam.Common.V1.AgeBand;
using static Sangam.Common.V1.Gender;

namespace Indicators.Tests;

/// <summary>Sums over collectives by age band and by gender, of members at the end of a month that only this test has.</summary>
[Collection("plane")]
public sealed class BreakdownSumTests(PlaneFixture network)
{
    [Fact]
    public async Task Members_are_added_up_by_age_and_gender_and_those_who_did_not_say_are_a_rest()
    {
        foreach (var n in new[] { 10, 11, 12 })
            await ReleasedAsync(4, "IN-AP", (Under25, Woman, n), (_35Plus, Woman, n + 10), (_35Plus, Transgender, n + 20));
        foreach (var n in new[] { 40, 50, 60 })
            await ReleasedAsync(4, "IN-AP", (AgeBand.Unspecified, Gender.Unspecified, n));
        await network.PullAsync();

        Assert.Equal(
            ["nation 339 6", "nation Under25 33 3", "nation _25To34 0 3", "nation _35Plus 156 3", "nation Rest 150 3"],
            await NationAsync(4, NationalV1.Breakdown.AgeBand)
        );
        Assert.Equal(
            ["nation 339 6", "nation Woman 96 3", "nation Transgender 93 3", "nation Rest 150 3"],
            await NationAsync(4, NationalV1.Breakdown.Gender)
        );
        Assert.Equal(["nation 339 6"], await NationAsync(4, NationalV1.Breakdown.Unspecified));
    }

    [Fact]
    public async Task A_cell_of_two_collectives_is_suppressed_with_one_of_its_row_and_its_column()
    {
        foreach (
            var (state, young, middle, old) in new[]
            {
                ("IN-AP", 6, 8, 40),
                ("IN-AP", 7, 9, 40),
                ("IN-AP", 0, 10, 40),
                ("IN-GJ", 10, 20, 50),
                ("IN-GJ", 10, 20, 50),
                ("IN-GJ", 10, 20, 50),
            }
        )
            await ReleasedAsync(5, state, (Under25, Woman, young), (_25To34, Woman, middle), (_35Plus, Woman, old));
        await network.PullAsync();

        string[] sums =
        [
            "nation 400 6",
            "nation Under25 43 6",
            "nation _25To34 87 6",
            "nation _35Plus 270 6",
            "IN-AP 160 3",
            "IN-AP Under25 · 0",
            "IN-AP _25To34 · 0",
            "IN-AP _35Plus 120 3",
            "IN-GJ 240 3",
            "IN-GJ Under25 · 0",
            "IN-GJ _25To34 · 0",
            "IN-GJ _35Plus 150 3",
        ];
        Assert.Equal(sums, await SumsAsync(5, NationalV1.Breakdown.AgeBand));
        Assert.Equal(sums, await SumsAsync(5, NationalV1.Breakdown.AgeBand, NationalV1.Audience.Public));
        Assert.Equal(
            ["nation 400 6", "nation Woman 400 6", "IN-AP 160 3", "IN-AP Woman 160 3", "IN-GJ 240 3", "IN-GJ Woman 240 3"],
            await SumsAsync(5, NationalV1.Breakdown.Gender)
        );
    }

    [Fact]
    public async Task A_cell_of_one_collective_takes_two_others_with_it_because_she_knows_it()
    {
        foreach (var (trans, men, women) in new[] { (6, 8, 40), (0, 9, 50), (0, 10, 60) })
            await ReleasedAsync(
                7,
                "IN-AP",
                (_35Plus, Transgender, trans),
                (_35Plus, Man, men),
                (_35Plus, Woman, women),
                (_35Plus, NotSaid, 20)
            );
        await network.PullAsync();

        Assert.Equal(
            ["nation 243 3", "nation Woman 150 3", "nation Man · 0", "nation Transgender · 0", "nation NotSaid · 0"],
            await NationAsync(7, NationalV1.Breakdown.Gender)
        );
    }

    /// <summary>A new collective with so many members at the end of the month, as it released them.</summary>
    private async Task ReleasedAsync(int month, string state, params (AgeBand Age, Gender Gender, int Count)[] members)
    {
        var collective = network.Listed(state);
        await collective.EnterAsync([
            .. members.Where(m => m.Count > 0).Select(m => Value("G1", Month(2019, month), m.Count, age: m.Age, gender: m.Gender)),
        ]);
        await collective.ReleaseAsync(2019, month);
    }

    private async Task<IEnumerable<string>> NationAsync(int month, NationalV1.Breakdown breakdown) =>
        (await SumsAsync(month, breakdown)).Where(s => s.StartsWith("nation", StringComparison.Ordinal));

    /// <summary>As <c>IN-AP Under25 30 3</c>: the figure and how many collectives are in it.</summary>
    private async Task<List<string>> SumsAsync(
        int month,
        NationalV1.Breakdown breakdown,
        NationalV1.Audience audience = NationalV1.Audience.Network
    )
    {
        var answer = await network
            .Network("network_analyst")
            .GetAggregatesAsync(
                new()
                {
                    Period = Month(2019, month).Message,
                    Audience = audience,
                    Breakdown = breakdown,
                    Indicators = { "G1" },
                }
            );
        return
        [
            .. answer.Sums.Select(a =>
                string.Join(
                    ' ',
                    new[]
                    {
                        a.StateCode == "" ? "nation" : a.StateCode,
                        a.Figure.AgeBand == default ? null : $"{a.Figure.AgeBand}",
                        a.Figure.Gender == default ? null : $"{a.Figure.Gender}",
                        a.Rest ? "Rest" : null,
                        a.Figure.Text(),
                        $"{a.Contributors}",
                    }.OfType<string>()
                )
            ),
        ];
    }
}
