using Membership.Members;
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
        var around = await AroundAsync(proposals, cancellationToken);
        var messages = new List<V1.Proposal>(proposals.Count);
        foreach (var proposal in proposals)
            messages.Add(Message(proposal, await vault.OpenTextAsync(proposal.Title, cancellationToken), around));
        return messages;
    }

    private V1.Proposal Message(Proposal proposal, string title, Surroundings around)
    {
        var today = clock.Today;
        var resolution = around.Resolutions.GetValueOrDefault(proposal.Id);
        return new()
        {
            Id = proposal.Id.ToString(),
            Title = title,
            Kind = proposal.Kind,
            Rule = proposal.Rule,
            QuorumPercent = proposal.QuorumPercent,
            BylawsId = proposal.BylawId?.ToString() ?? "",
            ProposedByMemberId = proposal.ProposedBy.ToString(),
            ProposedBy = around.Names.GetValueOrDefault(proposal.ProposedBy, ""),
            ProposedOn = proposal.ProposedOn.ToMessage(),
            Stage = proposal.Stage,
            OpensOn = proposal.OpensOn.ToMessage(),
            ClosesOn = proposal.ClosesOn.ToMessage(),
            TimeIsUp = proposal.Stage == V1.ProposalStage.Open && proposal.ClosesOn < today,
            DecidedOn = proposal.DecidedOn.ToMessage(),
            MeetingId = proposal.MeetingId?.ToString() ?? "",
            GroupId = proposal.MeetingId is { } meeting && around.Groups.TryGetValue(meeting, out var group) ? group.ToString() : "",
            Count = CountOf(proposal),
            MyVote = around.Mine.GetValueOrDefault(proposal.Id)?.Choice ?? default,
            MayVote =
                proposal.IsOpenOn(today)
                && caller.May(Permission.DecisionsVote)
                && around.Her is { LeftOn: null } her
                && her.BelongsOn(proposal.OpensOn!.Value),
            TookPart = proposal.IsDecided && around.Mine.ContainsKey(proposal.Id),
            ResolutionId = resolution?.Id.ToString() ?? "",
            MayBeUndone = proposal.IsDecided && proposal.OpensOn is null && proposal.CountedOn == today && (resolution?.Revision ?? 1) == 1,
            Mine = proposal.ProposedBy == caller.Member,
        };
    }

    /// <summary>Null before it is decided.</summary>
    private static V1.VoteCount? CountOf(Proposal proposal) =>
        proposal.IsDecided
            ? new()
            {
                InFavour = proposal.InFavour!.Value,
                Against = proposal.Against!.Value,
                Abstained = proposal.Abstained!.Value,
                Present = proposal.Present!.Value,
                Roll = proposal.Roll!.Value,
            }
            : null;

    private async Task<Surroundings> AroundAsync(IReadOnlyList<Proposal> proposals, CancellationToken cancellationToken)
    {
        var me = caller.Member;
        var ids = proposals.Select(p => p.Id).ToList();
        var proposers = proposals.Select(p => p.ProposedBy).Distinct().ToList();
        var meetings = proposals.Select(p => p.MeetingId).OfType<Guid>().Distinct().ToList();
        return new(
            await db.Members.Where(m => proposers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.KnownAs, cancellationToken),
            await db.Meetings.Where(m => meetings.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.GroupId, cancellationToken),
            await db
                .Resolutions.Where(r => r.ProposalId != null && ids.Contains(r.ProposalId.Value))
                .Select(r => new CarriedResolution(r.ProposalId!.Value, r.Id, r.Revision))
                .ToDictionaryAsync(r => r.ProposalId, cancellationToken),
            await db
                .ProposalVotes.AsNoTracking()
                .Where(v => v.MemberId == me && ids.Contains(v.ProposalId))
                .ToDictionaryAsync(v => v.ProposalId, cancellationToken),
            me is null
                ? null
                : await db.Members.AsNoTracking().Include(m => m.EarlierStints).FirstOrDefaultAsync(m => m.Id == me, cancellationToken)
        );
    }

    /// <summary>What proposals are shown with: proposers' names, meetings' groups, what carried, and the caller with her votes.</summary>
    private sealed record Surroundings(
        Dictionary<Guid, string> Names,
        Dictionary<Guid, Guid> Groups,
        Dictionary<Guid, CarriedResolution> Resolutions,
        Dictionary<Guid, ProposalVote> Mine,
        Member? Her
    );

    private sealed record CarriedResolution(Guid ProposalId, Guid Id, int Revision);
}
