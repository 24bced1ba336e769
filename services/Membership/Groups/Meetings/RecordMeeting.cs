using Grpc.Core;
using Membership.Decisions;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.MeetingsRecord)]
    public override async Task<V1.Meeting> RecordMeeting(V1.RecordMeetingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.GroupId);
        var day = Dates.Past(request.MetOn, "met_on", clock.Today);
        var next = Dates.Optional(request.NextMeetingOn, "next_meeting_on");
        var attended = Group.Named(request.AttendedMemberIds, "attended_member_ids");
        var minute = Input.Optional(request.Minute, "minute", Meeting.LongestMinute, lines: true);
        var decisions = Decided(request.Decisions, day);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        await db.HoldAsync([.. attended.Union(decisions.Select(d => d.Owner).OfType<Guid>())], context.CancellationToken);
        var group = await HoldAsync(id, context.CancellationToken);
        var meeting = Meeting.Of(group, day, attended, request.Guests, next, await SizeOnAsync(id, day, context.CancellationToken));
        if (minute.Length > 0)
            meeting.Write(await vault.SealTextAsync(minute, context.CancellationToken), null, caller.Subject, caller.Member, clock.Now);
        if (decisions.Any(d => d.Owner is { } owner && !group.Has(owner, day)))
            throw Refusal.Invalid(
                "decisions",
                "owner_not_in_group",
                "Someone who is to follow up a decision was not in the group on that day."
            );

        db.Meetings.Add(meeting);
        foreach (var (line, (text, owner, due)) in decisions.Index())
        {
            var resolution = Resolution.Of(meeting, line + 1, await vault.SealTextAsync(text, context.CancellationToken), owner, due);
            db.Resolutions.Add(resolution);
            if (meeting.Decides)
                db.Publish(resolution.ToEvent());
        }
        db.Audit("meetings.record", meeting.Id);
        db.Publish(meeting.ToEvent());
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return await ReadAsync(meeting.Id, context.CancellationToken);
    }

    /// <summary>How many were in the group on a day, also those who were erased since.</summary>
    private Task<int> SizeOnAsync(Guid group, DateOnly day, CancellationToken cancellationToken) =>
        db
            .GroupMembers.Where(m => m.GroupId == group && m.JoinedOn <= day && (m.LeftOn == null || m.LeftOn >= day))
            .CountAsync(cancellationToken);

    private static List<(string Text, Guid? Owner, DateOnly? Due)> Decided(IReadOnlyCollection<V1.NewDecision> decisions, DateOnly day)
    {
        if (decisions.Count > Meeting.MostDecisions)
            throw Refusal.Invalid("decisions", "too_many", $"Write at most {Meeting.MostDecisions} decisions.");
        return
        [
            .. decisions.Select(d =>
                (
                    Input.Required(d.Text, "decisions", Resolution.LongestText),
                    d.OwnerMemberId.Length == 0 ? (Guid?)null : Input.Id(d.OwnerMemberId, "decisions"),
                    Dates.Optional(d.DueOn, "decisions") is var due && due < day
                        ? throw Refusal.Invalid("decisions", "before_meeting", "A decision cannot be due before the meeting.")
                        : due
                )
            ),
        ];
    }
}
