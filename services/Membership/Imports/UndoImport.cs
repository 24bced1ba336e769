using Grpc.Core;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.Import> UndoImport(V1.UndoImportRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var import = await HoldAsync(request.Id, context.CancellationToken);
        import.TakeBack(caller.Subject, clock.Now);

        db.Audit("imports.undo", import.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return import.ToMessage();
    }
}
