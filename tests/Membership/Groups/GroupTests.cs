using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class GroupTests(MembershipFixture network)
{
    [Theory]
    [InlineData(GroupKind.PeerGroup, "peer-group")]
    [InlineData(GroupKind.Shg, "shg")]
    [InlineData(GroupKind.Committee, "committee")]
    public async Task A_group_is_formed_with_its_first_members_and_the_others_hear_of_it(GroupKind kind, string code)
    {
        var collective = network.NewCollective();
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));

        var formed = await collective.Groups.FormGroupAsync(
            new()
            {
                Name = " Ujjwala ",
                Kind = kind,
                CommitteeKind = ForA(kind),
                Quorum = new() { Percent = 60 },
                Block = "bhuj",
                FormedOn = OnDay(2024, 4, 1),
                MemberIds = { bina.Id, asha.Id, bina.Id },
            }
        );

        Assert.Equal(
            new Group
            {
                Id = formed.Id,
                Name = "Ujjwala",
                Kind = kind,
                CommitteeKind = ForA(kind),
                Quorum = new() { Percent = 60 },
                Etag = "1",
                Block = "bhuj",
                FormedOn = OnDay(2024, 4, 1),
                Size = 2,
                Members = { In(asha, OnDay(2024, 4, 1)), In(bina, OnDay(2024, 4, 1)) },
            },
            formed
        );
        Assert.Equal(formed, await collective.Groups.GetGroupAsync(new() { Id = formed.Id }));
        Assert.Equal(
            [new GroupFormed(Guid.Parse(formed.Id), new(code), new(2024, 4, 1))],
            await network.Bus.WaitForAsync<GroupFormed>(collective.Id)
        );
    }

    [Fact]
    public async Task A_member_is_added_removed_and_may_come_back()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 1, 1));

        var added = await groups.AddGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = asha.Id,
                JoinedOn = OnDay(2024, 2, 1),
            }
        );
        var removed = await groups.RemoveGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = asha.Id,
                LeftOn = OnDay(2024, 3, 1),
            }
        );
        var same = await Refused.ByAsync(
            groups.AddGroupMemberAsync(
                new()
                {
                    GroupId = group.Id,
                    MemberId = asha.Id,
                    JoinedOn = OnDay(2024, 3, 1),
                }
            )
        );
        var back = await groups.AddGroupMemberAsync(new() { GroupId = group.Id, MemberId = asha.Id });

        var first = In(asha, OnDay(2024, 2, 1));
        var second = In(asha, Today.ToMessage());
        Assert.Equal(
            group.But(g =>
            {
                g.Size = 1;
                _ = Add(g, first);
            }),
            added
        );
        first.LeftOn = OnDay(2024, 3, 1);
        Assert.Equal(group.But(g => Add(g, first)), removed);
        Assert.Equal(Refused.NotNow("already_in_group"), same);
        Assert.Equal(
            group.But(g =>
            {
                g.Size = 1;
                _ = Add(g, second);
                _ = Add(g, first);
            }),
            back
        );
        Assert.Equal(back, await groups.GetGroupAsync(new() { Id = group.Id }));
    }

    [Fact]
    public async Task Groups_are_listed_by_name_in_pages()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        foreach (var name in (string[])["Ujjwala", "asmita", "Bindu"])
            await collective.FormAsync(name, null, asha);

        var first = await collective.Groups.ListGroupsAsync(new() { PageSize = 2 });
        await collective.FormAsync("Anjali");
        var second = await collective.Groups.ListGroupsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(
            ["asmita 1 0", "Bindu 1 0", "Ujjwala 1 0"],
            first.Groups.Concat(second.Groups).Select(g => $"{g.Name} {g.Size} {g.Members.Count}")
        );
        Assert.Equal("", second.NextPageToken);
        await AllRefusedAsync(
            r => collective.Groups.ListGroupsAsync(r),
            (new ListGroupsRequest { PageSize = 201 }, Refused.Invalid("page_size", "out_of_range")),
            (new() { PageSize = -1 }, Refused.Invalid("page_size", "out_of_range")),
            (new() { PageToken = "?" }, Refused.Invalid("page_token", "bad_page_token"))
        );
    }

    [Fact]
    public async Task The_same_request_twice_forms_once_and_adds_once()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha");
        var form = new FormGroupRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            Name = "First",
            Kind = GroupKind.PeerGroup,
        };
        var formed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => collective.Groups.FormGroupAsync(form).ResponseAsync));
        var add = new AddGroupMemberRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            GroupId = formed[0].Id,
            MemberId = asha.Id,
        };
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => collective.Groups.AddGroupMemberAsync(add).ResponseAsync));

        Assert.All(formed, f => Assert.Equal(formed[0], f));
        Assert.All(added, a => Assert.Equal(added[0], a));
        Assert.Equal([formed[0].But(g => g.Size = 1)], (await collective.Groups.ListGroupsAsync(new())).Groups);
    }

    [Fact]
    public async Task Bad_input_for_a_group_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var gone = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        await collective.Members.EndMembershipAsync(new() { Id = gone.Id });
        var theirs = await network.NewCollective().EnrolAsync("Chandra");
        var taken = await collective.FormAsync("Taken", new(2024, 1, 1));
        var good = new FormGroupRequest
        {
            Name = "First",
            Kind = GroupKind.Shg,
            FormedOn = OnDay(2024, 4, 1),
        };

        await AllRefusedAsync(
            r => groups.FormGroupAsync(r),
            (good.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.Name = ""), Refused.Invalid("name", "required")),
            (good.But(r => r.Name = new('a', 101)), Refused.Invalid("name", "too_long")),
            (good.But(r => r.Name = "a\tb"), Refused.Invalid("name", "bad_text")),
            (good.But(r => r.Name = "Taken"), Refused.Invalid("name", "name_taken")),
            (good.But(r => r.Kind = GroupKind.Unspecified), Refused.Invalid("kind", "required")),
            (good.But(r => r.Kind = (GroupKind)8), Refused.Invalid("kind", "unknown_choice")),
            (good.But(r => r.Kind = GroupKind.Committee), Refused.Invalid("committee_kind", "required")),
            (good.But(r => r.CommitteeKind = CommitteeKind.Safety), Refused.Invalid("committee_kind", "not_a_committee")),
            (good.But(r => r.Quorum = new()), Refused.Invalid("quorum", "required")),
            (good.But(r => r.Quorum = new() { Percent = 101 }), Refused.Invalid("quorum", "out_of_range")),
            (good.But(r => r.Quorum = new() { Members = 0 }), Refused.Invalid("quorum", "out_of_range")),
            (good.But(r => r.Block = "-"), Refused.Invalid("block", "bad_code")),
            (good.But(r => r.FormedOn = OnDay(2024, 13, 1)), Refused.Invalid("formed_on", "no_such_day")),
            (good.But(r => r.FormedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("formed_on", "in_the_future")),
            (good.But(r => r.MemberIds.Add("x")), Refused.Invalid("member_ids", "bad_id")),
            (good.But(r => r.MemberIds.Add(Enumerable.Repeat(asha.Id, 501))), Refused.Invalid("member_ids", "too_many")),
            (good.But(r => r.MemberIds.Add(gone.Id)), Refused.NotNow("not_a_member")),
            (
                good.But(r =>
                    {
                        r.FormedOn = OnDay(2023, 12, 31);
                        _ = r.MemberIds.Append(asha.Id);
                    })
                    .But(r => r.MemberIds.Add(asha.Id)),
                Refused.NotNow("not_a_member")
            ),
            (good.But(r => r.MemberIds.Add([asha.Id, theirs.Id])), Refused.NotFound),
            (good.But(r => r.MemberIds.Add($"{Guid.NewGuid()}")), Refused.NotFound)
        );

        Assert.Equal([taken], (await groups.ListGroupsAsync(new())).Groups);
    }

    [Fact]
    public async Task Bad_input_for_adding_and_removing_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 6, 1));
        var gone = await collective.EnrolAsync("Chandra", new(2024, 1, 1));
        await collective.Members.EndMembershipAsync(new() { Id = gone.Id });
        var others = network.NewCollective();
        var theirs = await others.EnrolAsync("Dipa");
        var their = await others.FormAsync("Theirs");
        var group = await collective.FormAsync("First", new(2024, 2, 1), asha);
        await groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 5, 5),
                AttendedMemberIds = { asha.Id },
            }
        );
        var add = new AddGroupMemberRequest { GroupId = group.Id, MemberId = bina.Id };
        var remove = new RemoveGroupMemberRequest { GroupId = group.Id, MemberId = asha.Id };

        await AllRefusedAsync(
            r => groups.AddGroupMemberAsync(r),
            (add.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (add.But(r => r.GroupId = "x"), Refused.NotFound),
            (add.But(r => r.GroupId = their.Id), Refused.NotFound),
            (add.But(r => r.MemberId = "x"), Refused.Invalid("member_id", "bad_id")),
            (add.But(r => r.MemberId = theirs.Id), Refused.NotFound),
            (add.But(r => r.MemberId = gone.Id), Refused.NotNow("not_a_member")),
            (add.But(r => r.MemberId = asha.Id), Refused.NotNow("already_in_group")),
            (add.But(r => r.JoinedOn = OnDay(2024, 5, 31)), Refused.NotNow("not_a_member")),
            (add.But(r => r.JoinedOn = OnDay(2024, 1, 31)), Refused.Invalid("joined_on", "before_forming")),
            (add.But(r => r.JoinedOn = OnDay(2024, 4, 31)), Refused.Invalid("joined_on", "no_such_day")),
            (add.But(r => r.JoinedOn = Today.AddDays(1).ToMessage()), Refused.Invalid("joined_on", "in_the_future"))
        );
        await AllRefusedAsync(
            r => groups.RemoveGroupMemberAsync(r),
            (remove.But(r => r.GroupId = ""), Refused.NotFound),
            (remove.But(r => r.GroupId = their.Id), Refused.NotFound),
            (remove.But(r => r.MemberId = ""), Refused.Invalid("member_id", "bad_id")),
            (remove.But(r => r.MemberId = theirs.Id), Refused.NotFound),
            (remove.But(r => r.MemberId = bina.Id), Refused.NotNow("not_in_group")),
            (remove.But(r => r.LeftOn = OnDay(2024, 1, 31)), Refused.Invalid("left_on", "before_joining")),
            (remove.But(r => r.LeftOn = OnDay(2024, 5, 4)), Refused.Invalid("left_on", "attended_later")),
            (remove.But(r => r.LeftOn = OnDay(2024, 0, 1)), Refused.Invalid("left_on", "no_such_day")),
            (remove.But(r => r.LeftOn = Today.AddDays(1).ToMessage()), Refused.Invalid("left_on", "in_the_future"))
        );
        await AllRefusedAsync(
            r => groups.GetGroupAsync(r),
            (new GetGroupRequest { Id = "x" }, Refused.NotFound),
            (new() { Id = their.Id }, Refused.NotFound),
            (new() { Id = $"{Guid.NewGuid()}" }, Refused.NotFound)
        );

        Assert.Equal(group, await groups.GetGroupAsync(new() { Id = group.Id }));
    }

    private static GroupMember In(Member member, Date joined) =>
        new()
        {
            MemberId = member.Id,
            KnownAs = member.KnownAs,
            Number = member.Number,
            JoinedOn = joined,
        };

    private static CommitteeKind ForA(GroupKind kind) => kind == GroupKind.Committee ? CommitteeKind.Safety : default;

    private static bool Add(Group group, GroupMember member)
    {
        group.Members.Add(member);
        return true;
    }
}
