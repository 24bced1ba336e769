using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.RemovePaperBatchResponse> RemovePaperBatch(V1.RemovePaperBatchRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.Id);
        await StepAsync(
            request.ElectionId,
            "ballots.remove_paper",
            async election =>
            {
                election.RequireClosed();
                db.PaperBatches.Remove(
                    await db
                        .PaperBatches.Include(b => b.Piles)
                        .FirstOrDefaultAsync(b => b.Id == id && b.ElectionId == election.Id, context.CancellationToken)
                        ?? throw Refusal.Missing()
                );
                await UnsignAsync(election, context.CancellationToken);
            },
            context.CancellationToken
        );
        return new();
    }
}
