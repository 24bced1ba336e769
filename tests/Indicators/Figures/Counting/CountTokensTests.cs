using Sangam.Events;
using static Indicators.Tests.FiguresOf;

namespace Indicators.Tests;

/// <summary>Outsiders who came again, told from new ones by the marks that they chose.</summary>
public sealed class CountTokensTests(IndicatorsFixture network)
{
    private static readonly Code Officers = new("investigation-officers"),
        Police = new("police"),
        Media = new("media"),
        Offline = new("offline"),
        Online = new("online");

    [Fact]
    public async Task Different_people_at_orientations_are_told_apart_by_their_tokens()
    {
        var collective = network.NewCollective();
        Task Held(DateOnly day, Code audience, Code mode, int count, params string[] tokens) =>
            collective.TellAsync(new OrientationHeld(Guid.NewGuid(), day, audience, mode, count, [.. tokens.Select(t => new Code(t))]));
        await Held(new(2024, 4, 2), Officers, Offline, 20, "a", "b", "c");
        await Held(new(2024, 4, 3), Police, Online, 7, "c", "d"); // c was there before
        await Held(new(2024, 6, 3), Officers, Online, 4, "a", "e"); // a again, e is new
        await Held(new(2024, 5, 4), Media, Offline, 11, "m", "n");
        await Held(new(2025, 3, 4), Media, Online, 2, "n", "o");
        await Held(new(2024, 5, 5), new("panchayat"), Offline, 99, "p"); // another audience

        Assert.Equal(["4", "0", "2", "5", "0", "5"], await collective.FigureAsync("T4/unique", Periods));
        Assert.Equal(["0", "2", "0", "2", "2", "3"], await collective.FigureAsync("T5/unique", Periods));
    }
}
