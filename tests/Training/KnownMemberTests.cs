using Sangam.Events;

namespace Training.Tests;

public sealed class KnownMemberTests(TrainingFixture network)
{
    [Fact]
    public async Task Membership_events_end_in_the_same_state_in_whatever_order_they_come()
    {
        var member = Guid.CreateVersion7();
        IEvent[] told =
        [
            new MemberEnrolled(member, new(2025, 4, 1), AgeBand.Under25, Gender.Woman, Statistics: true),
            new MemberCorrected(member, AgeBand._25To34, Gender.Transgender, Revision: 2),
            new ConsentChanged(member, new("statistics"), Given: false, Revision: 3),
            new MembershipEnded(member, new(2026, 3, 31)),
            new MemberReturned(member, new(2026, 4, 5)),
        ];

        foreach (var order in Orders(told))
        {
            var collective = network.NewCollective();
            foreach (var what in order)
                await collective.TellAsync(what);
            Assert.Equal(
                [$"{member}|1|2025-04-01|2026-03-31|_25To34|Transgender|False", $"{member}|2|2026-04-05||_25To34|Transgender|False"],
                await KnownAsync(collective)
            );
            Assert.Equal(
                [$"{member}|statistics|False|3"],
                await network.RowsAsync(collective.Id, "select member_id, purpose, given, revision from known_consent")
            );
        }
    }

    [Fact]
    public async Task A_second_delivery_changes_nothing()
    {
        var collective = network.NewCollective();
        var member = await collective.MemberAsync();
        var first = new MembershipEnded(member, new(2026, 1, 31));
        var id = Guid.NewGuid();
        await collective.TellAsync(first, id);
        await collective.TellAsync(new MembershipEnded(member, new(2026, 2, 28)));

        await collective.TellAsync(first, id);

        Assert.Equal([$"{member}|1|2020-01-01|2026-02-28|_25To34|Woman|True"], await KnownAsync(collective));
    }

    private Task<IReadOnlyList<string>> KnownAsync(TestCollective collective) =>
        network.RowsAsync(
            collective.Id,
            """
            select member_id, stint, joined_on, left_on, age_band, gender, statistics
                from known_member join known_stint using (tenant_id, member_id) order by stint
            """
        );

    private static IEnumerable<IEnumerable<T>> Orders<T>(IReadOnlyList<T> items) =>
        items.Count == 0
            ?
            [
                [],
            ]
            : items.SelectMany((item, i) => Orders([.. items.Take(i), .. items.Skip(i + 1)]), (item, rest) => rest.Prepend(item));
}
