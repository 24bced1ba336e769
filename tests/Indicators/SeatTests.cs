using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>
/// Who holds the governing seats (G3 to G6), as it stands on the last day of a month, a quarter and a financial year. The year
/// is April 2024 to March 2025.
/// </summary>
[Collection("network")]
public sealed class SeatTests(IndicatorsFixture network)
{
    private static readonly Code Governing = new("governing");

    [Fact]
    public async Task Seats_are_counted_as_they_stand_on_the_last_day()
    {
        var collective = network.NewCollective();
        var executive = await OfficeAsync(collective, seats: 10, new(2023, 6, 1));
        var council = await OfficeAsync(collective, seats: 2, new(2024, 9, 15), ended: new(2025, 2, 28));
        await OfficeAsync(collective, seats: 5, new(2023, 6, 1), kind: "committee");
        var end = new DateOnly(2025, 5, 31);
        for (var n = 0; n < 6; n++)
            await SeatAsync(collective, executive, new(2023, 6, 1), end, subGroup: n < 2);
        await SeatAsync(collective, executive, new(2023, 6, 1), end, withinLimit: false);
        var stays = await SeatAsync(collective, executive, new(2023, 6, 1), new(2024, 5, 15)); // past her term in May, gone in June
        await collective.TellAsync(new TermEnded(stays, new(2024, 6, 20)));
        await SeatAsync(collective, executive, new(2023, 6, 1), null, member: false, elected: false); // staff; the tenth seat is vacant
        // the council's other seat is vacant, and it ends in February
        await SeatAsync(collective, council, new(2024, 9, 15), new(2026, 9, 14), elected: false, subGroup: true);

        (V1.PeriodType, int, int)[] periods =
        [
            Month(2024, 4),
            Month(2024, 5),
            Month(2024, 6),
            Quarter(2024, 4),
            Month(2024, 8),
            Quarter(2024, 7),
            Month(2025, 2),
            Month(2025, 3),
            Quarter(2025, 1),
            FinancialYear,
        ];
        Assert.Equal(
            ["8/10", "8/10", "7/10", "7/10", "7/10", "7/12", "7/12", "7/10", "7/10", "7/10"],
            await collective.FigureAsync("G3", periods)
        );
        Assert.Equal(["8/9", "7/9", "7/8", "7/8", "7/8", "8/9", "8/9", "7/8", "7/8", "7/8"], await collective.FigureAsync("G4", periods));
        Assert.Equal(
            ["2/10", "2/10", "2/10", "2/10", "2/10", "3/12", "3/12", "2/10", "2/10", "2/10"],
            await collective.FigureAsync("G5", periods)
        );
        Assert.Equal(
            ["8/10", "8/10", "7/10", "7/10", "7/10", "8/12", "8/12", "7/10", "7/10", "7/10"],
            await collective.FigureAsync("G6", periods)
        );
    }

    [Fact]
    public async Task The_last_day_still_counts_of_a_term_of_a_stay_and_of_an_office()
    {
        var collective = network.NewCollective();
        var office = await OfficeAsync(collective, seats: 2, new(2024, 4, 30), ended: new(2024, 6, 30));
        await SeatAsync(collective, office, new(2024, 4, 30), new(2024, 5, 31));
        var left = await SeatAsync(collective, office, new(2024, 5, 1), null);
        await collective.TellAsync(new TermEnded(left, new(2024, 5, 31)));

        (V1.PeriodType, int, int)[] periods = [Month(2024, 3), Month(2024, 4), Month(2024, 5), Month(2024, 6), Month(2024, 7)];
        Assert.Equal(["0/0", "1/2", "2/2", "1/2", "0/0"], await collective.FigureAsync("G6", periods));
        Assert.Equal(["0/0", "1/1", "2/2", "0/1", "0/0"], await collective.FigureAsync("G4", periods));
    }

