using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ElectionRollTests(MembershipFixture network)
{
    [Fact]
    public async Task Who_belonged_on_the_day_is_on_the_roll_whoever_comes_or_goes_later()
    {
        var run = await TestElection.WithAsync(network, 5);
        var leaves = await run.Collective.EnrolAsync("Leaves before", new(2020, 1, 1));
        await run.Collective.Members.EndMembershipAsync(new() { Id = leaves.Id, LeftOn = Today.AddDays(-2).ToMessage() });
        var joined = await run.Collective.EnrolAsync("Joined after", Today);
        await run.NominatedAsync(1, r => r.RollCutOff = Today.AddDays(-1).ToMessage());
        run.Now = await run.Usha.FreezeRollAsync(new() { Id = run.Now.Id });
        await run.Usha.OpenVotingAsync(new() { Id = run.Now.Id });
        await run.Collective.Members.EndMembershipAsync(new() { Id = run.Members[4].Id });

        var roll = await run.Usha.ListRollAsync(new() { ElectionId = run.Now.Id });
        Assert.Equal(run.Members.Select(m => m.Number).Order(StringComparer.Ordinal), roll.Entries.Select(e => e.Number));
        Assert.Equal(Enumerable.Range(1, 5), roll.Entries.Select(e => e.Line));
        Assert.Equal([run.Members[4].Id], roll.Entries.Where(e => e.HasLeft).Select(e => e.MemberId));
        Assert.Equal(
            Refused.NotNow("not_on_roll"),
            await Refused.ByAsync(run.Collective.Elections(joined.Id).CastBallotAsync(run.Ballot()))
        );
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(run.Collective.Elections(run.Members[4].Id).CastBallotAsync(run.Ballot()))
        );
        Assert.Equal(5, (await run.CloseAsync()).Now.RollSize);
    }

    [Fact]
    public async Task Who_is_erased_stays_counted_on_the_roll_and_on_the_ballot_without_a_name()
    {
        var run = await (await TestElection.WithAsync(network, 6)).VotingAsync(2);
        await run.CastAsync(run.Members[0], run.Members[2]);
        foreach (var member in new[] { run.Members[2], run.Members[5] })
            await run.Collective.Members.EraseMemberAsync(new() { Id = member.Id });
        var roll = await run.Usha.ListRollAsync(new() { ElectionId = run.Now.Id });
        await run.CloseAsync();

        Assert.Equal(Enumerable.Range(1, 6), roll.Entries.Select(e => e.Line));
        Assert.Equal(["", ""], roll.Entries.Where(e => e.HasLeft).Select(e => e.KnownAs + e.Number));
        Assert.Equal((6, 2), (run.Now.RollSize, run.Now.Candidates.Count));
        Assert.Equal([run.Members[2].Id], run.Elected(await run.Usha.GetCountAsync(new() { ElectionId = run.Now.Id })));
        Assert.Equal(ElectionStage.Certified, (await run.CertifyAsync()).Stage);
        Assert.Equal(["0"], await run.RowsAsync("select count(*) from term")); // her seat stays empty
    }

    [Fact]
    public async Task The_roll_is_searched_and_paged()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        async Task<IEnumerable<string>> FindAsync(string text) =>
            (await run.Usha.ListRollAsync(new() { ElectionId = run.Now.Id, Search = text })).Entries.Select(e => e.MemberId);
        var first = await run.Usha.ListRollAsync(new() { ElectionId = run.Now.Id, PageSize = 3 });
        var second = await run.Usha.ListRollAsync(
            new()
            {
                ElectionId = run.Now.Id,
                PageSize = 3,
                PageToken = first.NextPageToken,
            }
        );

        Assert.Equal([run.Members[3].Id], await FindAsync(run.Members[3].Number));
        Assert.Equal([run.Members[3].Id], await FindAsync("member d3"));
        Assert.Empty(await FindAsync("zubeida"));
        Assert.Equal([1, 2, 3, 4, 5], first.Entries.Concat(second.Entries).Select(e => e.Line));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(run.Collective.Elections(run.Members[0].Id).ListRollAsync(new() { ElectionId = run.Now.Id }))
        );
    }

    [Fact]
    public async Task After_the_close_the_roll_says_who_voted_and_how()
    {
        var run = await (await TestElection.WithAsync(network, 5)).VotingAsync(1);
        await run.CastAsync(run.Members[3], run.Members[2]);
        await run.GivePaperAsync(run.Members[4]);
        await run.CloseAsync();
        var roll = (await run.Usha.ListRollAsync(new() { ElectionId = run.Now.Id })).Entries.ToDictionary(e => e.MemberId, e => e.Voted);

        Assert.Equal(
            new Dictionary<string, HowVoted>
            {
                [run.Members[0].Id] = HowVoted.Unspecified,
                [run.Members[1].Id] = HowVoted.Unspecified,
                [run.Members[2].Id] = HowVoted.Unspecified,
                [run.Members[3].Id] = HowVoted.Digital,
                [run.Members[4].Id] = HowVoted.Paper,
            },
            roll
        );
    }
}
