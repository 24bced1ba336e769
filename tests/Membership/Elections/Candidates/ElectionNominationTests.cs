using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ElectionNominationTests(MembershipFixture network)
{
    [Fact]
    public async Task A_member_stands_and_withdraws_with_her_own_account()
    {
        var run = await (await TestElection.WithAsync(network, 5)).NominatedAsync(1);
        var asha = run.Members[2];
        var stands = await run.Collective.Elections(asha.Id).GetElectionAsync(new() { Id = run.Now.Id });

        Assert.Equal(
            [
                new Candidate
                {
                    Id = stands.Mine.CandidateId,
                    MemberId = asha.Id,
                    KnownAs = asha.KnownAs,
                    Symbol = "lamp",
                },
            ],
            stands.Candidates
        );
        Assert.Equal(
            Refused.NotNow("already_stands"),
            await Refused.ByAsync(
                run.Collective.Elections(asha.Id).StandForElectionAsync(new() { ElectionId = run.Now.Id, Symbol = "tree" })
            )
        );
        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "not_allowed", null),
            await Refused.ByAsync(
                run.Collective.Elections(run.Members[3].Id)
                    .WithdrawNominationAsync(new() { ElectionId = run.Now.Id, CandidateId = stands.Mine.CandidateId })
            )
        );
        Assert.Empty(
            (
                await run
                    .Collective.Elections(asha.Id)
                    .WithdrawNominationAsync(new() { ElectionId = run.Now.Id, CandidateId = stands.Mine.CandidateId })
            ).Candidates
        );
        await run.StandAsync(asha, "lamp"); // she changes her mind, and her symbol is free
        Assert.Equal("lamp", Assert.Single(run.Now.Candidates).Symbol);
    }

    [Fact]
    public async Task The_committee_enters_a_nomination_with_consent_and_a_proposer()
    {
        var run = await (await TestElection.WithAsync(network, 5)).NominatedAsync(0);
        var good = new NominateCandidateRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            ElectionId = run.Now.Id,
            MemberId = run.Members[2].Id,
            ProposerId = run.Members[3].Id,
            Symbol = "pot",
            Consent = true,
        };
        await AllRefusedAsync(
            r => run.Usha.NominateCandidateAsync(r),
            (good.But(r => r.Consent = false), Refused.NotNow("consent_required")),
            (good.But(r => r.ProposerId = r.MemberId), Refused.Invalid("proposer_id", "own_proposer")),
            (good.But(r => r.ProposerId = ""), Refused.Invalid("proposer_id", "bad_id")),
            (good.But(r => r.MemberId = $"{Guid.NewGuid()}"), Refused.NotFound),
            (good.But(r => r.Symbol = ""), Refused.Invalid("symbol", "required")),
            (good.But(r => r.Symbol = "gun"), Refused.Invalid("symbol", "unknown_symbol"))
        );

        Assert.Equal([run.Members[2].Id], (await run.Usha.NominateCandidateAsync(good)).Candidates.Select(c => c.MemberId));
        Assert.Equal(
            Refused.Invalid("symbol", "symbol_taken"),
            await Refused.ByAsync(
                run.Collective.Elections(run.Members[4].Id).StandForElectionAsync(new() { ElectionId = run.Now.Id, Symbol = "pot" })
            )
        );
    }

    [Fact]
    public async Task Staff_those_who_left_and_those_who_joined_too_late_cannot_stand()
    {
        var run = await (await TestElection.WithAsync(network, 5)).NominatedAsync(0, r => r.RollCutOff = Today.AddDays(-1).ToMessage());
        var late = await run.Collective.EnrolAsync("Late");
        await run.Collective.Members.EndMembershipAsync(new() { Id = run.Members[4].Id });
        StandForElectionRequest Stand() => new() { ElectionId = run.Now.Id, Symbol = "lamp" };

        Assert.Equal(
            new(Grpc.Core.StatusCode.PermissionDenied, "members_only", null),
            await Refused.ByAsync(new V1.Elections.ElectionsClient(run.Collective.As("member")).StandForElectionAsync(Stand()))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Elections.ElectionsClient(run.Collective.As("facilitator")).StandForElectionAsync(Stand()))
        );
        Assert.Equal(
            Refused.NotNow("not_on_roll"),
            await Refused.ByAsync(run.Collective.Elections(late.Id).StandForElectionAsync(Stand()))
        );
        await run.Collective.Members.EndMembershipAsync(new() { Id = late.Id });
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(
                run.Usha.NominateCandidateAsync(
                    new()
                    {
                        ElectionId = run.Now.Id,
                        MemberId = run.Members[3].Id,
                        ProposerId = (await LeftYesterdayAsync(run)).Id,
                        Symbol = "pot",
                        Consent = true,
                    }
                )
            )
        );
    }

    [Fact]
    public async Task She_who_served_as_many_terms_in_a_row_as_are_allowed_waits()
    {
        var run = await TestElection.WithAsync(network, 5, termLimit: 2);
        await network.HoldAsync(run.Collective, run.Office, run.Members[2], Today.AddMonths(-24), Today.AddDays(6), inARow: 2);
        await run.NominatedAsync(0);

        Assert.Equal(
            Refused.NotNow("term_limit"),
            await Refused.ByAsync(
                run.Collective.Elections(run.Members[2].Id).StandForElectionAsync(new() { ElectionId = run.Now.Id, Symbol = "lamp" })
            )
        );
        await run.StandAsync(run.Members[3], "lamp");
    }

    [Fact]
    public async Task She_who_holds_a_paid_post_cannot_stand_while_she_holds_it()
    {
        var run = await TestElection.WithAsync(network, 5);
        var post = await network.OfficeAsync(run.Collective, kind: "PaidPost");
        await network.HoldAsync(run.Collective, post, run.Members[2], Today.AddMonths(-3), null);
        await run.NominatedAsync(0);
        var stand = new StandForElectionRequest { ElectionId = run.Now.Id, Symbol = "lamp" };

        Assert.Equal(
            Refused.NotNow("paid_post"),
            await Refused.ByAsync(run.Collective.Elections(run.Members[2].Id).StandForElectionAsync(stand))
        );
        await network.ExecuteAsync(run.Collective, $"update term set ended_on = '{Today.AddDays(-1):yyyy-MM-dd}'");
        Assert.Single((await run.Collective.Elections(run.Members[2].Id).StandForElectionAsync(stand)).Candidates);
    }

    [Fact]
    public async Task The_order_on_the_ballot_is_drawn_once_and_nominating_freezes_the_sub_group()
    {
        var run = await TestElection.WithAsync(network, 10, seats: 3, reserved: 1);
        await network.DeclareAsync(run.Collective, run.Members[2]);
        await run.NominatedAsync(8);
        await network.DeclareAsync(run.Collective, run.Members[3]); // after she was nominated
        var frozen = await run.Usha.FreezeRollAsync(new() { Id = run.Now.Id });

        Assert.Equal((1, "hijra"), (frozen.ReservedSeats, frozen.ReservedFor));
        Assert.Equal(Enumerable.Range(1, 8), frozen.Candidates.Select(c => c.Position));
        Assert.Equal([run.Members[2].Id], frozen.Candidates.Where(c => c.OfSubGroup).Select(c => c.MemberId));
        Assert.Equal(frozen.Candidates, (await run.Usha.GetElectionAsync(new() { Id = run.Now.Id })).Candidates);
    }

    [Fact]
    public async Task A_candidate_who_left_is_withdrawn_before_the_roll_is_frozen()
    {
        var run = await (await TestElection.WithAsync(network, 5)).NominatedAsync(2);
        await run.Collective.Members.EndMembershipAsync(new() { Id = run.Members[2].Id, LeftOn = Today.AddDays(-1).ToMessage() });

        Assert.Equal(Refused.NotNow("candidate_not_on_roll"), await Refused.ByAsync(run.Usha.FreezeRollAsync(new() { Id = run.Now.Id })));
        Assert.Equal(["0"], await run.RowsAsync("select count(*) from roll_entry"));
        await run.Usha.WithdrawNominationAsync(new() { ElectionId = run.Now.Id, CandidateId = run.IdOf(run.Members[2]) });
        Assert.Equal(4, (await run.Usha.FreezeRollAsync(new() { Id = run.Now.Id })).RollSize);
    }

    private static async Task<Member> LeftYesterdayAsync(TestElection run)
    {
        var member = await run.Collective.EnrolAsync("Gone", new(2020, 1, 1));
        await run.Collective.Members.EndMembershipAsync(new() { Id = member.Id, LeftOn = Today.AddDays(-1).ToMessage() });
        return member;
    }
}
