using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.ConsentsRecord)]
    public override Task<V1.Member> SetConsent(V1.SetConsentRequest request, ServerCallContext context) =>
        SayAsync(
            Input.Id(request.Id),
            new(request.Purpose, request.Given, request.NoticeVersion, request.Language, Answer.WrittenDown(request.Channel)),
            request.Partner,
            context.CancellationToken
        );

    /// <summary>Adds her answer to the ledger. Taking back the consent to the record itself is leaving.</summary>
    private async Task<V1.Member> SayAsync(Guid id, Answer answer, string partner, CancellationToken cancellationToken)
    {
        await using var work = await db.BeginWorkAsync(cancellationToken);
        var member = await HoldAsync(id, cancellationToken);
        member.Say(answer with { Partner = await PartnerAsync(answer.Purpose, partner, cancellationToken) }, clock.Now);

        db.Audit("consents.record", member.Id);
        db.PublishAnswers(member, member.Consents[^1]);
        if (member.LeftOn is null && !member.Agrees(V1.ConsentPurpose.MembershipRecord))
            await EndAsync(member, clock.Today, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);

        return Shown(member);
    }

    /// <summary>The partner that she was asked about, who is known from the first time on; null for every purpose but sharing.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>no_partner</c>, and as for any text.</exception>
    private async Task<Partner?> PartnerAsync(V1.ConsentPurpose purpose, string name, CancellationToken cancellationToken)
    {
        if (purpose != V1.ConsentPurpose.Sharing)
            return name.Length == 0
                ? null
                : throw Refusal.Invalid("partner", "no_partner", "A partner is named only when it is about sharing with one.");
        var wanted = Input.Required(name, "partner", Partner.LongestName);
#pragma warning disable MA0011 // ToLower is SQL's lower here.
        if (await db.Partners.FirstOrDefaultAsync(p => p.Name.ToLower() == wanted.ToLower(), cancellationToken) is { } known)
            return known;
#pragma warning restore MA0011
        return db.Partners.Add(new() { Name = wanted }).Entity;
    }
}
