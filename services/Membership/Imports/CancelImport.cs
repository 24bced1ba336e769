using Grpc.Core;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.Import> CancelImport(V1.CancelImportRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var import = await HoldAsync(request.Id, context.CancellationToken);
        import.Cancel(clock.Now);
        await db.ForgetWordsAsync(import.Id, context.CancellationToken);

        db.Audit("imports.cancel", import.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return import.ToMessage();
    }
}
