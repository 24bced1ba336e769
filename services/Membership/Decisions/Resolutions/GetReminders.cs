using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    /// <summary>How many days ahead something counts as due soon.</summary>
    private const int Soon = 7;

    [Needs(Permission.DecisionsRead)]
    public override async Task<V1.Reminders> GetReminders(V1.GetRemindersRequest request, ServerCallContext context)
    {
        var me = caller.Member;
        var today = clock.Today;
        var soon = clock.Today.AddDays(Soon);
        var mine = Mine().Where(r => r.Stage == V1.ResolutionStage.Open);
        var open = db.Proposals.Where(p => p.Stage == V1.ProposalStage.Open);
        var reminders = new V1.Reminders();
        if (me is not null)
        {
            reminders.MineOverdue = await mine.CountAsync(r => r.DueOn < today, context.CancellationToken);
            reminders.MineDueSoon = await mine.CountAsync(r => r.DueOn >= today && r.DueOn <= soon, context.CancellationToken);
            if (caller.May(Permission.DecisionsVote))
                reminders.VotesWaiting = await open.CountAsync(
                    p =>
                        p.ClosesOn >= today
                        && !db.ProposalVotes.Any(v => v.ProposalId == p.Id && v.MemberId == me)
                        && db.Members.Any(m =>
                            m.Id == me
                            && m.LeftOn == null
                            && (m.JoinedOn <= p.OpensOn || m.EarlierStints.Any(s => s.JoinedOn <= p.OpensOn && s.LeftOn >= p.OpensOn))
                        ),
                    context.CancellationToken
                );
        }
        if (caller.May(Permission.DecisionsManage))
        {
            var all = db.Resolutions.Where(r => r.Stage == V1.ResolutionStage.Open);
            reminders.AllOverdue = await all.CountAsync(r => r.DueOn < today, context.CancellationToken);
            reminders.WithoutOwnerOrDue = await all.CountAsync(
                r => r.DueOn == null || (r.OwnerMemberId == null && r.OwnerOfficeId == null),
                context.CancellationToken
            );
            reminders.ToCount = await open.CountAsync(p => p.ClosesOn < today, context.CancellationToken);
            reminders.ToOpen = await db.Proposals.CountAsync(p => p.Stage == V1.ProposalStage.Proposed, context.CancellationToken);
        }
        return reminders;
    }
}
