using Membership.Decisions;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class BylawTests(MembershipFixture network)
{
    private const string First = "1. The name is Ujjwala.\n2. Every member has one vote.\n3. The executive has five seats.";
    private const string Second =
        "1. The name is Ujjwala.\n2. Every member has one vote.\n3. The executive has seven seats.\n4. Nobody serves more than two terms.";

    [Fact]
    public async Task The_first_bylaws_are_adopted_by_an_earlier_resolution_and_all_members_read_them()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Bylaws.GetBylawsAsync(new())));
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = $" {First}\r\n" });
        var resolution = await collective.Resolutions.RecordResolutionAsync(
            new() { Text = "The first bylaws", AdoptedOn = OnDay(2024, 2, 1) }
        );
        var adopt = new AdoptBylawsRequest { Id = draft.Id, ResolutionId = resolution.Id };
        await AllRefusedAsync(
            r => collective.Bylaws.AdoptBylawsAsync(r),
            (adopt.But(r => r.InForceFrom = OnDay(2024, 1, 31)), Refused.Invalid("in_force_from", "before_decision")),
            (adopt.But(r => r.ClearDecision()), Refused.Invalid("resolution_id", "required")),
            (adopt.But(r => r.ResolutionId = $"{Guid.NewGuid()}"), Refused.NotFound),
            (adopt.But(r => r.ProposalId = $"{Guid.NewGuid()}"), Refused.NotFound),
            (adopt.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound)
        );

        var adopted = await collective.Bylaws.AdoptBylawsAsync(adopt);

        Assert.Equal(
            new BylawVersion
            {
                Id = draft.Id,
                Number = 1,
                Text = First,
                DraftedOn = Today.ToMessage(),
                AdoptedOn = OnDay(2024, 2, 1),
                InForceFrom = OnDay(2024, 2, 1),
                InForce = true,
                AdoptedByResolutionId = resolution.Id,
                Etag = "2",
            },
            adopted
        );
        Assert.Equal(adopted, await new V1.Bylaws.BylawsClient(collective.AsMember(asha.Id)).GetBylawsAsync(new()));
        Assert.Equal(Refused.NotNow("already_adopted"), await Refused.ByAsync(collective.Bylaws.AdoptBylawsAsync(adopt)));
        Assert.Equal(
            Refused.NotNow("already_adopted"),
            await Refused.ByAsync(
                collective.Bylaws.EditBylawsAsync(
                    new()
                    {
                        Id = draft.Id,
                        Etag = "2",
                        Text = "x",
                    }
                )
            )
        );
        Assert.Equal(Refused.NotNow("already_adopted"), await Refused.ByAsync(collective.Bylaws.DropBylawsAsync(new() { Id = draft.Id })));
    }

    [Fact]
    public async Task A_change_is_drafted_compared_voted_on_by_all_and_comes_into_force_on_its_day()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(3);
        var first = await AdoptedAsync(collective, First);
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = "x" });
        Assert.Equal(Refused.NotNow("draft_exists"), await Refused.ByAsync(collective.Bylaws.DraftBylawsAsync(new() { Text = "y" })));
        draft = await collective.Bylaws.EditBylawsAsync(
            new()
            {
                Id = draft.Id,
                Etag = draft.Etag,
                Text = Second,
            }
        );
        Assert.Equal(
            new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null),
            await Refused.ByAsync(
                collective.Bylaws.EditBylawsAsync(
                    new()
                    {
                        Id = draft.Id,
                        Etag = "1",
                        Text = "y",
                    }
                )
            )
        );
        var proposed = await collective
            .ProposalsOf(members[0])
            .ProposeAsync(
                new()
                {
                    Title = "Seven seats",
                    Kind = ProposalKind.Bylaws,
                    Rule = VotingRule.TwoThirds,
                    BylawsId = draft.Id,
                }
            );

        var difference = await collective.Bylaws.CompareBylawsAsync(new() { Id = draft.Id });
        Assert.Equal(
            [
                "= 1. The name is Ujjwala.",
                "= 2. Every member has one vote.",
                "~ =3. The executive has |-five |+seven |=seats.",
                "+ 4. Nobody serves more than two terms.",
            ],
            difference.Lines.Select(Said)
        );
        Assert.Equal((draft.Id, first.Id), (difference.Version.Id, difference.Against.Id));

        await collective.Proposals.OpenVoteAsync(new() { Id = proposed.Id, ClosesOn = Today.ToMessage() });
        Assert.Equal(
            Refused.NotNow("put_to_vote"),
            await Refused.ByAsync(
                collective.Bylaws.EditBylawsAsync(
                    new()
                    {
                        Id = draft.Id,
                        Etag = draft.Etag,
                        Text = "y",
                    }
                )
            )
        );
        Assert.Equal(Refused.NotNow("put_to_vote"), await Refused.ByAsync(collective.Bylaws.DropBylawsAsync(new() { Id = draft.Id })));
        var adopt = new AdoptBylawsRequest
        {
            Id = draft.Id,
            ProposalId = proposed.Id,
            InForceFrom = Today.AddDays(10).ToMessage(),
        };
        Assert.Equal(Refused.NotNow("not_carried"), await Refused.ByAsync(collective.Bylaws.AdoptBylawsAsync(adopt)));
        foreach (var member in members)
            await collective.ProposalsOf(member).CastVoteAsync(new() { Id = proposed.Id, Choice = VoteChoice.For });
        var carried = await collective.Proposals.CloseVoteAsync(new() { Id = proposed.Id });
        var second = await collective.Bylaws.AdoptBylawsAsync(adopt);

        Assert.Equal(
            (2, false, Today.ToMessage(), Today.AddDays(10).ToMessage()),
            (second.Number, second.InForce, second.AdoptedOn, second.InForceFrom)
        );
        Assert.Equal(first.Id, (await collective.Bylaws.GetBylawsAsync(new())).Id);
        Assert.Equal(ResolutionStage.Done, (await collective.Resolutions.GetResolutionAsync(new() { Id = carried.ResolutionId })).Stage);
        Assert.Equal(
            [second.But(v => v.Text = ""), first.But(v => v.Text = "")],
            (await collective.Bylaws.ListBylawsAsync(new())).Versions
        );
        await network.BehindAsync(
            collective,
            "update bylaw set in_force_from = current_date - 1, adopted_on = current_date - 1 where number = 2"
        );
        Assert.Equal(second.Id, (await collective.Bylaws.GetBylawsAsync(new())).Id);
    }

    [Fact]
    public async Task The_bylaws_are_not_changed_in_a_meeting_of_one_group()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(2);
        var group = await collective.FormAsync("Executive", new(2024, 1, 1), members);
        var meeting = await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { members.Select(m => m.Id) },
            }
        );
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = First });
        var proposed = await collective
            .ProposalsOf(members[0])
            .ProposeAsync(
                new()
                {
                    Title = "Bylaws",
                    Kind = ProposalKind.Bylaws,
                    Rule = VotingRule.TwoThirds,
                    BylawsId = draft.Id,
                }
            );

        Assert.Equal(
            Refused.NotNow("all_members_decide"),
            await Refused.ByAsync(
                collective.Proposals.DecideInMeetingAsync(
                    new()
                    {
                        Id = proposed.Id,
                        MeetingId = meeting.Id,
                        InFavour = 2,
                    }
                )
            )
        );
        Assert.Equal(
            ProposalStage.Carried,
            (
                await collective.Proposals.DecideInMeetingAsync(
                    new()
                    {
                        Id = proposed.Id,
                        MetOn = Today.ToMessage(),
                        Present = 2,
                        InFavour = 2,
                    }
                )
            ).Stage
        );
    }

    [Fact]
    public async Task A_draft_that_lost_stays_as_members_saw_it_and_makes_room_for_another()
    {
        var collective = network.NewCollective();
        var members = await collective.EnrolAsync(1);
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = First });
        var proposed = await collective
            .ProposalsOf(members[0])
            .ProposeAsync(
                new()
                {
                    Title = "Bylaws",
                    Kind = ProposalKind.Bylaws,
                    Rule = VotingRule.TwoThirds,
                    BylawsId = draft.Id,
                }
            );
        await collective.Proposals.DecideInMeetingAsync(
            new()
            {
                Id = proposed.Id,
                MetOn = Today.ToMessage(),
                Present = 1,
                Against = 1,
            }
        );

        Assert.Equal(
            Refused.NotNow("put_to_vote"),
            await Refused.ByAsync(
                collective.Bylaws.EditBylawsAsync(
                    new()
                    {
                        Id = draft.Id,
                        Etag = draft.Etag,
                        Text = "y",
                    }
                )
            )
        );
        await collective.Bylaws.DropBylawsAsync(new() { Id = draft.Id });

        Assert.Empty((await collective.Bylaws.ListBylawsAsync(new())).Versions);
        Assert.Equal(First, (await collective.Bylaws.GetBylawsAsync(new() { Id = draft.Id })).Text);
        Assert.Equal(
            Refused.NotNow("not_a_draft"),
            await Refused.ByAsync(
                collective
                    .ProposalsOf(members[0])
                    .ProposeAsync(
                        new()
                        {
                            Title = "Bylaws",
                            Kind = ProposalKind.Bylaws,
                            Rule = VotingRule.TwoThirds,
                            BylawsId = draft.Id,
                        }
                    )
            )
        );
        Assert.NotEqual(draft.Id, (await collective.Bylaws.DraftBylawsAsync(new() { Text = Second })).Id);
    }

    [Fact]
    public async Task One_decision_adopts_one_version_and_only_while_it_stands()
    {
        var collective = network.NewCollective();
        var first = await AdoptedAsync(collective, First);
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = Second });
        var withdrawn = await collective.Resolutions.RecordResolutionAsync(new() { Text = "Another" });
        await collective.Resolutions.WithdrawResolutionAsync(new() { Id = withdrawn.Id, Reason = "Not yet." });

        Assert.Equal(
            Refused.NotNow("decision_used"),
            await Refused.ByAsync(collective.Bylaws.AdoptBylawsAsync(new() { Id = draft.Id, ResolutionId = first.AdoptedByResolutionId }))
        );
        Assert.Equal(
            Refused.NotNow("not_standing"),
            await Refused.ByAsync(collective.Bylaws.AdoptBylawsAsync(new() { Id = draft.Id, ResolutionId = withdrawn.Id }))
        );
    }

    [Fact]
    public async Task Drafts_are_for_the_executive_and_their_text_is_checked()
    {
        var collective = network.NewCollective();
        var others = network.NewCollective();
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = First });
        var member = new V1.Bylaws.BylawsClient(collective.As("member"));

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(member.DraftBylawsAsync(new() { Text = "x" })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(member.AdoptBylawsAsync(new() { Id = draft.Id })));
        Assert.Equal(First, (await member.GetBylawsAsync(new() { Id = draft.Id })).Text);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.Bylaws.GetBylawsAsync(new() { Id = draft.Id })));
        await AllRefusedAsync(
            r => others.Bylaws.DraftBylawsAsync(r),
            (new DraftBylawsRequest { Text = " \n " }, Refused.Invalid("text", "required")),
            (new() { Text = new('a', 100_001) }, Refused.Invalid("text", "too_long")),
            (new() { Text = "a\0" }, Refused.Invalid("text", "bad_text"))
        );
    }

    [Theory]
    [InlineData("", "a\nb", "+ a|+ b")]
    [InlineData("a\nb", "a\nb", "= a|= b")]
    [InlineData("a\nb\nc", "a\nc", "= a|- b|= c")]
    [InlineData("a\nc", "a\nb\nc", "= a|+ b|= c")]
    [InlineData("one two\nx", "three four\nx", "- one two|+ three four|= x")]
    [InlineData("one two three", "one 2 three", "~ =one |-two |+2 |=three")]
    [InlineData("a\nb\nc\nd", "c\nd\na\nb", "+ c|+ d|= a|= b|- c|- d")]
    public void A_difference_says_what_went_and_what_came(string before, string after, string difference) =>
        Assert.Equal(difference, string.Join('|', Difference.Between(before, after).Select(Said)));

    [Fact]
    public void Two_long_texts_are_compared_in_no_time()
    {
        var before = string.Join('\n', Enumerable.Range(0, 20_000));
        var after = string.Join('\n', Enumerable.Range(20_000, 20_000));

        var lines = Difference.Between(before, after).ToList();

        Assert.Equal(
            (20_000, 20_000),
            (lines.Count(l => l.Change == BylawChange.Removed), lines.Count(l => l.Change == BylawChange.Added))
        );
    }

    private static async Task<BylawVersion> AdoptedAsync(TestCollective collective, string text)
    {
        var draft = await collective.Bylaws.DraftBylawsAsync(new() { Text = text });
        var resolution = await collective.Resolutions.RecordResolutionAsync(new() { Text = "The bylaws", AdoptedOn = OnDay(2024, 2, 1) });
        return await collective.Bylaws.AdoptBylawsAsync(new() { Id = draft.Id, ResolutionId = resolution.Id });
    }

    private static string Said(BylawLine line) =>
        line.Change == BylawChange.Reworded
            ? $"~ {string.Join('|', line.Pieces.Select(p => Sign(p.Change) + p.Text))}"
            : $"{Sign(line.Change)} {line.Pieces.Single().Text}";

    private static string Sign(BylawChange change) =>
        change switch
        {
            BylawChange.Added => "+",
            BylawChange.Removed => "-",
            BylawChange.Same => "=",
            _ => "?",
        };
}
