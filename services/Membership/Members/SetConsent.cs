using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Members;

public sealed partial class MembersService
{
    [Needs(Permission.ConsentsRecord)]
    public override async Task<V1.Member> SetConsent(V1.SetConsentRequest request, ServerCallContext context)
    {
        await using var transaction = await db.TransactionAsync(context.CancellationToken);
        var member = await HoldAsync(request.Id, context.CancellationToken);
        member.Say(request, clock.Now);

        db.Audit("consents.record", member.Id);
        if (request.Purpose == V1.ConsentPurpose.Statistics) db.Publish(new StatisticsConsentChanged(member.Id, request.Given, member.Revision));
        if (member.LeftOn is null && !member.Agrees(V1.ConsentPurpose.MembershipRecord)) await EndAsync(member, clock.Today, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        if (transaction is not null) await transaction.CommitAsync(context.CancellationToken);

        return member.ToMessage();
    }
}
