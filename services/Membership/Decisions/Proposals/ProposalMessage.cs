using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class ProposalsService
{
    /// <summary>A proposal as the caller may see it: no count before it is decided, and nobody's vote but her own.</summary>
    private async Task<V1.Proposal> MessageAsync(Proposal proposal, CancellationToken cancellationToken)
    {
        var message = (await MessagesAsync([proposal], cancellationToken))[0];
        message.Text = await vault.OpenTextAsync(proposal.Text, cancellationToken);
        return message;
    }

    /// <summary>Without their text.</summary>
    private async Task<List<V1.Proposal>> MessagesAsync(IReadOnlyList<Proposal> proposals, CancellationToken cancellationToken)
    {
        var me = caller.Member;
        var today = clock.Today;
        var ids = proposals.Select(p => p.Id).ToList();
        var proposers = proposals.Select(p => p.ProposedBy).Distinct().ToList();
        var meetings = proposals.Select(p => p.MeetingId).OfType<Guid>().Distinct().ToList();
        var names = await db.Members.Where(m => proposers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.KnownAs, cancellationToken);
        var groups = await db.Meetings.Where(m => meetings.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.GroupId, cancellationToken);
        var resolutions = await db
            .Resolutions.Where(r => r.ProposalId != null && ids.Contains(r.ProposalId.Value))
            .Select(r => new
            {
                r.ProposalId,
                r.Id,
                r.Revision,
            })
            .ToDictionaryAsync(r => r.ProposalId!.Value, cancellationToken);
        var mine = await db
            .ProposalVotes.AsNoTracking()
            .Where(v => v.MemberId == me && ids.Contains(v.ProposalId))
            .ToDictionaryAsync(v => v.ProposalId, cancellationToken);
        var her = me is null
            ? null
            : await db.Members.AsNoTracking().Include(m => m.EarlierStints).FirstOrDefaultAsync(m => m.Id == me, cancellationToken);

        var messages = new List<V1.Proposal>(proposals.Count);
        foreach (var proposal in proposals)
        {
            var resolution = resolutions.GetValueOrDefault(proposal.Id);
            messages.Add(
                new()
                {
                    Id = proposal.Id.ToString(),
                    Title = await vault.OpenTextAsync(proposal.Title, cancellationToken),
                    Kind = proposal.Kind,
                    Rule = proposal.Rule,
                    QuorumPercent = proposal.QuorumPercent,
                    BylawsId = proposal.BylawId?.ToString() ?? "",
                    ProposedByMemberId = proposal.ProposedBy.ToString(),
                    ProposedBy = names.GetValueOrDefault(proposal.ProposedBy, ""),
                    ProposedOn = proposal.ProposedOn.ToMessage(),
                    Stage = proposal.Stage,
                    OpensOn = proposal.OpensOn.ToMessage(),
                    ClosesOn = proposal.ClosesOn.ToMessage(),
                    TimeIsUp = proposal.Stage == V1.ProposalStage.Open && proposal.ClosesOn < today,
                    DecidedOn = proposal.DecidedOn.ToMessage(),
                    MeetingId = proposal.MeetingId?.ToString() ?? "",
                    GroupId = proposal.MeetingId is { } meeting && groups.TryGetValue(meeting, out var group) ? group.ToString() : "",
                    Count = !proposal.IsDecided
                        ? null
                        : new()
                        {
                            InFavour = proposal.InFavour!.Value,
                            Against = proposal.Against!.Value,
                            Abstained = proposal.Abstained!.Value,
                            Present = proposal.Present!.Value,
                            Roll = proposal.Roll!.Value,
                        },
                    MyVote = mine.GetValueOrDefault(proposal.Id)?.Choice ?? default,
                    MayVote =
                        proposal.IsOpenOn(today)
                        && caller.May(Permission.DecisionsVote)
                        && her is { LeftOn: null }
                        && her.BelongsOn(proposal.OpensOn!.Value),
                    TookPart = proposal.IsDecided && mine.ContainsKey(proposal.Id),
                    ResolutionId = resolution?.Id.ToString() ?? "",
                    MayBeUndone =
                        proposal.IsDecided && proposal.OpensOn is null && proposal.CountedOn == today && (resolution?.Revision ?? 1) == 1,
                    Mine = proposal.ProposedBy == me,
                }
            );
        }
        return messages;
    }
}
