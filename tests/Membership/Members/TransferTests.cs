using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class TransferTests(MembershipFixture network)
{
    [Fact]
    public async Task A_transfer_holds_from_its_day_and_what_was_before_is_kept()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1), "bhuj");

        var moved = await collective.Members.MoveMemberAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Id = member.Id,
                Block = "anjar",
                MovedOn = OnDay(2024, 5, 1),
            }
        );
        var again = await collective.Members.MoveMemberAsync(new() { Id = member.Id, Block = "bhuj" });

        Assert.Equal(new Member(member) { Block = "anjar", Etag = "2" }, moved);
        Assert.Equal(new Member(member) { Etag = "3" }, again);
        Assert.Equal(
            [
                new BlockMove
                {
                    MovedOn = OnDay(2024, 5, 1),
                    FromBlock = "bhuj",
                    ToBlock = "anjar",
                },
                new BlockMove
                {
                    MovedOn = Today.ToMessage(),
                    FromBlock = "anjar",
                    ToBlock = "bhuj",
                },
            ],
            (await collective.Members.GetRecordAsync(new() { Id = member.Id })).Moves
        );
        Assert.Equal([again], (await collective.Members.ListMembersAsync(new() { Block = "bhuj" })).Members);
        Assert.Empty((await collective.Members.ListMembersAsync(new() { Block = "anjar" })).Members);
    }

    [Fact]
    public async Task Correcting_a_block_is_no_transfer_and_corrects_where_the_last_one_led()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1), "bhuj");
        await collective.Members.MoveMemberAsync(
            new()
            {
                Id = member.Id,
                Block = "anjaar",
                MovedOn = OnDay(2024, 5, 1),
            }
        );

        await collective.Members.CorrectMemberAsync(
            new()
            {
                Id = member.Id,
                Etag = "2",
                KnownAs = "Asha",
                AgeBand = member.AgeBand,
                Gender = member.Gender,
                Block = "anjar",
            }
        );

        var record = await collective.Members.GetRecordAsync(new() { Id = member.Id });
        Assert.Equal("anjar", record.Member.Block);
        Assert.Equal(
            [
                new BlockMove
                {
                    MovedOn = OnDay(2024, 5, 1),
                    FromBlock = "bhuj",
                    ToBlock = "anjar",
                },
            ],
            record.Moves
        );
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1), "bhuj");
        var gone = await collective.EnrolAsync("Usha");
        await collective.Members.EndMembershipAsync(new() { Id = gone.Id });
        await collective.Members.MoveMemberAsync(
            new()
            {
                Id = member.Id,
                Block = "anjar",
                MovedOn = OnDay(2024, 5, 1),
            }
        );
        var good = new MoveMemberRequest
        {
            Id = member.Id,
            Block = "rapar",
            MovedOn = OnDay(2024, 6, 1),
        };

        await AllRefusedAsync(
            r => collective.Members.MoveMemberAsync(r),
            (good.But(r => r.Id = "?"), Refused.NotFound),
            (good.But(r => r.RequestId = "7"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.Block = ""), Refused.Invalid("block", "required")),
            (good.But(r => r.Block = "New Bhuj"), Refused.Invalid("block", "bad_code")),
            (good.But(r => r.Block = "anjar"), Refused.Invalid("block", "same_block")),
            (good.But(r => r.MovedOn = OnDay(2023, 12, 31)), Refused.Invalid("moved_on", "before_joining")),
            (good.But(r => r.MovedOn = OnDay(2024, 5, 1)), Refused.Invalid("moved_on", "moved_later")),
            (good.But(r => r.MovedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("moved_on", "in_the_future")),
            (good.But(r => r.MovedOn = OnDay(2024, 2, 30)), Refused.Invalid("moved_on", "no_such_day")),
            (good.But(r => r.Id = gone.Id), Refused.NotNow("already_left"))
        );

        Assert.Single((await collective.Members.GetRecordAsync(new() { Id = member.Id })).Moves);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Members.MoveMemberAsync(good)));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Members.MembersClient(collective.As("peer_leader")).MoveMemberAsync(good))
        );
    }
}
