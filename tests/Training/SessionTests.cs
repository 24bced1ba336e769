using Grpc.Core;
using Sangam.Events;
using Sangam.Training.V1;

namespace Training.Tests;

public sealed class SessionTests(TrainingFixture network)
{
    private static readonly DateOnly Day = new(2026, 2, 14);

    private static V1.TrainingSessions.TrainingSessionsClient Sessions(TestCollective collective, string role = "trainer") =>
        new(collective.As(role));

    private static HoldSessionRequest Held(DateOnly day, params Attendance[] attendance) =>
        new()
        {
            RequestId = $"{Guid.NewGuid()}",
            Topic = Topic.RightsAndLaw,
            Level = Level.Block,
            HeldOn = day.ToMessage(),
            Block = "bhuj",
            Attendance = { attendance },
        };

    private static Attendance Row(Guid member, AttendanceStatus status = AttendanceStatus.Present) =>
        new() { MemberId = $"{member}", Status = status };

    [Fact]
    public async Task A_session_can_be_read_back_and_the_others_hear_who_was_there()
    {
        var collective = network.NewCollective();
        Guid[] members =
        [
            await collective.MemberAsync(),
            await collective.MemberAsync(),
            await collective.MemberAsync(),
            await collective.MemberAsync(),
        ];

        var held = await Sessions(collective)
            .HoldSessionAsync(
                Held(
                    Day,
                    Row(members[3], AttendanceStatus.Absent),
                    Row(members[1], AttendanceStatus.Late),
                    Row(members[0]),
                    Row(members[2], AttendanceStatus.Apologies)
                )
            );

        Assert.Equal(
            new()
            {
                Id = held.Id,
                Topic = Topic.RightsAndLaw,
                Level = Level.Block,
                HeldOn = Day.ToMessage(),
                Block = "bhuj",
                Attended = 2,
                Attendance =
                {
                    Row(members[0]),
                    Row(members[1], AttendanceStatus.Late),
                    Row(members[2], AttendanceStatus.Apologies),
                    Row(members[3], AttendanceStatus.Absent),
                },
            },
            held
        );
        Assert.Equal(held, await Sessions(collective, "facilitator").GetSessionAsync(new() { Id = held.Id }));
        var told = Assert.Single(await network.Bus.WaitForAsync<TrainingHeld>(collective.Id));
        Assert.Equal((Guid.Parse(held.Id), Day, new Code("rights-and-law")), (told.SessionId, told.HeldOn, told.Topic));
        Assert.Equal([members[0], members[1]], told.Attended);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_field_and_changes_nothing()
    {
        var collective = network.NewCollective();
        var member = await collective.MemberAsync();
        var tomorrow = TimeProvider.System.Today.AddDays(1);
        (Action<HoldSessionRequest> Spoil, Refused Expected)[] cases =
        [
            (r => r.RequestId = "one", Refused.Invalid("request_id", "bad_id")),
            (r => r.Topic = Topic.Unspecified, Refused.Invalid("topic", "required")),
            (r => r.Topic = (Topic)99, Refused.Invalid("topic", "unknown_choice")),
            (r => r.Level = Level.Unspecified, Refused.Invalid("level", "required")),
            (r => r.Level = (Level)99, Refused.Invalid("level", "unknown_choice")),
            (r => r.HeldOn = null, Refused.Invalid("held_on", "required")),
            (
                r =>
                    r.HeldOn = new()
                    {
                        Year = 2026,
                        Month = 2,
                        Day = 29,
                    },
                Refused.Invalid("held_on", "no_such_day")
            ),
            (r => r.HeldOn = tomorrow.ToMessage(), Refused.Invalid("held_on", "in_the_future")),
            (r => r.Block = "Bhuj town", Refused.Invalid("block", "bad_code")),
            (r => r.Attendance.Clear(), Refused.Invalid("attendance", "required")),
            (r => r.Attendance.Add(Row(member, AttendanceStatus.Absent)), Refused.Invalid("attendance", "member_twice")),
            (r => r.Attendance.Add(Enumerable.Range(0, 500).Select(_ => Row(Guid.NewGuid()))), Refused.Invalid("attendance", "too_many")),
            (r => r.Attendance[0].MemberId = "Asha", Refused.Invalid("member_id", "bad_id")),
            (r => r.Attendance[0].Status = AttendanceStatus.Unspecified, Refused.Invalid("status", "required")),
            (r => r.Attendance[0].Status = (AttendanceStatus)9, Refused.Invalid("status", "unknown_choice")),
        ];

        foreach (var (spoil, expected) in cases)
        {
            var request = Held(Day, Row(member));
            spoil(request);
            Assert.Equal(expected, await Refused.ByAsync(Sessions(collective).HoldSessionAsync(request)));
        }
        Assert.Equal(new(), await Sessions(collective).ListSessionsAsync(new()));
        Assert.Empty(network.Bus.Of<TrainingHeld>(collective.Id));
    }

    [Fact]
    public async Task Only_those_who_were_members_that_day_can_be_on_the_list()
    {
        var collective = network.NewCollective();
        var sessions = Sessions(collective);
        var newcomer = await collective.MemberAsync(joined: Day);
        var former = await collective.MemberAsync();
        await collective.TellAsync(new MembershipEnded(former, Day));
        var another = await network.NewCollective().MemberAsync();

        Assert.Equal(
            Refused.NotNow("member_unknown"),
            await Refused.ByAsync(sessions.HoldSessionAsync(Held(Day, Row(newcomer), Row(Guid.NewGuid()))))
        );
        Assert.Equal(Refused.NotNow("member_unknown"), await Refused.ByAsync(sessions.HoldSessionAsync(Held(Day, Row(another)))));
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(sessions.HoldSessionAsync(Held(Day.AddDays(1), Row(newcomer), Row(former))))
        );
        Assert.Equal(
            Refused.NotNow("not_a_member"),
            await Refused.ByAsync(sessions.HoldSessionAsync(Held(Day.AddDays(-1), Row(newcomer), Row(former))))
        );
        Assert.Equal(2, (await sessions.HoldSessionAsync(Held(Day, Row(newcomer), Row(former)))).Attended);
    }

