using Grpc.Core;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.BylawVersion> EditBylaws(V1.EditBylawsRequest request, ServerCallContext context)
    {
        var text = Required(request.Text);
        var etag = Input.Required(request.Etag, "etag", 20);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var draft = await HoldAsync(request.Id, context.CancellationToken);
        if (draft.Etag != etag)
            throw Refusal.Changed();
        if (draft.IsDraft && await WasVotedOnAsync(draft.Id, context.CancellationToken))
            throw PutToVote();
        draft.Edit(await vault.SealTextAsync(text, context.CancellationToken));

        db.Audit("bylaws.edit", draft.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return await MessageAsync(draft, context.CancellationToken);
    }
}
