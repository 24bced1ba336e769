using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

/// <summary>Proposals and votes on them; each rpc is in the file of its name.</summary>
public sealed partial class ProposalsService(MembershipDb db, Vault vault, Caller caller, TimeProvider clock) : V1.Proposals.ProposalsBase
{
    /// <summary>
    /// A proposal to be changed, held until the transaction ends, so that two counts, or a count and a late vote, wait for each
    /// other.
    /// </summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Proposal> HoldAsync(string id, CancellationToken cancellationToken)
    {
        var known = Input.Id(id);
        return await db
                .Proposals.FromSql($"select * from proposal where id = {known} for no key update")
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
    }

    /// <summary>
    /// The draft that is put to the vote, held so that its text stays as it is; nothing for a proposal about something else.
    /// </summary>
    /// <exception cref="Refusal"><c>not_a_draft</c>: it was dropped or adopted meanwhile.</exception>
    private async Task HoldDraftAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        if (proposal.BylawId is not { } id)
            return;
        var draft = await db.Bylaws.FromSql($"select * from bylaw where id = {id} for no key update").SingleAsync(cancellationToken);
        if (!draft.IsDraft)
            throw Refusal.NotNow("not_a_draft", "The draft was dropped or adopted meanwhile.");
    }

    /// <summary>Those who were members of the collective on a day, also those who left and came back since.</summary>
    private IQueryable<Members.Member> MembersOn(DateOnly day) =>
        db.Members.Where(m =>
            (m.JoinedOn <= day && (m.LeftOn == null || m.LeftOn >= day)) || m.EarlierStints.Any(s => s.JoinedOn <= day && s.LeftOn >= day)
        );

    /// <summary>A proposal that carried becomes a resolution.</summary>
    private void Resolve(Proposal proposal)
    {
        if (proposal.Stage != V1.ProposalStage.Carried)
            return;
        var resolution = Resolution.Of(proposal);
        db.Resolutions.Add(resolution);
        db.Publish(resolution.ToEvent());
    }

    private async Task<V1.Proposal> SaveAsync(Proposal proposal, string action, CancellationToken cancellationToken)
    {
        db.Audit(action, proposal.Id);
        await db.SaveChangesAsync(cancellationToken);
        return await MessageAsync(proposal, cancellationToken);
    }
}
