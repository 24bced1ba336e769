using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Holders within their terms (G4), of all who hold a governing seat on the last day.</summary>
public sealed class CountHoldersTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Rotating_holders_are_counted_as_they_stand_on_the_last_day()
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
        Assert.Equal(["8/9", "7/9", "7/8", "7/8", "7/8", "8/9", "8/9", "7/8", "7/8", "7/8"], await collective.FigureAsync("G4", periods));
    }

    [Fact]
    public async Task The_last_day_of_a_term_is_still_within_it()
    {
        var collective = network.NewCollective();
        var office = await collective.OfficeAsync(seats: 2, new(2024, 4, 30), ended: new(2024, 6, 30));
        await collective.SeatAsync(office, new(2024, 4, 30), new(2024, 5, 31));
        var left = await collective.SeatAsync(office, new(2024, 5, 1), null);
        await collective.TellAsync(new TermEnded(left, new(2024, 5, 31)));

        (V1.PeriodType, int, int)[] periods = [Month(2024, 3), Month(2024, 4), Month(2024, 5), Month(2024, 6), Month(2024, 7)];
        Assert.Equal(["0/0", "1/1", "2/2", "0/1", "0/0"], await collective.FigureAsync("G4", periods));
    }
}
