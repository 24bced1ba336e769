using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

/// <summary>The constitution and bylaws in versions; each rpc is in the file of its name.</summary>
public sealed partial class BylawsService(MembershipDb db, Vault vault, TimeProvider clock) : V1.Bylaws.BylawsBase
{
    /// <summary>A version to be changed, held until the transaction ends, so that its text does not change under a vote.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    private async Task<Bylaw> HoldAsync(string id, CancellationToken cancellationToken)
    {
        var known = Input.Id(id);
        return await db.Bylaws.FromSql($"select * from bylaw where id = {known} for no key update").FirstOrDefaultAsync(cancellationToken)
            ?? throw Refusal.Missing();
    }

    /// <summary>The version in force today; null when there is none.</summary>
    private Task<Bylaw?> InForceAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        return db
            .Bylaws.AsNoTracking()
            .Where(b => b.InForceFrom <= today)
            .OrderByDescending(b => b.InForceFrom)
            .ThenByDescending(b => b.Number)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private Task<bool> WasVotedOnAsync(Guid id, CancellationToken cancellationToken) =>
        db.Proposals.AnyAsync(
            p => p.BylawId == id && p.Stage != V1.ProposalStage.Proposed && p.Stage != V1.ProposalStage.Withdrawn,
            cancellationToken
        );

    private async Task<V1.BylawVersion> MessageAsync(Bylaw version, CancellationToken cancellationToken, bool withText = true) =>
        new()
        {
            Id = version.Id.ToString(),
            Number = version.Number ?? 0,
            Text = withText ? await vault.OpenTextAsync(version.Text, cancellationToken) : "",
            DraftedOn = version.DraftedOn.ToMessage(),
            AdoptedOn = version.AdoptedOn.ToMessage(),
            InForceFrom = version.InForceFrom.ToMessage(),
            InForce = version.InForceFrom <= clock.Today && (await InForceAsync(cancellationToken))?.Id == version.Id,
            AdoptedByProposalId = version.ProposalId?.ToString() ?? "",
            AdoptedByResolutionId = version.ResolutionId?.ToString() ?? "",
            PutToVote = await WasVotedOnAsync(version.Id, cancellationToken),
            Etag = version.Etag,
        };

    private static Refusal PutToVote() => Refusal.NotNow("put_to_vote", "Members vote on this draft, or did. It stays as it is.");

    private static string Required(string text) =>
        Input.Optional(text, "text", Bylaw.LongestText, lines: true).ReplaceLineEndings("\n") is { Length: > 0 } written
            ? written
            : throw Refusal.Invalid("text", "required", "This must be filled in.");
}
