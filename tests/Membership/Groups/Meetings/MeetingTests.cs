using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class MeetingTests(MembershipFixture network)
{
    [Fact]
    public async Task A_meeting_keeps_who_attended_and_its_minute_and_the_others_hear_the_count()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 1, 1), asha, bina);

        var held = await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                AttendedMemberIds = { bina.Id, asha.Id, bina.Id },
                Minute = " We saved ₹500.\nAsha keeps the book. ",
            }
        );

        Assert.Equal(
            new Meeting
            {
                Id = held.Id,
                GroupId = group.Id,
                MetOn = OnDay(2024, 3, 5),
                Attendance = 2,
                MembersOnDay = 2,
                Etag = "1",
                HasMinute = true,
                Minutes =
                {
                    new MinuteVersion
                    {
                        Version = 1,
                        Text = "We saved ₹500.\nAsha keeps the book.",
                        WrittenAt = held.Minutes[0].WrittenAt,
                    },
                },
                Minute = "We saved ₹500.\nAsha keeps the book.",
                AttendedMemberIds = { new[] { asha.Id, bina.Id }.Order(StringComparer.Ordinal) },
            },
            held
        );
        Assert.Equal(held, await collective.Groups.GetMeetingAsync(new() { Id = held.Id }));
        Assert.Equal(
            [new GroupMet(Guid.Parse(held.Id), Guid.Parse(group.Id), new(2024, 3, 5), 2, HasMinute: true)],
            await network.Bus.WaitForAsync<GroupMet>(collective.Id)
        );
    }

    [Fact]
    public async Task A_meeting_without_a_minute_still_owes_it()
    {
        var collective = network.NewCollective();
        var group = await collective.FormAsync("First", null, await collective.EnrolAsync("Asha"));

        var held = await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { group.Members[0].MemberId },
            }
        );

        Assert.Equal((false, ""), (held.HasMinute, held.Minute));
        Assert.Equal(
            [new GroupMet(Guid.Parse(held.Id), Guid.Parse(group.Id), Today, 1, HasMinute: false)],
            await network.Bus.WaitForAsync<GroupMet>(collective.Id)
        );
    }

    [Fact]
    public async Task The_same_request_twice_records_once()
    {
        var collective = network.NewCollective();
        var group = await collective.FormAsync("First", null, await collective.EnrolAsync("Asha"));
        var request = new RecordMeetingRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            GroupId = group.Id,
            MetOn = Today.ToMessage(),
            AttendedMemberIds = { group.Members[0].MemberId },
            Minute = "Done.",
        };

        var held = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => collective.Groups.RecordMeetingAsync(request).ResponseAsync));

        Assert.All(held, h => Assert.Equal(held[0], h));
        Assert.Single((await collective.Groups.ListMeetingsAsync(new() { GroupId = group.Id })).Meetings);
    }

    [Fact]
    public async Task Meetings_are_listed_the_latest_first_in_pages_of_one_group()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 1, 1), asha);
        var other = await collective.FormAsync("Second", new(2024, 1, 1), asha);
        async Task<Meeting> MeetAsync(Group of, int month) =>
            await collective.Groups.RecordMeetingAsync(
                new()
                {
                    GroupId = of.Id,
                    MetOn = OnDay(2024, month, 5),
                    AttendedMemberIds = { asha.Id },
                    Minute = "Secret.",
                }
            );
        var march = await MeetAsync(group, 3);
        var may = await MeetAsync(group, 5);
        var april = await MeetAsync(group, 4);
        await MeetAsync(other, 6);

        var first = await collective.Groups.ListMeetingsAsync(new() { GroupId = group.Id, PageSize = 2 });
        await MeetAsync(group, 7);
        var second = await collective.Groups.ListMeetingsAsync(
            new()
            {
                GroupId = group.Id,
                PageSize = 2,
                PageToken = first.NextPageToken,
            }
        );

        Assert.Equal(
            new[] { may, april, march }.Select(m =>
                m.But(x =>
                {
                    x.Minute = "";
                    x.Minutes.Clear();
                    x.AttendedMemberIds.Clear();
                })
            ),
            first.Meetings.Concat(second.Meetings)
        );
        Assert.Equal("", second.NextPageToken);
        await AllRefusedAsync(
            r => collective.Groups.ListMeetingsAsync(r),
            (new ListMeetingsRequest { GroupId = "" }, Refused.NotFound),
            (new() { GroupId = $"{Guid.NewGuid()}" }, Refused.NotFound),
            (new() { GroupId = group.Id, PageSize = 201 }, Refused.Invalid("page_size", "out_of_range")),
            (
                new() { GroupId = group.Id, PageToken = Page.Token(new { MetOn = "x", asha.Id }) },
                Refused.Invalid("page_token", "bad_page_token")
            )
        );
    }

    [Fact]
    public async Task Only_who_was_in_the_group_that_day_can_have_attended()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var group = await collective.FormAsync("First", new(2024, 1, 1));
        await groups.AddGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = asha.Id,
                JoinedOn = OnDay(2024, 2, 10),
            }
        );
        await groups.RemoveGroupMemberAsync(
            new()
            {
                GroupId = group.Id,
                MemberId = asha.Id,
                LeftOn = OnDay(2024, 2, 20),
            }
        );
        RecordMeetingRequest On(int day) =>
            new()
            {
                GroupId = group.Id,
                MetOn = OnDay(2024, 2, day),
                AttendedMemberIds = { asha.Id },
            };

        Assert.Equal(Refused.NotNow("not_in_group"), await Refused.ByAsync(groups.RecordMeetingAsync(On(9))));
        Assert.Equal(1, (await groups.RecordMeetingAsync(On(10))).Attendance);
        Assert.Equal(1, (await groups.RecordMeetingAsync(On(20))).Attendance);
        Assert.Equal(Refused.NotNow("not_in_group"), await Refused.ByAsync(groups.RecordMeetingAsync(On(21))));
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var groups = collective.Groups;
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        var others = network.NewCollective();
        var theirs = await others.FormAsync("Theirs", null, await others.EnrolAsync("Chandra"));
        var their = await others.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = theirs.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { theirs.Members[0].MemberId },
            }
        );
        var group = await collective.FormAsync("First", new(2024, 2, 1), asha);
        var good = new RecordMeetingRequest
        {
            GroupId = group.Id,
            MetOn = OnDay(2024, 3, 5),
            AttendedMemberIds = { asha.Id },
            Minute = "Done.",
        };

        await AllRefusedAsync(
            r => groups.RecordMeetingAsync(r),
            (good.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (good.But(r => r.GroupId = "x"), Refused.NotFound),
            (good.But(r => r.GroupId = theirs.Id), Refused.NotFound),
            (good.But(r => r.MetOn = null), Refused.Invalid("met_on", "required")),
            (good.But(r => r.MetOn = OnDay(2024, 3, 32)), Refused.Invalid("met_on", "no_such_day")),
            (good.But(r => r.MetOn = Today.AddDays(1).ToMessage()), Refused.Invalid("met_on", "in_the_future")),
            (good.But(r => r.MetOn = OnDay(2024, 1, 31)), Refused.Invalid("met_on", "before_forming")),
            (good.But(r => r.AttendedMemberIds.Clear()), Refused.Invalid("attended_member_ids", "required")),
            (good.But(r => r.AttendedMemberIds.Add("x")), Refused.Invalid("attended_member_ids", "bad_id")),
            (good.But(r => r.AttendedMemberIds.Add(Enumerable.Repeat(asha.Id, 500))), Refused.Invalid("attended_member_ids", "too_many")),
            (good.But(r => r.AttendedMemberIds.Add(bina.Id)), Refused.NotNow("not_in_group")),
            (good.But(r => r.AttendedMemberIds.Add(theirs.Members[0].MemberId)), Refused.NotFound),
            (good.But(r => r.Minute = new('a', 10_001)), Refused.Invalid("minute", "too_long")),
            (good.But(r => r.Minute = "a\0"), Refused.Invalid("minute", "bad_text"))
        );
        await AllRefusedAsync(
            r => groups.GetMeetingAsync(r),
            (new GetMeetingRequest { Id = "x" }, Refused.NotFound),
            (new() { Id = their.Id }, Refused.NotFound),
            (new() { Id = $"{Guid.NewGuid()}" }, Refused.NotFound)
        );

        Assert.Equal(new ListMeetingsResponse(), await groups.ListMeetingsAsync(new() { GroupId = group.Id }));
        Assert.Equal(10_000, (await groups.RecordMeetingAsync(good.But(r => r.Minute = new('అ', 10_000)))).Minute.Length);
    }
}
