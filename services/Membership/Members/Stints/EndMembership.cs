using Grpc.Core;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.MembersEnd)]
    public override async Task<V1.Member> EndMembership(V1.EndMembershipRequest request, ServerCallContext context)
    {
        var day = Dates.PastOrToday(request.LeftOn, "left_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var member = await HoldAsync(Input.Id(request.Id), context.CancellationToken);
        await EndAsync(member, day, context.CancellationToken);

        db.Audit("members.end", member.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return Shown(member);
    }

    /// <summary>Her last day as a member is also her last in each of her groups and offices.</summary>
    private async Task EndAsync(Member member, DateOnly day, CancellationToken cancellationToken)
    {
        var inGroups = await db.GroupMembers.Where(g => g.MemberId == member.Id).ToListAsync(cancellationToken);
        var lastMet = await db
            .Meetings.Where(m => m.Attended.Any(a => a.MemberId == member.Id))
            .MaxAsync(m => (DateOnly?)m.MetOn, cancellationToken);
        member.End(day, inGroups.Select(g => (DateOnly?)(g.LeftOn ?? g.JoinedOn)).Append(lastMet).Max());

        foreach (var inGroup in inGroups.Where(g => g.LeftOn is null))
            inGroup.End(day);
        await db.EndTermsAsync(member.Id, day, cancellationToken);
        db.Publish(new MembershipEnded(member.Id, day, member.Stint));
    }
}
