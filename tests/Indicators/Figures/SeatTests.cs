using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Seats and ballots as the network sees them.</summary>
[Collection("network")]
public sealed class SeatTests(IndicatorsFixture network)
{
    [Fact]
    public async Task The_network_sees_the_last_months_seats_and_adds_ballots_if_that_tells_of_nobody()
    {
        var collective = network.NewCollective();
        var office = await collective.OfficeAsync(seats: 10, new(2024, 4, 1));
        for (var n = 0; n < 10; n++)
            await collective.SeatAsync(office, n < 6 ? new(2024, 4, 1) : new(2024, 6, 1), null, elected: n < 7);
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
}
