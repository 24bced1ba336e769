using Grpc.Core;
using Sangam.Security;

namespace Protection.Matters;

public sealed partial class MattersService
{
    /// <summary>An account of another collective gains nothing: it looks among its own collective's matters.</summary>
    [Needs(Permission.MattersWork)]
    public override async Task<V1.Matter> AddToMatter(V1.AddToMatterRequest request, ServerCallContext context)
    {
        var matter = await FindAsync(request.MatterId, context.CancellationToken);
        matter.Add(Input.Id(request.AccountId, "account_id"));

        db.Audit("matters.add", matter.MemberId);
        await db.SaveChangesAsync(context.CancellationToken);

        return matter.ToMessage();
    }
}
