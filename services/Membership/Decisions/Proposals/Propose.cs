using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    [Needs(Permission.DecisionsPropose)]
    public override async Task<V1.Proposal> Propose(V1.ProposeRequest request, ServerCallContext context)
    {
        var title = Input.Required(request.Title, "title", Proposal.LongestTitle);
        var text = Input.Optional(request.Text, "text", Proposal.LongestText, lines: true);
        var proposer =
            request.ProposedByMemberId.Length == 0
                ? caller.Member ?? throw Refusal.Invalid("proposed_by_member_id", "required", "Say which member proposes it.")
                : Input.Id(request.ProposedByMemberId, "proposed_by_member_id");
        if (proposer != caller.Member && !caller.May(Permission.DecisionsManage))
            throw NotYours();
        var kind = Input.Choice(request.Kind, "kind");
        var day = Dates.PastOrToday(request.ProposedOn, "proposed_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var her = (await db.HoldAsync([proposer], context.CancellationToken))[0];
        if (!her.BelongsOn(day) || her.LeftOn is not null)
            throw Refusal.NotNow(
                "not_a_member",
                her.LeftOn is not null ? "She has left the collective." : "She was not a member of the collective on that day."
            );
        var proposal = new Proposal
        {
            Title = await vault.SealTextAsync(title, context.CancellationToken),
            Text = await vault.SealAnyTextAsync(text, context.CancellationToken),
            Kind = kind,
            Rule = Input.Choice(request.Rule, "rule"),
            QuorumPercent = Input.Between(request.QuorumPercent, 0, 100, "quorum_percent"),
            BylawId = await DraftAsync(kind, request.BylawsId, context.CancellationToken),
            ProposedBy = proposer,
            ProposedOn = day,
        };

        db.Proposals.Add(proposal);
        var message = await SaveAsync(proposal, "proposals.propose", context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);
        return message;
    }

    private async Task<Guid?> DraftAsync(V1.ProposalKind kind, string id, CancellationToken cancellationToken)
    {
        if (kind != V1.ProposalKind.Bylaws)
            return id.Length == 0
                ? null
                : throw Refusal.Invalid("bylaws_id", "not_about_bylaws", "Only a proposal about the bylaws has this.");
        if (id.Length == 0)
            throw Refusal.Invalid("bylaws_id", "required", "Write the draft of the bylaws first.");
        var known = Input.Id(id, "bylaws_id");
        var draft = await db.Bylaws.AsNoTracking().FirstOrDefaultAsync(b => b.Id == known, cancellationToken) ?? throw Refusal.Missing();
        return draft.IsDraft ? known : throw Refusal.NotNow("not_a_draft", "The draft was dropped or adopted meanwhile.");
    }

    private static Refusal NotYours() =>
        Refusal.NotAllowed("not_yours", "Only the member who proposed it can do this, or the executive for her.");
}
