using Grpc.Core;
using Sangam.Members;
using Sangam.Security;

namespace Protection.Matters;

public sealed partial class MattersService
{
    [Needs(Permission.MattersWork)]
    public override async Task<V1.Matter> OpenMatter(V1.OpenMatterRequest request, ServerCallContext context)
    {
        var matter = Matter.Open(request, caller.Account, clock.Today);
        var summary = Input.Optional(request.Summary, "summary", Matter.LongestText, lines: true);
        await db.RequireMembersAsync([matter.MemberId], matter.OpenedOn, context.CancellationToken);
        await db.RequireConsentAsync(matter.MemberId, Purposes.LegalAid, context.CancellationToken);
        matter.Summarise(await vault.SealAsync(matter.MemberId, summary, context.CancellationToken));

        db.Matters.Add(matter);
        db.Audit("matters.open", matter.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);

        return matter.ToMessage();
    }
}
