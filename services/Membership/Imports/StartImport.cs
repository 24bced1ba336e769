using Grpc.Core;
using Sangam.Security;

namespace Membership.Imports;

public sealed partial class ImportsService
{
    [Needs(Permission.MembersImport)]
    public override async Task<V1.Import> StartImport(V1.StartImportRequest request, ServerCallContext context)
    {
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var import = await HoldAsync(request.Id, context.CancellationToken);
        import.Start(request.WithLikelyKnown, caller.Subject, clock.Now);

        db.Audit("imports.start", import.Id);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return import.ToMessage();
    }
}
