using Grpc.Core;
using Sangam.Security;

namespace Membership.Groups;

public sealed partial class GroupsService
{
    [Needs(Permission.MeetingsRecord)]
    public override async Task<V1.Meeting> WriteMinute(V1.WriteMinuteRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.MeetingId);
        var text = Input.Optional(request.Text, "text", Meeting.LongestMinute, lines: true);
        if (text.Length == 0)
            throw Refusal.Invalid("text", "required", "This must be filled in.");
        var reason = request.Version == 0 ? "" : Input.Required(request.Reason, "reason", Meeting.LongestReason);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var (meeting, _) = await HoldMeetingAsync(id, context.CancellationToken);
        if (meeting.MinuteVersion != request.Version)
            throw Refusal.Changed();
        meeting.WriteLater(
            await vault.SealTextAsync(text, context.CancellationToken),
            await vault.SealAnyTextAsync(reason, context.CancellationToken),
            caller.Subject,
            caller.Member,
            clock.Now
        );

        db.Audit("meetings.write_minute", meeting.Id);
        if (meeting.MinuteVersion == 1)
            db.Publish(meeting.ToEvent()); // the group was active in that month after all
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return await ReadAsync(id, context.CancellationToken);
    }
}
