using Sangam.Events;

namespace Indicators.Tests;

public sealed class EraseTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Erasing_members_changes_no_figure_of_the_past_released_or_open()
    {
        var collective = network.NewCollective();
        var members = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => collective.MemberAsync()));
        foreach (var member in members)
            await collective.CounselledAsync(member, new(2024, 5, 7));
        foreach (var member in members)
            await collective.CounselledAsync(member, new(2024, 6, 7));
        await collective.ReleaseAsync(2024, 5);
        var before = await AllAsync();

        foreach (var member in members.Take(4))
        {
            await collective.TellAsync(new MembershipEnded(member, new(2024, 7, 10))); // as membership tells it with an erasure
            await collective.TellAsync(new MemberErased(member, new(2024, 7, 10)));
        }

        Assert.Equal(before, await AllAsync());
        Assert.Equal(
            ("8", "4"),
            (
                (await collective.FigureAsync("G1", FiguresOf.Month(2024, 6)))[0],
                (await collective.FigureAsync("G1", FiguresOf.Month(2024, 7)))[0]
            )
        );

        async Task<(string May, string June, string Released)> AllAsync()
        {
            var may = await collective.FiguresAsync(FiguresOf.Month(2024, 5));
            var june = await collective.FiguresAsync(FiguresOf.Month(2024, 6));
            var month = await new V1.Months.MonthsClient(collective.As("executive")).GetMonthAsync(new() { Year = 2024, Month = 5 });
            return (
                string.Join(' ', may.OrderBy(f => f.Key, StringComparer.Ordinal)),
                string.Join(' ', june.OrderBy(f => f.Key, StringComparer.Ordinal)),
                $"{month}"
            );
        }
    }

    [Fact]
    public async Task What_is_told_of_her_later_counts_as_ever_and_brings_nothing_back()
    {
        var collective = network.NewCollective();
        var member = Guid.CreateVersion7();
        await collective.TellAsync(new MemberErased(member, new(2024, 7, 10)));
        await collective.CounselledAsync(member, new(2024, 5, 7));
        await collective.TellAsync(new MembershipEnded(member, new(2024, 7, 10)));
        await collective.TellAsync(new MemberEnrolled(member, new(2020, 1, 1), AgeBand.Under25, Gender.Woman, Statistics: true));

        Assert.Equal(["1", "0"], await collective.FigureAsync("G1", FiguresOf.Month(2024, 6), FiguresOf.Month(2024, 7)));
        Assert.Equal([$"{member}|2024-07-10"], await network.RowsAsync(collective.Id, "select member_id, erased_on from known_erasure"));
    }
}
