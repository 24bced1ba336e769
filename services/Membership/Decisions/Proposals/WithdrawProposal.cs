using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsPropose)]
    public override async Task<V1.Proposal> WithdrawProposal(V1.WithdrawProposalRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var proposal = await HoldAsync(request.Id, context.CancellationToken);
        if (proposal.ProposedBy != caller.Member && !caller.May(Permission.DecisionsManage))
            throw NotYours();
        proposal.Withdraw();

        var message = await SaveAsync(proposal, "proposals.withdraw", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return message;
    }
}
