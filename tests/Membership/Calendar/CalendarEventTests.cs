using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class CalendarEventTests(MembershipFixture network)
{
    private static readonly PlanEventRequest Meeting = new()
    {
        Kind = EventKind.PublicMeeting,
        Title = "Rights in the market",
        Place = "Behind the temple",
        PlannedOn = OnDay(2026, 3, 5),
        StartsAt = new() { Hour = 16, Minute = 30 },
    };

    [Fact]
    public async Task An_event_is_planned_and_read_back_and_its_place_is_in_no_list_and_not_readable()
    {
        var collective = network.NewCollective();

        var planned = await Calendar(collective).PlanEventAsync(Meeting);

        Assert.Equal(
            new CalendarEvent
            {
                Id = planned.Id,
                Kind = EventKind.PublicMeeting,
                Title = "Rights in the market",
                Place = "Behind the temple",
                PlannedOn = OnDay(2026, 3, 5),
                StartsAt = new() { Hour = 16, Minute = 30 },
                Stage = EventStage.Planned,
                Etag = "1",
            },
            planned
        );
        Assert.Equal(planned, await Calendar(collective, "member").GetEventAsync(new() { Id = planned.Id }));
        Assert.Equal([planned.But(e => e.Place = "")], (await Calendar(collective, "member").ListEventsAsync(new())).Events);
        Assert.DoesNotContain(
            "temple",
            string.Join(' ', await network.RowsAsync(collective.Id, "select e::text from calendar_event e")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_public_event_held_is_told_with_its_attendance_corrected_and_taken_back()
    {
        var collective = network.NewCollective();
        var calendar = Calendar(collective);
        var planned = await calendar.PlanEventAsync(Meeting);

        var held = await calendar.RecordEventHeldAsync(
            new()
            {
                Id = planned.Id,
                Etag = planned.Etag,
                Attendance = 150,
            }
        );
        Assert.Equal(
            planned.But(e =>
            {
                e.Stage = EventStage.Held;
                e.HeldOn = OnDay(2026, 3, 5);
                e.Attendance = 150;
                e.Etag = "2";
            }),
            held
        );
        var corrected = await calendar.RecordEventHeldAsync(
            new()
            {
                Id = planned.Id,
                Etag = held.Etag,
                HeldOn = OnDay(2026, 3, 6),
                Attendance = 140,
            }
        );
        var reopened = await calendar.ReopenEventAsync(new() { Id = planned.Id, Etag = corrected.Etag });

        Assert.Equal(planned.But(e => e.Etag = "4"), reopened);
        var id = Guid.Parse(planned.Id);
        Assert.Equal(
            [
                new PublicEventHeld(id, new(2026, 3, 5), new("public-meeting"), 150, Withdrawn: false, 2),
                new PublicEventHeld(id, new(2026, 3, 6), new("public-meeting"), 140, Withdrawn: false, 3),
                new PublicEventHeld(id, new(2026, 3, 6), new("public-meeting"), 140, Withdrawn: true, 4),
            ],
            (await network.Bus.WaitForAsync<PublicEventHeld>(collective.Id, 3)).OrderBy(e => e.Revision)
        );
    }

    [Fact]
    public async Task Only_public_kinds_are_told()
    {
        var collective = network.NewCollective();
        var calendar = Calendar(collective);
        foreach (
            var kind in (EventKind[])[EventKind.Meeting, EventKind.Training, EventKind.Other, EventKind.Dialogue, EventKind.SpecialDay]
        )
        {
            var planned = await calendar.PlanEventAsync(Meeting.But(r => r.Kind = kind));
            var held = await calendar.RecordEventHeldAsync(
                new()
                {
                    Id = planned.Id,
                    Etag = planned.Etag,
                    Attendance = 9,
                }
            );
            if (kind == EventKind.Meeting)
                await calendar.ReopenEventAsync(new() { Id = held.Id, Etag = held.Etag });
        }

        Assert.Equal(
            ["dialogue", "special-day"],
            (await network.Bus.WaitForAsync<PublicEventHeld>(collective.Id, 2)).Select(e => e.Kind.Value).Order()
        );
        await Eventually.TrueAsync(
            async () => (await network.RowsAsync(collective.Id, "select 1 from outbox")).Count == 0,
            "everything told"
        );
        Assert.Equal(2, network.Bus.Of<PublicEventHeld>(collective.Id).Count);
    }

    [Fact]
    public async Task What_is_planned_can_be_changed_or_cancelled_and_cancelling_can_be_taken_back()
    {
        var collective = network.NewCollective();
        var calendar = Calendar(collective);
        var planned = await calendar.PlanEventAsync(Meeting);
        var change = new ChangeEventRequest
        {
            Id = planned.Id,
            Etag = planned.Etag,
            Kind = EventKind.Meeting,
            Title = "Talk",
            PlannedOn = OnDay(2026, 4, 1),
        };

        var changed = await calendar.ChangeEventAsync(change);
        Assert.Equal(
            new CalendarEvent
            {
                Id = planned.Id,
                Kind = EventKind.Meeting,
                Title = "Talk",
                PlannedOn = OnDay(2026, 4, 1),
                Stage = EventStage.Planned,
                Etag = "2",
            },
            changed
        );
        var stale = new Refused(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null);
        Assert.Equal(
            [stale, stale, stale, stale],
            [
                await Refused.ByAsync(calendar.ChangeEventAsync(change)),
                await Refused.ByAsync(calendar.CancelEventAsync(new() { Id = planned.Id, Etag = "1" })),
                await Refused.ByAsync(calendar.RecordEventHeldAsync(new() { Id = planned.Id, Etag = "1" })),
                await Refused.ByAsync(calendar.ReopenEventAsync(new() { Id = planned.Id, Etag = "1" })),
            ]
        );
        Assert.Equal(
            Refused.NotNow("already_planned"),
            await Refused.ByAsync(calendar.ReopenEventAsync(new() { Id = planned.Id, Etag = changed.Etag }))
        );

        var cancelled = await calendar.CancelEventAsync(new() { Id = planned.Id, Etag = changed.Etag });
        Assert.Equal(
            changed.But(e =>
            {
                e.Stage = EventStage.Cancelled;
                e.Etag = "3";
            }),
            cancelled
        );
        Assert.Equal(
            [Refused.NotNow("not_planned"), Refused.NotNow("not_planned"), Refused.NotNow("event_cancelled")],
            [
                await Refused.ByAsync(calendar.ChangeEventAsync(change.But(r => r.Etag = "3"))),
                await Refused.ByAsync(calendar.CancelEventAsync(new() { Id = planned.Id, Etag = "3" })),
                await Refused.ByAsync(calendar.RecordEventHeldAsync(new() { Id = planned.Id, Etag = "3" })),
            ]
        );
        Assert.Equal(changed.But(e => e.Etag = "4"), await calendar.ReopenEventAsync(new() { Id = planned.Id, Etag = "3" }));
    }

    [Fact]
    public async Task Events_are_listed_by_their_day_in_pages_either_way()
    {
        var collective = network.NewCollective();
        var calendar = Calendar(collective);
        async Task PlanAsync(int month, int day) =>
            await calendar.PlanEventAsync(
                Meeting.But(r =>
                {
                    r.Title = $"{month}-{day}";
                    r.PlannedOn = OnDay(2026, month, day);
                })
            );
        foreach (var (month, day) in new[] { (3, 5), (3, 31), (4, 1), (3, 1), (2, 28) })
            await PlanAsync(month, day);
        async Task<string> ListAsync(ListEventsRequest request)
        {
            var titles = new List<string>();
            for (var token = "-"; token != ""; )
            {
                var page = await calendar.ListEventsAsync(
                    request.But(r =>
                    {
                        r.PageSize = 2;
                        r.PageToken = token.TrimStart('-');
                    })
                );
                titles.AddRange(page.Events.Select(e => e.Title));
                token = page.NextPageToken;
            }
            return string.Join(' ', titles);
        }

        Assert.Equal("2-28 3-1 3-5 3-31 4-1", await ListAsync(new()));
        Assert.Equal("4-1 3-31 3-5 3-1 2-28", await ListAsync(new() { LatestFirst = true }));
        Assert.Equal("3-1 3-5 3-31", await ListAsync(new() { From = OnDay(2026, 3, 1), Until = OnDay(2026, 3, 31) }));
        Assert.Equal(
            "3-31 3-5 3-1",
            await ListAsync(
                new()
                {
                    From = OnDay(2026, 3, 1),
                    Until = OnDay(2026, 3, 31),
                    LatestFirst = true,
                }
            )
        );
    }

    [Fact]
    public async Task Special_days_of_the_coming_year_are_offered_until_they_are_planned()
    {
        var collective = network.NewCollective();
        var calendar = Calendar(collective);

        var days = (await Calendar(collective, "member").ListSpecialDaysAsync(new())).Days;
        Assert.Equal(
            ["aids-day", "june-day", "rights-day", "trafficking-day", "violence-day", "womens-day"],
            days.Select(d => d.Code).Order()
        );
        Assert.Equal([(3, 3), (3, 8), (6, 2), (7, 30), (12, 1), (12, 17)], days.Select(d => (d.Day.Month, d.Day.Day)).Order());
        Assert.All(days, d => Assert.InRange(new DateOnly(d.Day.Year, d.Day.Month, d.Day.Day), Today, Today.AddYears(1)));
        Assert.Equal(days.OrderBy(d => (d.Day.Year, d.Day.Month, d.Day.Day)), days);

        var june = days.Single(d => d.Code == "june-day").Day;
        var planned = await calendar.PlanEventAsync(
            Meeting.But(r =>
            {
                r.Kind = EventKind.SpecialDay;
                r.PlannedOn = june.But(d => d.Day = 5);
            })
        );
        await calendar.PlanEventAsync(Meeting.But(r => r.PlannedOn = days[0].Day)); // of another kind
        Assert.Equal(days.Where(d => d.Code != "june-day"), (await calendar.ListSpecialDaysAsync(new())).Days);
        await calendar.CancelEventAsync(new() { Id = planned.Id, Etag = planned.Etag });
        Assert.Equal(days, (await calendar.ListSpecialDaysAsync(new())).Days);
    }

    [Fact]
    public async Task Bad_input_is_refused_field_by_field_and_another_collective_knows_nothing()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        var calendar = Calendar(collective);
        var planned = await calendar.PlanEventAsync(Meeting.But(r => r.PlannedOn = Today.AddDays(1).ToMessage()));
        var held = new RecordEventHeldRequest
        {
            Id = planned.Id,
            Etag = planned.Etag,
            HeldOn = Today.ToMessage(),
            Attendance = 1,
        };

        await AllRefusedAsync(
            r => calendar.PlanEventAsync(r),
            (Meeting.But(r => r.RequestId = "x"), Refused.Invalid("request_id", "bad_id")),
            (Meeting.But(r => r.Kind = default), Refused.Invalid("kind", "required")),
            (Meeting.But(r => r.Kind = (EventKind)9), Refused.Invalid("kind", "unknown_choice")),
            (Meeting.But(r => r.Title = " "), Refused.Invalid("title", "required")),
            (Meeting.But(r => r.Title = new('a', 101)), Refused.Invalid("title", "too_long")),
            (Meeting.But(r => r.Place = new('a', 201)), Refused.Invalid("place", "too_long")),
            (Meeting.But(r => r.PlannedOn = null), Refused.Invalid("planned_on", "required")),
            (Meeting.But(r => r.PlannedOn = OnDay(2026, 2, 29)), Refused.Invalid("planned_on", "no_such_day")),
            (Meeting.But(r => r.StartsAt = new() { Hour = 24 }), Refused.Invalid("starts_at", "no_such_time")),
            (Meeting.But(r => r.StartsAt = new() { Minute = -1 }), Refused.Invalid("starts_at", "no_such_time"))
        );
        await AllRefusedAsync(
            r => calendar.RecordEventHeldAsync(r),
            (held.But(r => r.HeldOn = null), Refused.Invalid("held_on", "in_the_future")), // the planned day is tomorrow
            (held.But(r => r.Attendance = -1), Refused.Invalid("attendance", "out_of_range")),
            (held.But(r => r.Attendance = 1_000_001), Refused.Invalid("attendance", "out_of_range")),
            (held.But(r => r.Etag = ""), Refused.Invalid("etag", "required")),
            (held.But(r => r.Id = "x"), Refused.NotFound)
        );
        Assert.Equal(
            [Refused.NotFound, Refused.NotFound, Refused.NotAllowed, Refused.NotAllowed],
            [
                await Refused.ByAsync(Calendar(other).GetEventAsync(new() { Id = planned.Id })),
                await Refused.ByAsync(Calendar(other).RecordEventHeldAsync(held)),
                await Refused.ByAsync(Calendar(collective, "member").PlanEventAsync(Meeting)),
                await Refused.ByAsync(Calendar(collective, "member").RecordEventHeldAsync(held)),
            ]
        );
        Assert.Equal([planned.But(e => e.Place = "")], (await calendar.ListEventsAsync(new())).Events);
    }

    private static V1.Calendar.CalendarClient Calendar(TestCollective collective, string role = "peer_leader") => new(collective.As(role));
}
