using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>A group's life after it was formed: corrections, office-bearers, entries taken back, its end.</summary>
public sealed class GroupLifeTests(MembershipFixture network)
{
    private static readonly DateOnly Formed = new(2024, 1, 1);

    [Fact]
    public async Task Name_block_and_quorum_are_corrected_unless_somebody_else_was_quicker()
    {
        var collective = network.NewCollective();
        var group = await collective.FormAsync("Frist", Formed);
        var other = await collective.FormAsync("Second", Formed);
        var correct = new CorrectGroupRequest
        {
            Id = group.Id,
            Etag = group.Etag,
            Name = "First",
            Block = "bhuj",
            Quorum = new() { Members = 3 },
        };

        var corrected = await collective.Groups.CorrectGroupAsync(correct);

        Assert.Equal(
            group.But(g =>
            {
                g.Name = "First";
                g.Block = "bhuj";
                g.Quorum = new() { Members = 3 };
                g.Etag = "2";
            }),
            corrected
        );
        Assert.Equal(corrected, await collective.Groups.GetGroupAsync(new() { Id = group.Id }));
        var now = correct.But(r => r.Etag = "2");
        await AllRefusedAsync(
            r => collective.Groups.CorrectGroupAsync(r),
            (correct, new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null)),
            (now.But(r => r.Name = other.Name), Refused.Invalid("name", "name_taken")),
            (now.But(r => r.Name = ""), Refused.Invalid("name", "required")),
            (now.But(r => r.Block = "-"), Refused.Invalid("block", "bad_code")),
            (now.But(r => r.Quorum = new() { Percent = 0 }), Refused.Invalid("quorum", "out_of_range")),
            (now.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        Assert.Null((await collective.Groups.CorrectGroupAsync(now.But(r => r.Quorum = null))).Quorum);
    }

    [Fact]
    public async Task A_closed_group_ends_for_all_and_takes_nothing_new()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", Formed);
        var bina = await collective.EnrolAsync("Bina", Formed);
        var group = await collective.FormAsync("First", Formed, asha);
        await groups.NameOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = asha.Id,
                Title = "President",
                From = OnDay(2024, 2, 1),
            }
        );
        await groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { asha.Id },
            }
        );
        await AllRefusedAsync(
            r => groups.CloseGroupAsync(r),
            (new CloseGroupRequest { Id = group.Id, ClosedOn = OnDay(2023, 12, 31) }, Refused.Invalid("closed_on", "before_forming")),
            (new() { Id = group.Id, ClosedOn = OnDay(2024, 3, 4) }, Refused.Invalid("closed_on", "met_later")),
            (new() { Id = group.Id, ClosedOn = Today.AddDays(1).ToMessage() }, Refused.Invalid("closed_on", "in_the_future")),
            (new() { Id = $"{Guid.NewGuid()}" }, Refused.NotFound)
        );

        var closed = await groups.CloseGroupAsync(new() { Id = group.Id, ClosedOn = OnDay(2024, 3, 31) });

        Assert.Equal(
            (0, OnDay(2024, 3, 31), OnDay(2024, 3, 31), OnDay(2024, 3, 31)),
            (closed.Size, closed.ClosedOn, closed.Members.Single().LeftOn, closed.OfficeBearers.Single().To)
        );
        Assert.Equal([new GroupClosed(Guid.Parse(group.Id), new(2024, 3, 31))], await network.Bus.WaitForAsync<GroupClosed>(collective.Id));
        Assert.Empty((await groups.ListGroupsAsync(new())).Groups);
        Assert.Equal([group.Id], (await groups.ListGroupsAsync(new() { IncludeClosed = true })).Groups.Select(g => g.Id));
        Assert.Equal(Refused.NotNow("group_closed"), await Refused.ByAsync(groups.CloseGroupAsync(new() { Id = group.Id })));
        Assert.Equal(
            Refused.NotNow("group_closed"),
            await Refused.ByAsync(groups.AddGroupMemberAsync(new() { GroupId = group.Id, MemberId = bina.Id }))
        );
        Assert.Equal(
            Refused.NotNow("group_closed"),
            await Refused.ByAsync(
                groups.NameOfficeBearerAsync(
                    new()
                    {
                        GroupId = group.Id,
                        MemberId = asha.Id,
                        Title = "Secretary",
                        From = OnDay(2024, 3, 1),
                    }
                )
            )
        );
        Assert.Equal(
            Refused.Invalid("met_on", "after_closing"),
            await Refused.ByAsync(
                groups.RecordMeetingAsync(
                    new()
                    {
                        GroupId = group.Id,
                        MetOn = OnDay(2024, 4, 1),
                        AttendedMemberIds = { asha.Id },
                    }
                )
            )
        );
        // one that was not entered in time
        Assert.Equal(
            1,
            (
                await groups.RecordMeetingAsync(
                    new()
                    {
                        GroupId = group.Id,
                        MetOn = OnDay(2024, 3, 30),
                        AttendedMemberIds = { asha.Id },
                    }
                )
            ).Attendance
        );
    }

    [Fact]
    public async Task Closing_twice_at_once_closes_once()
    {
        var collective = network.NewCollective();
        var group = await collective.FormAsync("First", Formed, await collective.EnrolAsync("Asha", Formed));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    try
                    {
                        return (await collective.Groups.CloseGroupAsync(new() { Id = group.Id })).Id;
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return e.Code;
                    }
                })
        );

        Assert.Equal([group.Id, "group_closed", "group_closed", "group_closed"], outcomes.OrderBy(o => o == "group_closed"));
        Assert.Single(await network.Bus.WaitForAsync<GroupClosed>(collective.Id));
    }

    [Fact]
    public async Task A_wrong_entry_is_taken_back_as_if_it_had_never_been()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", Formed);
        var bina = await collective.EnrolAsync("Bina", Formed);
        var before = await collective.FormAsync("First", Formed, bina);
        await groups.AddGroupMemberAsync(
            new()
            {
                GroupId = before.Id,
                MemberId = asha.Id,
                JoinedOn = OnDay(2024, 2, 1),
            }
        );

        Assert.Equal(before, await groups.UndoGroupMemberAsync(new() { GroupId = before.Id, MemberId = asha.Id }));
        Assert.Equal(before, await groups.GetGroupAsync(new() { Id = before.Id }));
        Assert.Equal(
            Refused.NotNow("not_in_group"),
            await Refused.ByAsync(groups.UndoGroupMemberAsync(new() { GroupId = before.Id, MemberId = asha.Id }))
        );
    }

    [Fact]
    public async Task An_entry_on_which_something_rests_is_not_taken_back()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", Formed);
        var bina = await collective.EnrolAsync("Bina", Formed);
        var group = await collective.FormAsync("First", Formed, asha, bina);
        var meeting = await groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { asha.Id },
            }
        );
        var named = await groups.NameOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = bina.Id,
                Title = "Treasurer",
                From = OnDay(2024, 2, 1),
            }
        );
        UndoGroupMemberRequest Of(Member member) => new() { GroupId = group.Id, MemberId = member.Id };

        await AllRefusedAsync(
            r => groups.UndoGroupMemberAsync(r),
            (Of(asha), Refused.NotNow("attended_then")),
            (Of(bina), Refused.NotNow("bears_office")),
            (Of(asha).But(r => r.JoinedOn = OnDay(2024, 1, 2)), Refused.NotNow("not_in_group")),
            (Of(asha).But(r => r.MemberId = $"{Guid.NewGuid()}"), Refused.NotFound)
        );

        await groups.WithdrawMeetingAsync(new() { Id = meeting.Id });
        await groups.EndOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                Id = named.OfficeBearers.Single().Id,
                ByMistake = true,
            }
        );
        await groups.UndoGroupMemberAsync(Of(asha));
        Assert.Empty((await groups.UndoGroupMemberAsync(Of(bina))).Members);
    }

    [Fact]
    public async Task An_office_is_borne_for_a_term_and_at_most_as_long_as_she_is_in_the_group()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", Formed);
        var bina = await collective.EnrolAsync("Bina", Formed);
        var outside = await collective.EnrolAsync("Chandra", Formed);
        var group = await collective.FormAsync("First", Formed, asha, bina);
        var name = new NameOfficeBearerRequest
        {
            GroupId = group.Id,
            MemberId = asha.Id,
            Title = "అధ్యక్షురాలు",
            From = OnDay(2024, 2, 1),
            To = OnDay(2024, 7, 31),
        };

        await groups.NameOfficeBearerAsync(name);
        var again = await groups.NameOfficeBearerAsync(
            name.But(r =>
            {
                r.From = OnDay(2024, 8, 1);
                r.To = null;
            })
        );
        await groups.NameOfficeBearerAsync(
            name.But(r =>
            {
                r.MemberId = bina.Id;
                r.Title = "Treasurer";
                r.To = null;
            })
        );
        await AllRefusedAsync(
            r => groups.NameOfficeBearerAsync(r),
            (name.But(r => r.MemberId = outside.Id), Refused.NotNow("not_in_group")),
            (name.But(r => r.From = OnDay(2023, 12, 31)), Refused.NotNow("not_in_group")),
            (name.But(r => r.From = OnDay(2024, 7, 31)), Refused.NotNow("bears_office")),
            (name.But(r => r.To = OnDay(2024, 1, 31)), Refused.Invalid("to", "before_start")),
            (name.But(r => r.From = Today.AddDays(1).ToMessage()), Refused.Invalid("from", "in_the_future")),
            (name.But(r => r.Title = " "), Refused.Invalid("title", "required")),
            (name.But(r => r.Title = new('a', 61)), Refused.Invalid("title", "too_long")),
            (name.But(r => r.MemberId = ""), Refused.Invalid("member_id", "bad_id")),
            (name.But(r => r.GroupId = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        var presidency = again.OfficeBearers.Single(o => o.To is null);
        await AllRefusedAsync(
            r => groups.EndOfficeBearerAsync(r),
            (
                new EndOfficeBearerRequest
                {
                    GroupId = group.Id,
                    Id = presidency.Id,
                    To = OnDay(2024, 7, 31),
                },
                Refused.Invalid("to", "before_start")
            ),
            (new() { GroupId = group.Id, Id = $"{Guid.NewGuid()}" }, Refused.NotFound)
        );
        await groups.EndOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                Id = presidency.Id,
                To = OnDay(2024, 9, 30),
            }
        );
        var left = await groups.RemoveGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = bina.Id,
                LeftOn = OnDay(2024, 6, 30),
            }
        );

        Assert.Equal(
            ["Asha అధ్యక్షురాలు 2024-08-01 2024-09-30", "Asha అధ్యక్షురాలు 2024-02-01 2024-07-31", "Bina Treasurer 2024-02-01 2024-06-30"],
            left.OfficeBearers.OrderBy(o => o.KnownAs).Select(o => $"{o.KnownAs} {o.Title} {Said(o.From)} {Said(o.To)}")
        );
    }

    [Fact]
    public async Task Leaving_the_collective_ends_an_office_in_a_group_too()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", Formed);
        var group = await collective.FormAsync("First", Formed, asha);
        await collective.Groups.NameOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = asha.Id,
                Title = "President",
                From = OnDay(2024, 2, 1),
            }
        );

        await collective.Members.EndMembershipAsync(new() { Id = asha.Id, LeftOn = OnDay(2024, 5, 5) });

        Assert.Equal(OnDay(2024, 5, 5), (await collective.Groups.GetGroupAsync(new() { Id = group.Id })).OfficeBearers.Single().To);
    }

    [Fact]
    public async Task What_changes_a_group_is_for_those_who_manage_groups()
    {
        var collective = network.NewCollective();
        var group = await collective.FormAsync("First", Formed, await collective.EnrolAsync("Asha", Formed));
        var executive = new V1.Groups.GroupsClient(collective.As("executive"));

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.CloseGroupAsync(new() { Id = group.Id })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.CorrectGroupAsync(new() { Id = group.Id })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.UndoGroupMemberAsync(new() { GroupId = group.Id })));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(executive.NameOfficeBearerAsync(new() { GroupId = group.Id })));
        var others = new V1.Groups.GroupsClient(network.NewCollective().As("facilitator"));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.CloseGroupAsync(new() { Id = group.Id })));
    }

    private static string Said(Date day) => $"{day.Year:0000}-{day.Month:00}-{day.Day:00}";
}
