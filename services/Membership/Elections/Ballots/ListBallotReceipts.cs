using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.ListBallotReceiptsResponse> ListBallotReceipts(
        V1.ListBallotReceiptsRequest request,
        ServerCallContext context
    )
    {
        var election = await ReadAsync(request.ElectionId, context.CancellationToken);
        return new()
        {
            Receipts =
            {
                await db
                    .BallotReceipts.Where(r => r.ElectionId == election.Id)
                    .OrderBy(r => r.Code)
                    .Select(r => r.Code)
                    .ToListAsync(context.CancellationToken),
            },
        };
    }
}
