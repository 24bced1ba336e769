using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class ReturnTests(MembershipFixture network)
{
    [Fact]
    public async Task Who_comes_back_has_her_old_number_and_both_times_are_on_her_record()
    {
        var collective = network.NewCollective();
        var member = await FormerAsync(collective);

        var request = new ReturnMemberRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            Id = member.Id,
            ReturnedOn = OnDay(2025, 4, 1),
            Consents = { Agreeing(ConsentPurpose.MembershipRecord), Agreeing(ConsentPurpose.LegalAid) },
        };
        var back = await collective.Members.ReturnMemberAsync(request);

        Assert.Equal(back, await collective.Members.ReturnMemberAsync(request)); // sent again
        Assert.Equal((member.Number, OnDay(2025, 4, 1), null), (back.Number, back.JoinedOn, back.LeftOn));
        Assert.Equal(["MembershipRecord", "Statistics", "LegalAid"], back.Consents.Where(c => c.Given).Select(c => $"{c.Purpose}"));
        Assert.Equal(
            [new Stint { JoinedOn = OnDay(2024, 1, 1), LeftOn = OnDay(2024, 6, 30) }, new Stint { JoinedOn = OnDay(2025, 4, 1) }],
            (await collective.Members.GetRecordAsync(new() { Id = member.Id })).Stints
        );
        Assert.Equal(1, (await collective.Members.ListMembersAsync(new())).TotalMembers);
        var id = Guid.Parse(member.Id);
        Assert.Equal([new MemberReturned(id, new(2025, 4, 1), 2)], await network.Bus.WaitForAsync<MemberReturned>(collective.Id));
        var told = (await network.Bus.WaitForAsync<ConsentChanged>(collective.Id, 4))
            .Where(c => c.Revision > 1)
            .OrderBy(c => c.Purpose.Value);
        Assert.Equal([new(id, new("legal-aid"), true, 3), new(id, new("membership-record"), true, 3)], told);

        await collective.Members.EndMembershipAsync(new() { Id = member.Id, LeftOn = OnDay(2025, 9, 30) });
        Assert.Equal(
            [new(id, new(2024, 6, 30), 1), new(id, new(2025, 9, 30), 2)],
            (await network.Bus.WaitForAsync<MembershipEnded>(collective.Id, 2)).OrderBy(e => e.Stint)
        );
    }

    [Fact]
    public async Task She_joins_groups_from_her_new_time_on_and_is_no_member_on_the_days_between()
    {
        var collective = network.NewCollective();
        var member = await FormerAsync(collective);
        await collective.Members.ReturnMemberAsync(
            new()
            {
                Id = member.Id,
                ReturnedOn = OnDay(2025, 4, 1),
                Consents = { Agreeing(ConsentPurpose.MembershipRecord) },
            }
        );
        var group = await collective.FormAsync("First", new(2024, 1, 1));

        // in the group since then she would have been in it while she was away
        foreach (var day in (Date[])[OnDay(2024, 6, 30), OnDay(2025, 3, 31)])
            Assert.Equal(
                Refused.NotNow("not_a_member"),
                await Refused.ByAsync(
                    collective.Groups.AddGroupMemberAsync(
                        new()
                        {
                            GroupId = group.Id,
                            MemberId = member.Id,
                            JoinedOn = day,
                        }
                    )
                )
            );
        Assert.Equal(
            1,
            (
                await collective.Groups.AddGroupMemberAsync(
                    new()
                    {
                        GroupId = group.Id,
                        MemberId = member.Id,
                        JoinedOn = OnDay(2025, 4, 1),
                    }
                )
            ).Size
        );
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var member = await FormerAsync(collective);
        var present = await collective.EnrolAsync("Usha");
        var good = new ReturnMemberRequest
        {
            Id = member.Id,
            ReturnedOn = OnDay(2025, 4, 1),
            Consents = { Agreeing(ConsentPurpose.MembershipRecord) },
        };

        await AllRefusedAsync(
            r => collective.Members.ReturnMemberAsync(r),
            (good.But(r => r.Id = "?"), Refused.NotFound),
            (good.But(r => r.RequestId = "7"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.Id = present.Id), Refused.NotNow("still_member")),
            (good.But(r => r.ReturnedOn = OnDay(2024, 6, 30)), Refused.Invalid("returned_on", "before_leaving")),
            (good.But(r => r.ReturnedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("returned_on", "in_the_future")),
            (good.But(r => r.Consents.Clear()), Refused.NotNow("consent_required")),
            (good.But(r => r.Consents[0].Purpose = ConsentPurpose.Statistics), Refused.NotNow("consent_required")),
            (good.But(r => r.Consents.Add(r.Consents[0])), Refused.Invalid("consents", "repeated")),
            (good.But(r => r.Consents[0].NoticeVersion = ""), Refused.Invalid("notice_version", "required"))
        );

        Assert.Equal(member, await collective.Members.GetMemberAsync(new() { Id = member.Id }));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(network.NewCollective().Members.ReturnMemberAsync(good)));
        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Members.MembersClient(collective.As("peer_leader")).ReturnMemberAsync(good))
        );
    }

    private static async Task<Member> FormerAsync(TestCollective collective)
    {
        var member = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        return await collective.Members.EndMembershipAsync(new() { Id = member.Id, LeftOn = OnDay(2024, 6, 30) });
    }
}
