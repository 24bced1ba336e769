using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.GroupsRead)]
    public override Task<V1.Meeting> GetMeeting(V1.GetMeetingRequest request, ServerCallContext context) =>
        ReadAsync(Input.Id(request.Id), context.CancellationToken);

    /// <summary>A meeting with everything about it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<V1.Meeting> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var owing =
            await OwingOf(
                    db.Meetings.AsNoTracking().IgnoreQueryFilters().Include(m => m.Attended).Include(m => m.Minutes).Where(m => m.Id == id)
                )
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
        var meeting = owing.Meeting;

        var message = owing.ToMessage();
        message.MayBeRestored = meeting.WithdrawnOn == clock.Today;
        message.AttendedMemberIds.AddRange(meeting.Attended.Select(a => a.MemberId.ToString()).Order(StringComparer.Ordinal));
        await AddMinutesAsync(message, meeting, cancellationToken);
        await AddDecisionsAsync(message, id, cancellationToken);
        return message;
    }

    private async Task AddMinutesAsync(V1.Meeting message, Meeting meeting, CancellationToken cancellationToken)
    {
        var writers = meeting.Minutes.Select(v => v.WrittenByMemberId).OfType<Guid>().Distinct().ToList();
        var names = await db.Members.Where(m => writers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.KnownAs, cancellationToken);
        foreach (var minute in meeting.Minutes.OrderByDescending(v => v.Version))
            message.Minutes.Add(
                new V1.MinuteVersion
                {
                    Version = minute.Version,
                    Text = await vault.OpenTextAsync(minute.Text, cancellationToken),
                    Reason = await vault.OpenTextAsync(minute.Reason, cancellationToken),
                    WrittenAt = minute.WrittenAt.ToTimestamp(),
                    WrittenByMemberId = minute.WrittenByMemberId?.ToString() ?? "",
                    WrittenBy = minute.WrittenByMemberId is { } writer ? names.GetValueOrDefault(writer, "") : "",
                }
            );
        message.Minute = message.Minutes.FirstOrDefault()?.Text ?? "";
    }

    private async Task AddDecisionsAsync(V1.Meeting message, Guid meeting, CancellationToken cancellationToken)
    {
        var decisions = await db
            .Resolutions.AsNoTracking()
            .Where(r => r.MeetingId == meeting)
            .OrderBy(r => r.Line)
            .ToListAsync(cancellationToken);
        foreach (var decision in decisions)
            message.Decisions.Add(
                new V1.MeetingDecision
                {
                    ResolutionId = decision.Id.ToString(),
                    Text = await vault.OpenTextAsync(decision.Text, cancellationToken),
                    OwnerMemberId = decision.OwnerMemberId?.ToString() ?? "",
                    DueOn = decision.DueOn.ToMessage(),
                    Adopted = decision.Stage != V1.ResolutionStage.NotAdopted,
                }
            );
    }

    /// <summary>A meeting to be changed, with the group it is of, both held until the transaction ends.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, also for one that was withdrawn, unless asked for.</exception>
    private async Task<(Meeting Meeting, Group Group)> HoldMeetingAsync(
        Guid id,
        CancellationToken cancellationToken,
        bool withdrawn = false
    )
    {
        var meetings = withdrawn ? db.Meetings.IgnoreQueryFilters() : db.Meetings;
        var group = await HoldAsync(
            await meetings.Where(m => m.Id == id).Select(m => m.GroupId).FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return (
            await meetings.Include(m => m.Attended).FirstOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw Refusal.Missing(),
            group
        );
    }

    /// <summary>What the meeting decided is adopted, or no longer, as the meeting now stands.</summary>
    /// <exception cref="Refusal"><c>decision_done</c>.</exception>
    private async Task LetDecisionsFollowAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        foreach (var decision in await db.Resolutions.Where(r => r.MeetingId == meeting.Id).ToListAsync(cancellationToken))
            if (decision.Follow(meeting))
                db.Publish(decision.ToEvent());
    }
}
