using Grpc.Core;
using Membership.Groups;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.Proposal> DecideInMeeting(V1.DecideInMeetingRequest request, ServerCallContext context)
    {
        var hands = (
            For: Hands(request.InFavour, "in_favour"),
            Against: Hands(request.Against, "against"),
            Abstained: Hands(request.Abstained, "abstained")
        );
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        if (request.MeetingId.Length > 0)
        {
            var meeting = await HoldMeetingAsync(Input.Id(request.MeetingId, "meeting_id"), context.CancellationToken);
            var proposal = await HoldAsync(request.Id, context.CancellationToken);
            proposal.DecideIn(
                meeting,
                new(hands.For, hands.Against, hands.Abstained, meeting.Attendance, Math.Max(meeting.Attendance, meeting.MembersOnDay)),
                clock.Today
            );
            return await DecidedAsync(proposal);
        }
        else
        {
            var day = Dates.Past(request.MetOn, "met_on", clock.Today);
            var present = Input.Between(request.Present, 1, 1_000_000, "present");
            var proposal = await HoldAsync(request.Id, context.CancellationToken);
            var roll = await MembersOn(day).CountAsync(context.CancellationToken);
            proposal.DecideByHands(new(hands.For, hands.Against, hands.Abstained, present, roll), day, clock.Today);
            return await DecidedAsync(proposal);
        }

        static int Hands(int count, string field) => Input.Between(count, 0, 1_000_000, field);

        async Task<V1.Proposal> DecidedAsync(Proposal proposal)
        {
            await HoldDraftAsync(proposal, context.CancellationToken);
            Resolve(proposal);
            var message = await SaveAsync(proposal, "proposals.decide_in_meeting", context.CancellationToken);
            await work.CommitAsync(context.CancellationToken);
            return message;
        }
    }

    /// <summary>The group is held before its meeting, as when a meeting is corrected.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Meeting> HoldMeetingAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"select from \"group\" where id = (select group_id from meeting where id = {id}) for no key update",
            cancellationToken
        );
        return await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw Refusal.Missing();
    }
}
