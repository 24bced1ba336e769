using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Governing seats by who holds them (G3, G5, G6), of all that there are on the last day.</summary>
public sealed class CountSeatsTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Seats_are_counted_as_they_stand_on_the_last_day()
    {
        var collective = network.NewCollective();
        var executive = await collective.OfficeAsync(seats: 10, new(2023, 6, 1));
        var council = await collective.OfficeAsync(seats: 2, new(2024, 9, 15), ended: new(2025, 2, 28));
        await collective.OfficeAsync(seats: 5, new(2023, 6, 1), kind: "committee");
        var end = new DateOnly(2025, 5, 31);
        for (var n = 0; n < 6; n++)
            await collective.SeatAsync(executive, new(2023, 6, 1), end, subGroup: n < 2);
        await collective.SeatAsync(executive, new(2023, 6, 1), end, withinLimit: false);
        var stays = await collective.SeatAsync(executive, new(2023, 6, 1), new(2024, 5, 15)); // past her term in May, gone in June
        await collective.TellAsync(new TermEnded(stays, new(2024, 6, 20)));
        await collective.SeatAsync(executive, new(2023, 6, 1), null, member: false, elected: false); // staff; the tenth seat is vacant
        // the council's other seat is vacant, and it ends in February
        await collective.SeatAsync(council, new(2024, 9, 15), new(2026, 9, 14), elected: false, subGroup: true);

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
        var office = await collective.OfficeAsync(seats: 2, new(2024, 4, 30), ended: new(2024, 6, 30));
        await collective.SeatAsync(office, new(2024, 4, 30), new(2024, 5, 31));
        var left = await collective.SeatAsync(office, new(2024, 5, 1), null);
        await collective.TellAsync(new TermEnded(left, new(2024, 5, 31)));

        (V1.PeriodType, int, int)[] periods = [Month(2024, 3), Month(2024, 4), Month(2024, 5), Month(2024, 6), Month(2024, 7)];
        Assert.Equal(["0/0", "1/2", "2/2", "1/2", "0/0"], await collective.FigureAsync("G6", periods));
    }

    [Fact]
    public async Task A_seat_that_was_held_was_a_seat_although_the_office_has_fewer_now()
    {
        var collective = network.NewCollective();
        var office = await collective.OfficeAsync(seats: 3, new(2024, 4, 1));
        for (var n = 0; n < 3; n++)
        {
            var term = await collective.SeatAsync(office, new(2024, 4, 1), null, elected: n == 0);
            if (n == 2)
                await collective.TellAsync(new TermEnded(term, new(2024, 5, 10)));
        }
        await collective.OfficeAsync(seats: 2, new(2024, 4, 1), office: office, revision: 2);

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
        await collective.SeatAsync(office, new(2024, 4, 1), null, term: left);
        await collective.SeatAsync(office, new(2024, 4, 1), null, term: stays);
        Assert.Equal(["0/0"], await collective.FigureAsync("G6", Month(2024, 4)));
        await collective.OfficeAsync(seats: 4, new(2024, 4, 1), office: office, revision: 2);
        await collective.OfficeAsync(seats: 9, new(2024, 4, 1), office: office, revision: 1); // overtaken

        Assert.Equal(["1/4"], await collective.FigureAsync("G6", Month(2024, 4)));
    }
}