    [Fact]
    public async Task A_seat_that_was_held_was_a_seat_although_the_office_has_fewer_now()
    {
        var collective = network.NewCollective();
        var office = await OfficeAsync(collective, seats: 3, new(2024, 4, 1));
        for (var n = 0; n < 3; n++)
        {
            var term = await SeatAsync(collective, office, new(2024, 4, 1), null, elected: n == 0);
            if (n == 2)
                await collective.TellAsync(new TermEnded(term, new(2024, 5, 10)));
        }
        await OfficeAsync(collective, seats: 2, new(2024, 4, 1), office: office, revision: 2);

        Assert.Equal(["1/3", "1/2", "1/2"], await collective.FigureAsync("G3", Month(2024, 4), Month(2024, 5), Quarter(2024, 4)));
    }

    [Fact]
    public async Task A_seat_counts_once_its_office_is_known_and_not_at_all_once_its_end_is()
    {
        var collective = network.NewCollective();
        var office = Guid.NewGuid();
        var stays = Guid.NewGuid();
        var left = Guid.NewGuid();
        await collective.TellAsync(new TermEnded(left, new(2024, 4, 10)));
        await SeatAsync(collective, office, new(2024, 4, 1), null, term: left);
        await SeatAsync(collective, office, new(2024, 4, 1), null, term: stays);
        Assert.Equal(["0/0"], await collective.FigureAsync("G6", Month(2024, 4)));
        await OfficeAsync(collective, seats: 4, new(2024, 4, 1), office: office, revision: 2);
        await OfficeAsync(collective, seats: 9, new(2024, 4, 1), office: office, revision: 1); // overtaken

        Assert.Equal(["1/4"], await collective.FigureAsync("G6", Month(2024, 4)));
    }

    [Fact]
    public async Task The_network_sees_the_last_months_seats_and_sums_of_ballots_as_far_as_nobody_can_be_told()
    {
        var collective = network.NewCollective();
        var office = await OfficeAsync(collective, seats: 10, new(2024, 4, 1));
        for (var n = 0; n < 10; n++)
            await SeatAsync(collective, office, n < 6 ? new(2024, 4, 1) : new(2024, 6, 1), null, elected: n < 7);
        await collective.TellAsync(new ElectionCertified(Guid.NewGuid(), new(2024, 4, 9), Roll: 100, Ballots: 80));
        await collective.TellAsync(new ElectionCertified(Guid.NewGuid(), new(2024, 6, 9), Roll: 50, Ballots: 47));
        await collective.TellAsync(new SelfAssessed(Guid.NewGuid(), new(2024, 6, 9), Score: 41, Maximum: 50));
        await collective.ReleaseAsync(2024, 4, 5, 6);
        await network.Network().PullReleasesAsync(new());

        async Task<string[]> SeenAsync((V1.PeriodType Type, int Year, int Month) period)
        {
            var table = await network
                .Network()
                .GetTableAsync(
                    new()
                    {
                        Period = new()
                        {
                            Type = period.Type,
                            Year = period.Year,
                            Month = period.Month,
                        },
                    }
                );
            var figures = table.Collectives.Single(c => c.Collective == collective.Code).Figures;
            return [.. new[] { "G3", "G6", "G7", "G9" }.Select(name => figures.Single(f => f.Name() == name).Text())];
        }
        Assert.Equal(["·", "·", "80/100", "0/0"], await SeenAsync(Month(2024, 4)));
        Assert.Equal(["·", "10/10", "·", "41/50"], await SeenAsync(Month(2024, 6)));
        Assert.Equal(["·", "10/10", "·", "41/50"], await SeenAsync(Quarter(2024, 4))); // the quarter's turnout would give June's away
    }

    private static async Task<Guid> OfficeAsync(
        TestCollective collective,
        int seats,
        DateOnly setUp,
        DateOnly? ended = null,
        string kind = "governing",
        Guid? office = null,
        int revision = 1
    )
    {
        var id = office ?? Guid.NewGuid();
        await collective.TellAsync(new OfficeChanged(id, new(kind), seats, setUp, ended, revision));
        return id;
    }

    private static async Task<Guid> SeatAsync(
        TestCollective collective,
        Guid office,
        DateOnly from,
        DateOnly? to,
        bool member = true,
        bool elected = true,
        bool withinLimit = true,
        bool subGroup = false,
        Guid? term = null
    )
    {
        var id = term ?? Guid.NewGuid();
        await collective.TellAsync(new TermStarted(id, office, Governing, member, elected, withinLimit, subGroup, from, to));
        return id;
    }
}
