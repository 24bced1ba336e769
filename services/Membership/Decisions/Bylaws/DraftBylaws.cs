using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Decisions;

public sealed partial class BylawsService
{
    [Needs(Permission.DecisionsManage)]
    public override async Task<V1.BylawVersion> DraftBylaws(V1.DraftBylawsRequest request, ServerCallContext context)
    {
        var text = Required(request.Text);
        if (await db.Bylaws.AnyAsync(b => b.Number == null && b.DroppedOn == null, context.CancellationToken))
            throw Refusal.NotNow("draft_exists", "There is a draft already. Go on with that one, or drop it first.");
        var draft = new Bylaw { Text = await vault.SealTextAsync(text, context.CancellationToken), DraftedOn = clock.Today };

        db.Bylaws.Add(draft);
        db.Audit("bylaws.draft", draft.Id);
        await db.SaveChangesAsync(context.CancellationToken);

        return await MessageAsync(draft, context.CancellationToken);
    }
}
