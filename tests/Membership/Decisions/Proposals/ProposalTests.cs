using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>What the tests of decisions do again and again.</summary>
internal static class Deciding
{
    extension(TestCollective collective)
    {
        public V1.Proposals.ProposalsClient Proposals => new(collective.As("executive"));

        public V1.Resolutions.ResolutionsClient Resolutions => new(collective.As("executive"));

        public V1.Bylaws.BylawsClient Bylaws => new(collective.As("executive"));

        public V1.Proposals.ProposalsClient ProposalsOf(Member member) => new(collective.AsMember(member.Id));

        public async Task<Member[]> EnrolAsync(int count)
        {
            var members = new Member[count];
            for (var i = 0; i < count; i++)
                members[i] = await collective.EnrolAsync($"Member {i}", new(2024, 1, 1));
            return members;
        }
    }

    extension(MembershipFixture network)
    {
        /// <summary>Does something in a collective's rows behind the service's back, such as letting days pass.</summary>
        public async Task BehindAsync(TestCollective collective, string sql)
        {
            await using var owner = await network.ConnectAsync("owner");
            await using var command = new Npgsql.NpgsqlCommand(
                $"select set_config('app.tenant_id', '{collective.Id}', false); {sql}",
                owner
            );
            await command.ExecuteNonQueryAsync();
        }

        public Task LetTheVoteEndAsync(TestCollective collective, string proposal) =>
            network.BehindAsync(
                collective,
                "update proposal set opens_on = opens_on - 10, closes_on = current_date - 2, "
                    + $"proposed_on = proposed_on - 10 where id = '{proposal}'"
            );
    }
}

public sealed class ProposalTests(MembershipFixture network)
{
    private static ProposeRequest Lamp =>
        new()
        {
            Title = "A lamp for our street",
            Text = "Asha was followed again.",
            Kind = ProposalKind.Ordinary,
            Rule = VotingRule.SimpleMajority,
        };

    [Fact]
    public async Task A_member_proposes_with_her_own_account_and_everyone_can_read_it()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(2);

        var proposed = await collective.ProposalsOf(members[0]).ProposeAsync(Lamp);

