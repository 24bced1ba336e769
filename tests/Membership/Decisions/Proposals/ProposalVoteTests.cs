using Npgsql;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>Votes over days.</summary>
public sealed class ProposalVoteTests(MembershipFixture network)
{
    [Fact]
    public async Task Each_member_votes_once_and_may_change_it_and_nobody_sees_a_count_before_the_end()
    {
        var (collective, members, open) = await OpenAsync(3, quorum: 60);
        var first = collective.ProposalsOf(members[0]);
        var second = collective.ProposalsOf(members[1]);

        Assert.True((await first.GetProposalAsync(new() { Id = open.Id })).MayVote);
        await first.CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.Against });
        var changed = await first.CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.For });
        await second.CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.Abstain });

        Assert.Equal((VoteChoice.For, true, null), (changed.MyVote, changed.MayVote, changed.Count));
        var seen = await collective.Proposals.GetProposalAsync(new() { Id = open.Id });
        Assert.Equal((VoteChoice.Unspecified, false, null, ProposalStage.Open), (seen.MyVote, seen.MayVote, seen.Count, seen.Stage));
        Assert.Equal(Refused.NotNow("still_open"), await Refused.ByAsync(collective.Proposals.CloseVoteAsync(new() { Id = open.Id })));
        await network.LetTheVoteEndAsync(collective, open.Id);
        Assert.True((await collective.Proposals.GetProposalAsync(new() { Id = open.Id })).TimeIsUp);
        Assert.Equal(
            Refused.NotNow("vote_closed"),
            await Refused.ByAsync(first.CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.Against }))
        );
        var closed = await collective.Proposals.CloseVoteAsync(new() { Id = open.Id });

        Assert.Equal(ProposalStage.Carried, closed.Stage);
        Assert.Equal(
            new VoteCount
            {
                InFavour = 1,
                Abstained = 1,
                Roll = 3,
                Present = 2,
            },
            closed.Count
        );
        Assert.NotEqual("", closed.ResolutionId);
        var hers = await first.GetProposalAsync(new() { Id = open.Id });
        Assert.Equal((VoteChoice.Unspecified, true), (hers.MyVote, hers.TookPart));
        Assert.False((await collective.ProposalsOf(members[2]).GetProposalAsync(new() { Id = open.Id })).TookPart);
    }

    [Fact]
    public async Task After_the_count_what_each_chose_is_nowhere_and_that_she_took_part_is_kept()
    {
        var (collective, members, open) = await OpenAsync(2);
        foreach (var member in members)
            await collective.ProposalsOf(member).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.Against });
        var closed = await collective.Proposals.CloseVoteAsync(new() { Id = open.Id }); // everyone has voted

        Assert.Equal((ProposalStage.Lost, Today.ToMessage()), (closed.Stage, closed.DecidedOn));
        await using var service = await network.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"select set_config('app.tenant_id', '{collective.Id}', false); "
                + "select count(*) || ' ' || count(choice) from proposal_vote; select count(*) from request; "
                + "select string_agg(a::text, ' ') from audit a",
            service
        );
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<string>();
        do
        {
            await reader.ReadAsync();
            answers.Add($"{reader.GetValue(0)}");
        } while (await reader.NextResultAsync());
        Assert.Equal(["2 0", "0"], answers[1..3]);
        Assert.Contains("proposals.vote", answers[3], StringComparison.Ordinal); // so that what follows can fail
        Assert.DoesNotContain("against", answers[3], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_vote_in_which_too_few_took_part_lapses()
    {
        var (collective, members, open) = await OpenAsync(3, quorum: 60);
        await collective.ProposalsOf(members[0]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.For });
        await network.LetTheVoteEndAsync(collective, open.Id);

        var closed = await collective.Proposals.CloseVoteAsync(new() { Id = open.Id });

        Assert.Equal((ProposalStage.Lapsed, "", 1, 3), (closed.Stage, closed.ResolutionId, closed.Count.Present, closed.Count.Roll));
    }

    [Fact]
    public async Task Who_voted_and_was_erased_since_still_counts()
    {
        var (collective, members, open) = await OpenAsync(2);
        await collective.ProposalsOf(members[1]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.For });
        await collective.Members.EraseMemberAsync(new() { Id = members[1].Id });
        await collective.ProposalsOf(members[0]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.Against });

        Assert.Equal(
            new VoteCount
            {
                InFavour = 1,
                Against = 1,
                Roll = 2,
                Present = 2,
            },
            (await collective.Proposals.CloseVoteAsync(new() { Id = open.Id })).Count
        );
    }

    [Fact]
    public async Task Only_who_was_a_member_when_it_opened_votes_and_only_with_her_own_account()
    {
        var (collective, members, open) = await OpenAsync(2);
        var late = await collective.EnrolAsync("Late");
        await network.BehindAsync(collective, $"update proposal set opens_on = opens_on - 5 where id = '{open.Id}'");
        await collective.Members.EndMembershipAsync(new() { Id = members[1].Id });
        var vote = new CastVoteRequest { Id = open.Id, Choice = VoteChoice.For };

        Assert.Equal(Refused.NotNow("not_on_roll"), await Refused.ByAsync(collective.ProposalsOf(late).CastVoteAsync(vote)));
        Assert.Equal(Refused.NotNow("not_on_roll"), await Refused.ByAsync(collective.ProposalsOf(members[1]).CastVoteAsync(vote)));
        Assert.False((await collective.ProposalsOf(late).GetProposalAsync(new() { Id = open.Id })).MayVote);
        // the executive's account is no member's own
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collective.Proposals.CastVoteAsync(vote)));
        Assert.Equal(
            new Refused(Grpc.Core.StatusCode.PermissionDenied, "members_only", null),
            await Refused.ByAsync(new V1.Proposals.ProposalsClient(collective.As("member")).CastVoteAsync(vote))
        );
        await AllRefusedAsync(
            r => collective.ProposalsOf(members[0]).CastVoteAsync(r),
            (vote.But(r => r.Choice = default), Refused.Invalid("choice", "required")),
            (vote.But(r => r.Choice = (VoteChoice)7), Refused.Invalid("choice", "unknown_choice")),
            (vote.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
    }

    [Fact]
    public async Task A_member_voting_many_times_at_once_counts_once_and_two_counts_at_once_make_one()
    {
        var (collective, members, open) = await OpenAsync(2);
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    collective.ProposalsOf(members[0]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.For }).ResponseAsync
                )
        );
        await collective.ProposalsOf(members[1]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.Against });

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    try
                    {
                        return $"{(await collective.Proposals.CloseVoteAsync(new() { Id = open.Id })).Count}";
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return e.Code;
                    }
                })
        );

        Assert.Equal(
            [$"{new VoteCount { InFavour = 1, Against = 1, Present = 2, Roll = 2 }}", "vote_not_open", "vote_not_open", "vote_not_open"],
            outcomes.OrderBy(o => o == "vote_not_open")
        );
        Assert.Equal(ProposalStage.Lost, (await collective.Proposals.GetProposalAsync(new() { Id = open.Id })).Stage);
        Assert.Equal(
            Refused.NotNow("vote_closed"),
            await Refused.ByAsync(collective.ProposalsOf(members[0]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.For }))
        );
    }

    [Fact]
    public async Task A_vote_opens_once_from_today_for_at_most_ninety_days()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(1);
        var proposed = await collective
            .ProposalsOf(members[0])
            .ProposeAsync(
                new()
                {
                    Title = "Lamp",
                    Kind = ProposalKind.Ordinary,
                    Rule = VotingRule.SimpleMajority,
                }
            );
        var good = new OpenVoteRequest { Id = proposed.Id, ClosesOn = Today.AddDays(90).ToMessage() };

        await AllRefusedAsync(
            r => collective.Proposals.OpenVoteAsync(r),
            (good.But(r => r.ClosesOn = null), Refused.Invalid("closes_on", "required")),
            (good.But(r => r.ClosesOn = Today.AddDays(-1).ToMessage()), Refused.Invalid("closes_on", "out_of_range")),
            (good.But(r => r.ClosesOn = Today.AddDays(91).ToMessage()), Refused.Invalid("closes_on", "out_of_range")),
            (good.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        Assert.Equal(
            Refused.NotNow("vote_not_open"),
            await Refused.ByAsync(collective.Proposals.CloseVoteAsync(new() { Id = proposed.Id }))
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collective.ProposalsOf(members[0]).OpenVoteAsync(good)));
        var open = await collective.Proposals.OpenVoteAsync(good);
        Assert.Equal((ProposalStage.Open, Today.ToMessage(), Today.AddDays(90).ToMessage()), (open.Stage, open.OpensOn, open.ClosesOn));
        Assert.Equal(Refused.NotNow("already_opened"), await Refused.ByAsync(collective.Proposals.OpenVoteAsync(good)));
        Assert.Equal(
            Refused.NotNow("already_opened"),
            await Refused.ByAsync(
                collective.Proposals.DecideInMeetingAsync(
                    new()
                    {
                        Id = proposed.Id,
                        MetOn = Today.ToMessage(),
                        Present = 1,
                        InFavour = 1,
                    }
                )
            )
        );
    }

    [Fact]
    public async Task Open_votes_and_votes_to_count_stand_among_what_waits()
    {
        var (collective, members, open) = await OpenAsync(2);
        var hers = new V1.Resolutions.ResolutionsClient(collective.AsMember(members[0].Id));
        var executive = collective.Resolutions;
        await collective
            .ProposalsOf(members[0])
            .ProposeAsync(
                new()
                {
                    Title = "Water",
                    Kind = ProposalKind.Ordinary,
                    Rule = VotingRule.TwoThirds,
                }
            );

        Assert.Equal(new Reminders { VotesWaiting = 1 }, await hers.GetRemindersAsync(new()));
        Assert.Equal(new Reminders { ToOpen = 1 }, await executive.GetRemindersAsync(new()));
        await collective.ProposalsOf(members[0]).CastVoteAsync(new() { Id = open.Id, Choice = VoteChoice.For });
        Assert.Equal(new Reminders(), await hers.GetRemindersAsync(new()));
        await network.LetTheVoteEndAsync(collective, open.Id);
        Assert.Equal(new Reminders { ToOpen = 1, ToCount = 1 }, await executive.GetRemindersAsync(new()));
    }

    private async Task<(TestCollective, Member[], Proposal)> OpenAsync(int members, int quorum = 0)
    {
        var collective = network.NewCollective();
        var enrolled = await collective.EnrolAsync(members);
        var proposed = await collective.Proposals.ProposeAsync(
            new()
            {
                Title = "Lamp",
                Kind = ProposalKind.Ordinary,
                Rule = VotingRule.SimpleMajority,
                QuorumPercent = quorum,
                ProposedByMemberId = enrolled[0].Id,
            }
        );
        return (
            collective,
            enrolled,
            await collective.Proposals.OpenVoteAsync(new() { Id = proposed.Id, ClosesOn = Today.AddDays(3).ToMessage() })
        );
    }
}
