using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.MeetingsRecord)]
    public override async Task<V1.Meeting> CorrectMeeting(V1.CorrectMeetingRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        var etag = Input.Required(request.Etag, "etag", 20);
        var day = Dates.Past(request.MetOn, "met_on", clock.Today);
        var next = Dates.Optional(request.NextMeetingOn, "next_meeting_on");
        var attended = Group.Named(request.AttendedMemberIds, "attended_member_ids");
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        await db.HoldAsync(attended, context.CancellationToken);
        var (meeting, group) = await HoldMeetingAsync(id, context.CancellationToken);
        if (meeting.Etag != etag)
            throw Refusal.Changed();
        var before = (meeting.MetOn, meeting.QuorumMissed);
        meeting.Correct(group, day, attended, request.Guests, next, await SizeOnAsync(group.Id, day, context.CancellationToken));

        // A count of hands was of those present on that day.
        var hands = await db
            .Proposals.Where(p => p.MeetingId == id)
            .MaxAsync(p => p.InFavour + p.Against + p.Abstained, context.CancellationToken);
        if (hands is not null && (before != (meeting.MetOn, meeting.QuorumMissed) || meeting.Attendance < hands))
            throw DecidedHere();

        await LetDecisionsFollowAsync(meeting, context.CancellationToken);
        db.Audit("meetings.correct", meeting.Id);
        db.Publish(meeting.ToEvent());
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return await ReadAsync(id, context.CancellationToken);
    }

    private static Refusal DecidedHere() =>
        Refusal.NotNow("decided_here", "A proposal was decided in this meeting, by the hands of those who came.");
}