        Assert.Equal(
            new Proposal
            {
                Id = proposed.Id,
                Title = "A lamp for our street",
                Text = "Asha was followed again.",
                Kind = ProposalKind.Ordinary,
                Rule = VotingRule.SimpleMajority,
                ProposedByMemberId = members[0].Id,
                ProposedBy = "Member 0",
                ProposedOn = Today.ToMessage(),
                Stage = ProposalStage.Proposed,
                Mine = true,
            },
            proposed
        );
        Assert.Equal(
            proposed.But(p => p.Mine = false),
            await collective.ProposalsOf(members[1]).GetProposalAsync(new() { Id = proposed.Id })
        );
        Assert.Equal(
            [
                proposed.But(p =>
                {
                    p.Mine = false;
                    p.Text = "";
                }),
            ],
            (await collective.Proposals.ListProposalsAsync(new() { Undecided = true })).Proposals
        );
        var others = network.NewCollective();
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.Proposals.GetProposalAsync(new() { Id = proposed.Id })));
    }

    [Fact]
    public async Task The_executive_enters_a_proposal_for_a_member_and_nobody_else_does()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(2);
        var gone = await collective.EnrolAsync("Gone", new(2024, 1, 1));
        await collective.Members.EndMembershipAsync(new() { Id = gone.Id });

        Assert.Equal("Member 1", (await collective.Proposals.ProposeAsync(Lamp.But(r => r.ProposedByMemberId = members[1].Id))).ProposedBy);
        Assert.Equal(
            new Refused(Grpc.Core.StatusCode.PermissionDenied, "not_yours", null),
            await Refused.ByAsync(collective.ProposalsOf(members[0]).ProposeAsync(Lamp.But(r => r.ProposedByMemberId = members[1].Id)))
        );
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Proposals.ProposalsClient(collective.As("facilitator")).ProposeAsync(Lamp))
        );
        var good = Lamp.But(r => r.ProposedByMemberId = members[1].Id);
        await AllRefusedAsync(
            r => collective.Proposals.ProposeAsync(r),
            (Lamp, Refused.Invalid("proposed_by_member_id", "required")),
            (good.But(r => r.ProposedByMemberId = "x"), Refused.Invalid("proposed_by_member_id", "bad_id")),
            (good.But(r => r.ProposedByMemberId = $"{Guid.NewGuid()}"), Refused.NotFound),
            (good.But(r => r.ProposedByMemberId = gone.Id), Refused.NotNow("not_a_member")),
            (good.But(r => r.ProposedOn = OnDay(2023, 12, 31)), Refused.NotNow("not_a_member")),
            (good.But(r => r.ProposedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("proposed_on", "in_the_future")),
            (good.But(r => r.Title = ""), Refused.Invalid("title", "required")),
            (good.But(r => r.Title = new('a', 201)), Refused.Invalid("title", "too_long")),
            (good.But(r => r.Text = new('a', 10_001)), Refused.Invalid("text", "too_long")),
            (good.But(r => r.Kind = default), Refused.Invalid("kind", "required")),
            (good.But(r => r.Rule = (VotingRule)9), Refused.Invalid("rule", "unknown_choice")),
            (good.But(r => r.QuorumPercent = 101), Refused.Invalid("quorum_percent", "out_of_range")),
            (good.But(r => r.BylawsId = $"{Guid.NewGuid()}"), Refused.Invalid("bylaws_id", "not_about_bylaws")),
            (good.But(r => r.Kind = ProposalKind.Bylaws), Refused.Invalid("bylaws_id", "required")),
            (
                good.But(r =>
                {
                    r.Kind = ProposalKind.Bylaws;
                    r.BylawsId = $"{Guid.NewGuid()}";
                }),
                Refused.NotFound
            )
        );
        Assert.Single((await collective.Proposals.ListProposalsAsync(new())).Proposals);
    }

    [Fact]
    public async Task It_is_taken_back_by_who_proposed_it_until_it_is_voted_on()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(2);
        var hers = collective.ProposalsOf(members[0]);
        var other = collective.ProposalsOf(members[1]);
        var first = await hers.ProposeAsync(Lamp);
        var second = await hers.ProposeAsync(Lamp);
        await collective.Proposals.OpenVoteAsync(new() { Id = second.Id, ClosesOn = Today.ToMessage() });

        Assert.Equal(
            new Refused(Grpc.Core.StatusCode.PermissionDenied, "not_yours", null),
            await Refused.ByAsync(other.WithdrawProposalAsync(new() { Id = first.Id }))
        );
        Assert.Equal(ProposalStage.Withdrawn, (await hers.WithdrawProposalAsync(new() { Id = first.Id })).Stage);
        Assert.Equal(Refused.NotNow("already_opened"), await Refused.ByAsync(hers.WithdrawProposalAsync(new() { Id = first.Id })));
        Assert.Equal(Refused.NotNow("already_opened"), await Refused.ByAsync(hers.WithdrawProposalAsync(new() { Id = second.Id })));
        Assert.Equal(
            Refused.NotNow("vote_not_open"),
            await Refused.ByAsync(hers.CastVoteAsync(new() { Id = first.Id, Choice = VoteChoice.For }))
        );
    }

    [Theory]
    [InlineData(VotingRule.SimpleMajority, 0, 5, 4, 0, ProposalStage.Carried)]
    [InlineData(VotingRule.SimpleMajority, 0, 4, 4, 9, ProposalStage.Lost)] // a tie is not carried
    [InlineData(VotingRule.SimpleMajority, 0, 1, 0, 50, ProposalStage.Carried)] // who abstains is not against
    [InlineData(VotingRule.SimpleMajority, 0, 0, 0, 5, ProposalStage.Lost)]
    [InlineData(VotingRule.SimpleMajority, 0, 0, 0, 0, ProposalStage.Lost)]
    [InlineData(VotingRule.TwoThirds, 0, 2, 1, 0, ProposalStage.Carried)] // exactly two thirds
    [InlineData(VotingRule.TwoThirds, 0, 66, 34, 0, ProposalStage.Lost)]
    [InlineData(VotingRule.TwoThirds, 0, 67, 33, 0, ProposalStage.Carried)]
    [InlineData(VotingRule.TwoThirds, 0, 0, 0, 3, ProposalStage.Lost)]
    [InlineData(VotingRule.SimpleMajority, 50, 40, 5, 5, ProposalStage.Carried)] // exactly half of 100 took part
    [InlineData(VotingRule.SimpleMajority, 51, 40, 5, 5, ProposalStage.Lapsed)]
    [InlineData(VotingRule.TwoThirds, 100, 99, 0, 0, ProposalStage.Lapsed)]
    public void The_outcome_is_exactly_what_the_rule_says(
        VotingRule rule,
        int quorum,
        int inFavour,
        int against,
        int abstained,
        ProposalStage outcome
    ) =>
        Assert.Equal(
            outcome,
            Membership.Decisions.Proposal.Outcome(
                rule,
                quorum,
                new Membership.Decisions.VoteCount(inFavour, against, abstained, inFavour + against + abstained, 100)
            )
        );

    [Fact]
    public async Task Hands_counted_in_a_general_meeting_decide_and_what_carried_is_a_resolution()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(4);
        var proposed = await collective.Proposals.ProposeAsync(
            Lamp.But(r =>
            {
                r.ProposedByMemberId = members[0].Id;
                r.ProposedOn = OnDay(2024, 6, 1);
                r.QuorumPercent = 50;
            })
        );
        var count = new DecideInMeetingRequest
        {
            Id = proposed.Id,
            MetOn = OnDay(2024, 6, 9),
            Present = 3,
            InFavour = 2,
            Against = 1,
        };
        await AllRefusedAsync(
            r => collective.Proposals.DecideInMeetingAsync(r),
            (count.But(r => r.MetOn = null), Refused.Invalid("met_on", "required")),
            (count.But(r => r.MetOn = Today.AddDays(1).ToMessage()), Refused.Invalid("met_on", "in_the_future")),
            (count.But(r => r.MetOn = OnDay(2024, 5, 31)), Refused.Invalid("met_on", "before_proposing")),
            (count.But(r => r.Present = 5), Refused.Invalid("present", "too_many_present")),
            (count.But(r => r.Present = 0), Refused.Invalid("present", "out_of_range")),
            (count.But(r => r.Abstained = 1), Refused.Invalid("in_favour", "too_many_hands")),
            (count.But(r => r.Against = -1), Refused.Invalid("against", "out_of_range")),
            (count.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound),
            (count.But(r => r.MeetingId = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(collective.ProposalsOf(members[0]).DecideInMeetingAsync(count)));

        var decided = await collective.Proposals.DecideInMeetingAsync(count);

        Assert.Equal((ProposalStage.Carried, OnDay(2024, 6, 9), true), (decided.Stage, decided.DecidedOn, decided.MayBeUndone));
        Assert.Equal(
            new VoteCount
            {
                InFavour = 2,
                Against = 1,
                Roll = 4,
                Present = 3,
            },
            decided.Count
        );
        Assert.Equal(Refused.NotNow("already_opened"), await Refused.ByAsync(collective.Proposals.DecideInMeetingAsync(count)));
        var resolution = await collective.Resolutions.GetResolutionAsync(new() { Id = decided.ResolutionId });
        Assert.Equal(
            ("A lamp for our street", OnDay(2024, 6, 9), ResolutionStage.Open, proposed.Id),
            (resolution.Text, resolution.AdoptedOn, resolution.Stage, resolution.ProposalId)
        );
        Assert.Equal(
            [new ResolutionChanged(Guid.Parse(resolution.Id), new(2024, 6, 9), null, null, false, 1)],
            await network.Bus.WaitForAsync<ResolutionChanged>(collective.Id)
        );
    }

    [Fact]
    public async Task A_meeting_of_a_group_decides_by_those_who_came_and_not_without_its_quorum()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(4);
        var group = await collective.Groups.FormGroupAsync(
            new()
            {
                Name = "Executive",
                Kind = GroupKind.Committee,
                CommitteeKind = CommitteeKind.Executive,
                FormedOn = OnDay(2024, 1, 1),
                Quorum = new() { Members = 3 },
                MemberIds = { members.Select(m => m.Id) },
            }
        );
        async Task<Meeting> MeetAsync(int day, int came) =>
            await collective.Groups.RecordMeetingAsync(
                new()
                {
                    GroupId = group.Id,
                    MetOn = OnDay(2024, 7, day),
                    AttendedMemberIds = { members.Take(came).Select(m => m.Id) },
                    Minute = "x",
                }
            );
        async Task<Proposal> ProposedAsync() =>
            await collective.Proposals.ProposeAsync(
                Lamp.But(r =>
                {
                    r.ProposedByMemberId = members[0].Id;
                    r.ProposedOn = OnDay(2024, 7, 1);
                })
            );
        var full = await MeetAsync(5, 3);
        var thin = await MeetAsync(12, 2);
        var first = await ProposedAsync();
        var second = await ProposedAsync();

        Assert.Equal(
            Refused.Invalid("in_favour", "too_many_hands"),
            await Refused.ByAsync(
                collective.Proposals.DecideInMeetingAsync(
                    new()
                    {
                        Id = first.Id,
                        MeetingId = full.Id,
                        InFavour = 4,
                    }
                )
            )
        );
        var decided = await collective.Proposals.DecideInMeetingAsync(
            new()
            {
                Id = first.Id,
                MeetingId = full.Id,
                InFavour = 3,
            }
        );
        var lapsed = await collective.Proposals.DecideInMeetingAsync(
            new()
            {
                Id = second.Id,
                MeetingId = thin.Id,
                InFavour = 2,
            }
        );

        Assert.Equal(
            (
                ProposalStage.Carried,
                full.Id,
                group.Id,
                new VoteCount
                {
                    InFavour = 3,
                    Present = 3,
                    Roll = 4,
                }
            ),
            (decided.Stage, decided.MeetingId, decided.GroupId, decided.Count)
        );
        Assert.Equal((ProposalStage.Lapsed, ""), (lapsed.Stage, lapsed.ResolutionId));
        Assert.Equal(Refused.NotNow("decided_here"), await Refused.ByAsync(collective.Groups.WithdrawMeetingAsync(new() { Id = full.Id })));
        Assert.Equal(
            Refused.NotNow("decided_here"),
            await Refused.ByAsync(
                collective.Groups.CorrectMeetingAsync(
                    new()
                    {
                        Id = full.Id,
                        Etag = full.Etag,
                        MetOn = full.MetOn,
                        AttendedMemberIds = { members[0].Id },
                    }
                )
            )
        );
        Assert.Equal(
            7,
            (
                await collective.Groups.CorrectMeetingAsync(
                    new()
                    {
                        Id = full.Id,
                        Etag = full.Etag,
                        MetOn = full.MetOn,
                        AttendedMemberIds = { full.AttendedMemberIds },
                        Guests = 7,
                    }
                )
            ).Guests
        );
    }

    [Fact]
    public async Task A_wrong_count_is_taken_back_the_same_day_while_nothing_came_of_it()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(3);
        var proposed = await collective.Proposals.ProposeAsync(Lamp.But(r => r.ProposedByMemberId = members[0].Id));
        var count = new DecideInMeetingRequest
        {
            Id = proposed.Id,
            MetOn = Today.ToMessage(),
            Present = 3,
            InFavour = 3,
        };
        var wrong = await collective.Proposals.DecideInMeetingAsync(count);

        var undone = await collective.Proposals.UndoDecisionAsync(new() { Id = proposed.Id });

        Assert.Equal(proposed, undone);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Resolutions.GetResolutionAsync(new() { Id = wrong.ResolutionId })));
        Assert.Equal(
            [false, true],
            (await network.Bus.WaitForAsync<ResolutionChanged>(collective.Id, 2)).OrderBy(e => e.Revision).Select(e => e.Withdrawn)
        );
        Assert.Equal(
            Refused.NotNow("not_counted_by_hand"),
            await Refused.ByAsync(collective.Proposals.UndoDecisionAsync(new() { Id = proposed.Id }))
        );

        var right = await collective.Proposals.DecideInMeetingAsync(count);
        await collective.Resolutions.NoteProgressAsync(new() { Id = right.ResolutionId, Text = "Asked the ward." });
        Assert.Equal(
            Refused.NotNow("followed_up"),
            await Refused.ByAsync(collective.Proposals.UndoDecisionAsync(new() { Id = proposed.Id }))
        );
        await network.BehindAsync(collective, $"update proposal set counted_on = counted_on - 1 where id = '{proposed.Id}'");
        Assert.Equal(Refused.NotNow("too_late"), await Refused.ByAsync(collective.Proposals.UndoDecisionAsync(new() { Id = proposed.Id })));
    }
}
