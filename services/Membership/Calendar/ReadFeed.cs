using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    /// <summary>How far back and ahead a feed reaches, in days, and how many entries it has at most.</summary>
    private const int DaysBack = 30,
        DaysAhead = 366,
        MostEntries = 500;

    [OpenToAll("A calendar application cannot sign in; the secret in the feed's address is the proof.")]
    public override async Task<V1.ReadFeedResponse> ReadFeed(V1.ReadFeedRequest request, ServerCallContext context)
    {
        if (FeedToken.Read(installation, request.Token) is not { } token || tenant.IdOrNone is { } other && other != token.Tenant)
            throw Refusal.Missing();
        tenant.Enter(token.Tenant); // sealed by this installation, so it is the tenant that the secret was drawn in
        var today = clock.Today;
        var feed =
            await db
                .CalendarFeeds.AsNoTracking()
                .FirstOrDefaultAsync(
                    f =>
                        f.SecretHash == token.Hash
                        && f.ExpiresOn >= today
                        && (f.MemberId == null || db.Members.Any(m => m.Id == f.MemberId && m.LeftOn == null)),
                    context.CancellationToken
                )
            ?? throw Refusal.Missing();

        var from = today.AddDays(-DaysBack);
        var until = today.AddDays(DaysAhead);
        var entries = await EventsAsync(feed, from, until, context.CancellationToken);
        entries.AddRange(await MeetingsAsync(feed, from, until, context.CancellationToken));
        return new() { Calendar = ICalendar.Of(entries, ICalendar.Word(feed.Language)) };
    }

    private async Task<List<ICalendar.Entry>> EventsAsync(
        CalendarFeed feed,
        DateOnly from,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var events = await db
            .CalendarEvents.AsNoTracking()
            .Where(e => e.Stage != V1.EventStage.Cancelled && e.PlannedOn >= from && e.PlannedOn <= until)
            .OrderBy(e => e.PlannedOn)
            .ThenBy(e => e.Id)
            .Take(MostEntries)
            .Select(e => new
            {
                e.Id,
                e.PlannedOn,
                e.StartsAt,
            })
            .ToListAsync(cancellationToken);
        return [.. events.Select(e => new ICalendar.Entry(feed.IdOf(e.Id), e.PlannedOn, e.StartsAt, feed.CreatedAt))];
    }

    /// <summary>When each of her groups meets next, as its last meeting agreed.</summary>
    private async Task<IEnumerable<ICalendar.Entry>> MeetingsAsync(
        CalendarFeed feed,
        DateOnly from,
        DateOnly until,
        CancellationToken cancellationToken
    )
    {
        var today = clock.Today;
        var meetings = await db
            .GroupMembers.AsNoTracking()
            .Where(g => g.MemberId == feed.MemberId && g.JoinedOn <= today && (g.LeftOn == null || g.LeftOn >= today))
            .Select(g =>
                db.Meetings.Where(m => m.GroupId == g.GroupId)
                    .OrderByDescending(m => m.MetOn)
                    .ThenByDescending(m => m.Id)
                    .Select(m => new { m.Id, m.NextMeetingOn })
                    .FirstOrDefault()
            )
            .ToListAsync(cancellationToken);
        return meetings
            .Where(m => m?.NextMeetingOn >= from && m.NextMeetingOn <= until)
            .Select(m => new ICalendar.Entry(feed.IdOf(m!.Id), m.NextMeetingOn!.Value, null, feed.CreatedAt));
    }
}
