using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sangam.Security;

namespace Indicators.Releases;

public sealed partial class ReleasesService
{
    [Needs(Permission.MonthsRelease)]
    public override async Task<V1.SigningKey> RotateSigningKey(V1.RotateSigningKeyRequest request, ServerCallContext context)
    {
        var key = await keys.RotateAsync(caller.Collective, context.CancellationToken);
        db.Audit("signing_key.rotate", caller.Account);
        try
        {
            await db.SaveChangesAsync(context.CancellationToken);
        }
        catch (DbUpdateException e)
            when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "signing_key" })
        {
            throw Refusal.Changed();
        }
        return key.ToMessage();
    }
}