    [Fact]
    public async Task The_same_request_again_holds_no_second_session()
    {
        var collective = network.NewCollective();
        var request = Held(Day, Row(await collective.MemberAsync()));

        var first = await Sessions(collective).HoldSessionAsync(request);
        var again = await Sessions(collective).HoldSessionAsync(request);

        Assert.Equal(first, again);
        Assert.Single((await Sessions(collective).ListSessionsAsync(new())).Sessions);
        Assert.Equal(
            Refused.Invalid("request_id", "request_id_reused"),
            await Refused.ByAsync(Sessions(collective).HoldSessionAsync(new(request) { Block = "mundra" }))
        );
    }

    [Fact]
    public async Task The_list_shows_the_latest_first_page_by_page()
    {
        var collective = network.NewCollective();
        var sessions = Sessions(collective);
        var member = await collective.MemberAsync();
        List<V1.TrainingSession> held = [];
        foreach (var day in (int[])[3, 1, 3, 2, 3])
            held.Add(await sessions.HoldSessionAsync(Held(Day.AddDays(day), Row(member))));

        var first = await sessions.ListSessionsAsync(new() { PageSize = 2 });
        var second = await sessions.ListSessionsAsync(new() { PageSize = 2, PageToken = first.NextPageToken });
        var third = await sessions.ListSessionsAsync(new() { PageSize = 2, PageToken = second.NextPageToken });

        foreach (var session in held)
            session.Attendance.Clear();
        Assert.Equal([held[4], held[2], held[0], held[3], held[1]], [.. first.Sessions, .. second.Sessions, .. third.Sessions]);
        Assert.Equal("", third.NextPageToken);
        Assert.Equal(
            Refused.Invalid("page_size", "out_of_range"),
            await Refused.ByAsync(sessions.ListSessionsAsync(new() { PageSize = 201 }))
        );
        Assert.Equal(
            Refused.Invalid("page_token", "bad_page_token"),
            await Refused.ByAsync(sessions.ListSessionsAsync(new() { PageToken = "x" }))
        );
    }

    [Fact]
    public async Task Another_collectives_session_is_as_unknown_as_one_that_never_was()
    {
        var collective = network.NewCollective();
        var held = await Sessions(collective).HoldSessionAsync(Held(Day, Row(await collective.MemberAsync())));
        var others = Sessions(network.NewCollective());

        foreach (var id in (string[])[held.Id, $"{Guid.NewGuid()}", "no id"])
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(others.GetSessionAsync(new() { Id = id })));
        Assert.Equal(new(), await others.ListSessionsAsync(new()));
    }

    [Fact]
    public async Task Only_a_trainer_records_and_only_the_collectives_people_read()
    {
        var collective = network.NewCollective();

        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Sessions(collective, "peer_leader").HoldSessionAsync(Held(Day))));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Sessions(collective, "member").GetSessionAsync(new())));
        Assert.Equal(Refused.NotAllowed, await Refused.ByAsync(Sessions(collective, "admin").ListSessionsAsync(new())));
        Assert.Equal(
            new(StatusCode.Unauthenticated, "sign_in_first", null),
            await Refused.ByAsync(new V1.TrainingSessions.TrainingSessionsClient(network.Calling(null)).ListSessionsAsync(new()))
        );
    }
}
