using Grpc.Core;
using Sangam.Security;

namespace Protection.Matters;

public sealed partial class MattersService
{
    [Needs(Permission.MattersWork)]
    public override async Task<V1.Matter> CloseMatter(V1.CloseMatterRequest request, ServerCallContext context)
    {
        var matter = await FindAsync(request.MatterId, context.CancellationToken);
        matter.Close(Dates.PastOrToday(request.ClosedOn, "closed_on", clock.Today));

        db.Audit("matters.close", matter.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);

        return matter.ToMessage();
    }
}
