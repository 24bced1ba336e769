using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>The whole sheet of a meeting: quorum, guests, decisions, minutes in versions, corrections, and what is still owed.</summary>
public sealed class MeetingSheetTests(MembershipFixture network)
{
    private static readonly DateOnly Formed = new(2024, 1, 1);

    [Fact]
    public async Task The_sheet_is_kept_as_one_and_its_decisions_become_resolutions()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();

        var held = await collective.Groups.RecordMeetingAsync(
            Sheet(group, asha, bina)
                .But(r =>
                {
                    r.Guests = 2;
                    r.NextMeetingOn = OnDay(2024, 4, 5);
                    r.Decisions.Add(
                        new NewDecision
                        {
                            Text = "Ask the ward for a street lamp",
                            OwnerMemberId = bina.Id,
                            DueOn = OnDay(2024, 3, 31),
                        }
                    );
                    r.Decisions.Add(new NewDecision { Text = "Save ₹20 more" });
                })
        );

        Assert.Equal(
            (2, 2, 3, 2, false, OnDay(2024, 4, 5)),
            (held.Attendance, held.Guests, held.MembersOnDay, held.QuorumNeeded, held.QuorumMissed, held.NextMeetingOn)
        );
        Assert.Equal([Owed.DecisionOwner, Owed.DecisionDue], held.Owes);
        Assert.Equal<MeetingDecision>(
            [
                new MeetingDecision
                {
                    ResolutionId = held.Decisions[0].ResolutionId,
                    Text = "Ask the ward for a street lamp",
                    OwnerMemberId = bina.Id,
                    DueOn = OnDay(2024, 3, 31),
                    Adopted = true,
                },
                new MeetingDecision
                {
                    ResolutionId = held.Decisions[1].ResolutionId,
                    Text = "Save ₹20 more",
                    Adopted = true,
                },
            ],
            held.Decisions.ToList()
        );
        Assert.Equal(held, await collective.Groups.GetMeetingAsync(new() { Id = held.Id }));
        Assert.Equal(
            [
                new(Guid.Parse(held.Decisions[0].ResolutionId), new(2024, 3, 5), new(2024, 3, 31), null, false, 1),
                new ResolutionChanged(Guid.Parse(held.Decisions[1].ResolutionId), new(2024, 3, 5), null, null, false, 1),
            ],
            (await network.Bus.WaitForAsync<ResolutionChanged>(collective.Id, 2)).OrderBy(e => e.DueOn is null)
        );
    }

    [Fact]
    public async Task A_meeting_below_its_quorum_decides_nothing()
    {
        var (collective, group, (asha, _, _)) = await GroupOfThreeAsync();

        var held = await collective.Groups.RecordMeetingAsync(
            Sheet(group, asha)
                .But(r =>
                    r.Decisions.Add(
                        new NewDecision
                        {
                            Text = "Buy a mat",
                            OwnerMemberId = asha.Id,
                            DueOn = OnDay(2024, 3, 31),
                        }
                    )
                )
        );

        Assert.Equal((true, 1, 2), (held.QuorumMissed, held.Attendance, held.QuorumNeeded));
        Assert.Equal([Owed.Quorum], held.Owes);
        Assert.False(held.Decisions.Single().Adopted);
        await network.Bus.WaitForAsync<GroupMet>(collective.Id);
        Assert.Empty(network.Bus.Of<ResolutionChanged>(collective.Id));
    }

    [Theory]
    [InlineData(34, 3, 2)]
    [InlineData(33, 3, 1)]
    [InlineData(50, 3, 2)]
    [InlineData(100, 3, 3)]
    [InlineData(1, 3, 1)]
    [InlineData(50, 0, 0)]
    public void A_quorum_in_per_cent_is_rounded_up_to_whole_members(int percent, int members, int needed) =>
        Assert.Equal(needed, new Membership.Groups.Quorum(percent, null).Of(members));

    [Fact]
    public async Task A_later_minute_makes_the_meeting_whole_and_corrections_stay_readable_beside_it()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var groups = collective.Groups;
        var held = await groups.RecordMeetingAsync(Sheet(group, asha, bina).But(r => r.Minute = ""));
        Assert.Equal([Owed.Minute], held.Owes);
        var write = new WriteMinuteRequest { MeetingId = held.Id, Text = "We talked.\nAbout lamps." };

        var first = await groups.WriteMinuteAsync(write);
        var leader = new V1.Groups.GroupsClient(collective.AsMember(bina.Id, "peer_leader"));
        var second = await leader.WriteMinuteAsync(
            write.But(r =>
            {
                r.Text = "We talked about lamps and water.";
                r.Version = 1;
                r.Reason = "Water was forgotten.";
            })
        );

        Assert.Equal(("We talked.\nAbout lamps.", true, "2", 0), (first.Minute, first.HasMinute, first.Etag, first.Owes.Count));
        Assert.Equal("We talked about lamps and water.", second.Minute);
        Assert.Equal(["2 Water was forgotten. Bina", "1  "], second.Minutes.Select(m => $"{m.Version} {m.Reason} {m.WrittenBy}"));
        Assert.Equal(first.Minutes[0], second.Minutes[1]);
        Assert.InRange(
            second.Minutes[0].WrittenAt.ToDateTimeOffset(),
            second.Minutes[1].WrittenAt.ToDateTimeOffset(),
            DateTimeOffset.UtcNow.AddMinutes(1)
        );
        await AllRefusedAsync(
            r => groups.WriteMinuteAsync(r),
            (write, new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null)),
            (
                write.But(r =>
                {
                    r.Version = 1;
                    r.Reason = "x";
                }),
                new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null)
            ),
            (write.But(r => r.Version = 2), Refused.Invalid("reason", "required")),
            (write.But(r => r.Text = " "), Refused.Invalid("text", "required")),
            (write.But(r => r.Text = new('a', 10_001)), Refused.Invalid("text", "too_long")),
            (write.But(r => r.MeetingId = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        Assert.Equal(
            [
                new GroupMet(Guid.Parse(held.Id), Guid.Parse(group.Id), new(2024, 3, 5), 2, HasMinute: false),
                new(Guid.Parse(held.Id), Guid.Parse(group.Id), new(2024, 3, 5), 2, HasMinute: true, Revision: 2),
            ],
            (await network.Bus.WaitForAsync<GroupMet>(collective.Id, 2)).OrderBy(e => e.Revision)
        );
    }

    [Fact]
    public async Task Two_first_minutes_at_once_leave_one()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var held = await collective.Groups.RecordMeetingAsync(Sheet(group, asha, bina).But(r => r.Minute = ""));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async i =>
                {
                    try
                    {
                        return (
                            await collective.Groups.WriteMinuteAsync(new() { MeetingId = held.Id, Text = $"Text {i}" })
                        ).Minutes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    }
                    catch (Grpc.Core.RpcException e)
                    {
                        return e.Code;
                    }
                })
        );

        Assert.Equal(["1", "changed_meanwhile", "changed_meanwhile", "changed_meanwhile"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_corrected_meeting_is_told_again_and_its_decisions_follow_its_quorum()
    {
        var (collective, group, (asha, bina, chandra)) = await GroupOfThreeAsync();
        var groups = collective.Groups;
        var held = await groups.RecordMeetingAsync(
            Sheet(group, asha, bina)
                .But(r =>
                    r.Decisions.Add(
                        new NewDecision
                        {
                            Text = "Buy a mat",
                            OwnerMemberId = asha.Id,
                            DueOn = OnDay(2024, 3, 31),
                        }
                    )
                )
        );
        var correct = new CorrectMeetingRequest
        {
            Id = held.Id,
            Etag = held.Etag,
            MetOn = OnDay(2024, 3, 6),
            AttendedMemberIds = { chandra.Id },
            Guests = 1,
        };

        var missed = await groups.CorrectMeetingAsync(correct);
        var back = await groups.CorrectMeetingAsync(
            correct.But(r =>
            {
                r.Etag = missed.Etag;
                r.AttendedMemberIds.Add(asha.Id);
            })
        );

        Assert.Equal(
            (OnDay(2024, 3, 6), 1, 1, true, false),
            (missed.MetOn, missed.Attendance, missed.Guests, missed.QuorumMissed, missed.Decisions.Single().Adopted)
        );
        Assert.Equal([chandra.Id], missed.AttendedMemberIds);
        Assert.Equal((2, false, true, "3"), (back.Attendance, back.QuorumMissed, back.Decisions.Single().Adopted, back.Etag));
        var meeting = Guid.Parse(held.Id);
        var resolution = Guid.Parse(held.Decisions[0].ResolutionId);
        Assert.Equal(
            [
                new(meeting, Guid.Parse(group.Id), new(2024, 3, 5), 2, true),
                new(meeting, Guid.Parse(group.Id), new(2024, 3, 6), 1, true, false, 2),
                new GroupMet(meeting, Guid.Parse(group.Id), new(2024, 3, 6), 2, true, false, 3),
            ],
            (await network.Bus.WaitForAsync<GroupMet>(collective.Id, 3)).OrderBy(e => e.Revision)
        );
        Assert.Equal(
            [
                new(resolution, new(2024, 3, 5), new(2024, 3, 31), null, false, 1),
                new(resolution, new(2024, 3, 6), new(2024, 3, 31), null, true, 2),
                new ResolutionChanged(resolution, new(2024, 3, 6), new(2024, 3, 31), null, false, 3),
            ],
            (await network.Bus.WaitForAsync<ResolutionChanged>(collective.Id, 3)).OrderBy(e => e.Revision)
        );
        var now = correct.But(r => r.Etag = "3");
        await AllRefusedAsync(
            r => groups.CorrectMeetingAsync(r),
            (correct, new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null)),
            (now.But(r => r.AttendedMemberIds.Clear()), Refused.Invalid("attended_member_ids", "required")),
            (now.But(r => r.MetOn = OnDay(2023, 12, 31)), Refused.Invalid("met_on", "before_forming")),
            (now.But(r => r.MetOn = null), Refused.Invalid("met_on", "required")),
            (now.But(r => r.Guests = -1), Refused.Invalid("guests", "out_of_range")),
            (now.But(r => r.NextMeetingOn = OnDay(2024, 3, 6)), Refused.Invalid("next_meeting_on", "before_meeting")),
            (now.But(r => r.Id = $"{Guid.NewGuid()}"), Refused.NotFound)
        );
        await new V1.Resolutions.ResolutionsClient(collective.As("executive")).CompleteResolutionAsync(
            new() { Id = held.Decisions[0].ResolutionId, DoneOn = OnDay(2024, 3, 20) }
        );
        Assert.Equal(Refused.NotNow("decision_done"), await Refused.ByAsync(groups.CorrectMeetingAsync(now)));
    }

    [Fact]
    public async Task A_meeting_keeps_the_quorum_it_was_held_under()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var held = await collective.Groups.RecordMeetingAsync(Sheet(group, asha, bina));
        await collective.Groups.CorrectGroupAsync(
            new()
            {
                Id = group.Id,
                Etag = group.Etag,
                Name = group.Name,
                Quorum = new() { Members = 3 },
            }
        );

        var corrected = await collective.Groups.CorrectMeetingAsync(
            new()
            {
                Id = held.Id,
                Etag = held.Etag,
                MetOn = held.MetOn,
                AttendedMemberIds = { asha.Id, bina.Id },
                Guests = 5,
            }
        );

        Assert.Equal((2, false), (corrected.QuorumNeeded, corrected.QuorumMissed));
        Assert.Equal(
            (3, true),
            await collective.Groups.RecordMeetingAsync(Sheet(group, asha, bina)).ResponseAsync is var next
                ? (next.QuorumNeeded, next.QuorumMissed)
                : default
        );
    }

    [Fact]
    public async Task Who_came_and_was_erased_since_still_counts_when_the_meeting_is_corrected()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var held = await collective.Groups.RecordMeetingAsync(Sheet(group, asha, bina));
        await collective.Members.EraseMemberAsync(new() { Id = bina.Id });

        var corrected = await collective.Groups.CorrectMeetingAsync(
            new()
            {
                Id = held.Id,
                Etag = held.Etag,
                MetOn = held.MetOn,
                AttendedMemberIds = { asha.Id },
                Guests = 1,
            }
        );

        Assert.Equal((2, 1, 3, false), (corrected.Attendance, corrected.Guests, corrected.MembersOnDay, corrected.QuorumMissed));
        Assert.Equal(
            ["Asha", "Chandra"],
            (await collective.Groups.GetGroupAttendanceAsync(new() { GroupId = group.Id })).Members.Select(m => m.KnownAs)
        );
    }

    [Fact]
    public async Task A_meeting_entered_by_mistake_is_gone_everywhere_and_can_come_back_the_same_day()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var groups = collective.Groups;
        var held = await groups.RecordMeetingAsync(
            Sheet(group, asha, bina).But(r => r.Decisions.Add(new NewDecision { Text = "Buy a mat" }))
        );

        var gone = await groups.WithdrawMeetingAsync(new() { Id = held.Id });
        Assert.Equal((true, true, false, 0), (gone.Withdrawn, gone.MayBeRestored, gone.Decisions[0].Adopted, gone.Owes.Count));
        Assert.Empty((await groups.ListMeetingsAsync(new() { GroupId = group.Id })).Meetings);
        Assert.Equal(0, (await groups.ListOwedMeetingsAsync(new())).Total);
        Assert.Empty((await groups.GetGroupAttendanceAsync(new() { GroupId = group.Id })).Meetings);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(groups.WithdrawMeetingAsync(new() { Id = held.Id })));
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(
                groups.WriteMinuteAsync(
                    new()
                    {
                        MeetingId = held.Id,
                        Text = "x",
                        Version = 1,
                        Reason = "x",
                    }
                )
            )
        );
        var back = await groups.RestoreMeetingAsync(new() { Id = held.Id });

        Assert.Equal(held.But(m => m.Etag = "3"), back);
        Assert.Equal(
            [false, true, false],
            (await network.Bus.WaitForAsync<GroupMet>(collective.Id, 3)).OrderBy(e => e.Revision).Select(e => e.Withdrawn)
        );
        Assert.Equal(
            [false, true, false],
            (await network.Bus.WaitForAsync<ResolutionChanged>(collective.Id, 3)).OrderBy(e => e.Revision).Select(e => e.Withdrawn)
        );
        Assert.Equal(Refused.NotNow("not_withdrawn"), await Refused.ByAsync(groups.RestoreMeetingAsync(new() { Id = held.Id })));

        await groups.WithdrawMeetingAsync(new() { Id = held.Id });
        await network.BehindAsync(collective, $"update meeting set withdrawn_on = withdrawn_on - 1 where id = '{held.Id}'");
        Assert.Equal(Refused.NotNow("too_late"), await Refused.ByAsync(groups.RestoreMeetingAsync(new() { Id = held.Id })));
        Assert.False((await groups.GetMeetingAsync(new() { Id = held.Id })).MayBeRestored);
    }

    [Fact]
    public async Task A_meeting_with_a_decision_that_is_done_is_not_withdrawn()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var held = await collective.Groups.RecordMeetingAsync(
            Sheet(group, asha, bina).But(r => r.Decisions.Add(new NewDecision { Text = "Buy a mat" }))
        );
        await new V1.Resolutions.ResolutionsClient(collective.As("executive")).CompleteResolutionAsync(
            new() { Id = held.Decisions[0].ResolutionId }
        );

        Assert.Equal(
            Refused.NotNow("decision_done"),
            await Refused.ByAsync(collective.Groups.WithdrawMeetingAsync(new() { Id = held.Id }))
        );
        Assert.False((await collective.Groups.GetMeetingAsync(new() { Id = held.Id })).Withdrawn);
    }

    [Fact]
    public async Task What_meetings_still_owe_is_listed_until_it_is_given()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var groups = collective.Groups;
        var missed = await groups.RecordMeetingAsync(Sheet(group, asha));
        var unminuted = await groups.RecordMeetingAsync(
            Sheet(group, asha)
                .But(r =>
                {
                    r.MetOn = OnDay(2024, 4, 5);
                    r.Minute = "";
                })
        );
        var other = await collective.FormAsync("Second", Formed, asha);
        var open = await groups.RecordMeetingAsync(
            Sheet(other, asha).But(r => r.Decisions.Add(new NewDecision { Text = "Clean the well", OwnerMemberId = asha.Id }))
        );

        var all = await groups.ListOwedMeetingsAsync(new() { PageSize = 2 });
        var rest = await groups.ListOwedMeetingsAsync(new() { PageSize = 2, PageToken = all.NextPageToken });
        Assert.Equal(3, all.Total);
        Assert.Equal(
            new Dictionary<string, string>
            {
                [unminuted.Id] = "First Minute Quorum",
                [missed.Id] = "First Quorum",
                [open.Id] = "Second DecisionDue",
            },
            all.Meetings.Concat(rest.Meetings).ToDictionary(m => m.Id, m => $"{m.GroupName} {string.Join(' ', m.Owes)}")
        );
        Assert.Equal([open.Id], (await groups.ListOwedMeetingsAsync(new() { GroupId = other.Id })).Meetings.Select(m => m.Id));

        // A later meeting with its quorum makes up for those without; owner and day make the decision whole.
        await groups.WriteMinuteAsync(new() { MeetingId = unminuted.Id, Text = "Only one came." });
        await groups.RecordMeetingAsync(Sheet(group, asha, bina).But(r => r.MetOn = OnDay(2024, 5, 5)));
        await new V1.Resolutions.ResolutionsClient(collective.As("peer_leader")).AssignResolutionAsync(
            new()
            {
                Id = open.Decisions[0].ResolutionId,
                Etag = "1",
                OwnerMemberId = asha.Id,
                DueOn = OnDay(2024, 6, 1),
            }
        );
        Assert.Equal(new ListOwedMeetingsResponse(), await groups.ListOwedMeetingsAsync(new()));
    }

    [Fact]
    public async Task Attendance_is_a_table_that_judges_each_by_her_own_time_in_the_group()
    {
        var (collective, group, (asha, bina, chandra)) = await GroupOfThreeAsync();
        var groups = collective.Groups;
        var late = await collective.EnrolAsync("Dipa", Formed);
        await groups.AddGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = late.Id,
                JoinedOn = OnDay(2024, 4, 1),
            }
        );
        await groups.RemoveGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = chandra.Id,
                LeftOn = OnDay(2024, 2, 1),
            }
        );
        foreach (var (month, who) in new[] { (3, (Member[])[asha, bina]), (4, [asha, late]), (5, [asha]) })
            await groups.RecordMeetingAsync(Sheet(group, who).But(r => r.MetOn = OnDay(2024, month, 5)));

        var table = await groups.GetGroupAttendanceAsync(new() { GroupId = group.Id });

        Assert.Equal([3, 4, 5], table.Meetings.Select(m => m.MetOn.Month));
        Assert.Equal(
            ["Asha Came Came Came 3/3", "Bina Came Absent Absent 1/3", "Dipa NotInGroup Came Absent 1/2"],
            table.Members.Select(m => $"{m.KnownAs} {string.Join(' ', m.Marks)} {m.Attended}/{m.Held}")
        );
        Assert.Equal(
            [5],
            (await groups.GetGroupAttendanceAsync(new() { GroupId = group.Id, Meetings = 1 })).Meetings.Select(m => m.MetOn.Month)
        );
        await AllRefusedAsync(
            r => groups.GetGroupAttendanceAsync(r),
            (new GetGroupAttendanceRequest { GroupId = group.Id, Meetings = 61 }, Refused.Invalid("meetings", "out_of_range")),
            (new() { GroupId = $"{Guid.NewGuid()}" }, Refused.NotFound)
        );
    }

    [Fact]
    public async Task A_member_sees_her_own_groups_and_how_often_she_came_and_staff_have_none()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        await collective.Groups.NameOfficeBearerAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = bina.Id,
                Title = "Secretary",
            }
        );
        await collective.Groups.RecordMeetingAsync(Sheet(group, asha));
        await collective.Groups.RecordMeetingAsync(
            Sheet(group, asha, bina)
                .But(r =>
                {
                    r.MetOn = OnDay(2024, 4, 5);
                    r.NextMeetingOn = Today.AddDays(3).ToMessage();
                })
        );

        var hers = await new V1.Groups.GroupsClient(collective.AsMember(bina.Id)).GetMyGroupsAsync(new());

        Assert.Equal(
            [
                new MyGroup
                {
                    GroupId = group.Id,
                    Name = "First",
                    Kind = GroupKind.Shg,
                    JoinedOn = Formed.ToMessage(),
                    Titles = { "Secretary" },
                    Attended = 1,
                    Held = 2,
                    NextMeetingOn = Today.AddDays(3).ToMessage(),
                },
            ],
            hers.Groups
        );
        var staff = new V1.Groups.GroupsClient(collective.As("member"));
        Assert.Equal(
            new Refused(Grpc.Core.StatusCode.PermissionDenied, "members_only", null),
            await Refused.ByAsync(staff.GetMyGroupsAsync(new()))
        );
    }

    [Fact]
    public async Task A_wrong_sheet_is_refused_field_by_field_and_leaves_nothing()
    {
        var (collective, group, (asha, bina, _)) = await GroupOfThreeAsync();
        var outside = await collective.EnrolAsync("Dipa", Formed);
        var good = Sheet(group, asha, bina);
        RecordMeetingRequest Deciding(NewDecision decision) => good.But(r => r.Decisions.Add(decision));

        await AllRefusedAsync(
            r => collective.Groups.RecordMeetingAsync(r),
            (good.But(r => r.Guests = -1), Refused.Invalid("guests", "out_of_range")),
            (good.But(r => r.Guests = 10_001), Refused.Invalid("guests", "out_of_range")),
            (good.But(r => r.NextMeetingOn = r.MetOn), Refused.Invalid("next_meeting_on", "before_meeting")),
            (Deciding(new() { Text = " " }), Refused.Invalid("decisions", "required")),
            (Deciding(new() { Text = new('a', 1_001) }), Refused.Invalid("decisions", "too_long")),
            (Deciding(new() { Text = "x", OwnerMemberId = "x" }), Refused.Invalid("decisions", "bad_id")),
            (Deciding(new() { Text = "x", OwnerMemberId = outside.Id }), Refused.Invalid("decisions", "owner_not_in_group")),
            (Deciding(new() { Text = "x", OwnerMemberId = $"{Guid.NewGuid()}" }), Refused.NotFound),
            (Deciding(new() { Text = "x", DueOn = OnDay(2024, 3, 4) }), Refused.Invalid("decisions", "before_meeting")),
            (
                good.But(r => r.Decisions.Add(Enumerable.Range(0, 51).Select(_ => new NewDecision { Text = "x" }))),
                Refused.Invalid("decisions", "too_many")
            )
        );

        Assert.Empty((await collective.Groups.ListMeetingsAsync(new() { GroupId = group.Id })).Meetings);
        Assert.Empty((await new V1.Resolutions.ResolutionsClient(collective.As("executive")).ListResolutionsAsync(new())).Resolutions);
    }

    /// <summary>A group of three, of whom half (two) must come.</summary>
    private async Task<(TestCollective, Group, (Member Asha, Member Bina, Member Chandra))> GroupOfThreeAsync()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", Formed);
        var bina = await collective.EnrolAsync("Bina", Formed);
        var chandra = await collective.EnrolAsync("Chandra", Formed);
        var group = await collective.Groups.FormGroupAsync(
            new()
            {
                Name = "First",
                Kind = GroupKind.Shg,
                FormedOn = Formed.ToMessage(),
                Quorum = new() { Percent = 50 },
                MemberIds = { asha.Id, bina.Id, chandra.Id },
            }
        );
        return (collective, group, (asha, bina, chandra));
    }

    private static RecordMeetingRequest Sheet(Group group, params Member[] came) =>
        new()
        {
            GroupId = group.Id,
            MetOn = OnDay(2024, 3, 5),
            AttendedMemberIds = { came.Select(m => m.Id) },
            Minute = "We met.",
        };
}
