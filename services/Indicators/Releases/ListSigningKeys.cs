using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Indicators.Releases;

public sealed partial class ReleasesService
{
    /// <exception cref="Refusal"><c>network_only</c>, <c>out_of_range</c>.</exception>
    [Needs(Permission.ReleasesPull)]
    public override async Task<V1.ListSigningKeysResponse> ListSigningKeys(V1.ListSigningKeysRequest request, ServerCallContext context)
    {
        Input.Between(request.Collectives.Count, 1, LargestPage, "collectives");
        var codes = request.Collectives.ToArray();

        await using var transaction = await EnterPlaneAsync(context.CancellationToken);
        var rows = await db
            .SigningKeys.AsNoTracking()
            .Where(k => codes.Contains(k.Collective))
            .OrderBy(k => k.Collective)
            .ThenBy(k => k.Number)
            .ToListAsync(context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
        return new() { Keys = { rows.Select(k => k.ToMessage()) } };
    }
}
