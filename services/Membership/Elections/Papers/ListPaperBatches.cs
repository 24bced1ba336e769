using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.ListPaperBatchesResponse> ListPaperBatches(V1.ListPaperBatchesRequest request, ServerCallContext context)
    {
        var election = await ReadAsync(request.ElectionId, context.CancellationToken);
        var batches = await db
            .PaperBatches.AsNoTracking()
            .Include(b => b.Piles)
            .Where(b => b.ElectionId == election.Id)
            .OrderBy(b => b.Box)
            .ToListAsync(context.CancellationToken);
        return new() { Batches = { batches.Select(b => b.ToMessage(election)) } };
    }
}
