using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesRead)]
    public override async Task<V1.CommunityTest> GetCommunityTest(V1.GetCommunityTestRequest request, ServerCallContext context)
    {
        var today = clock.Today;
        var offices = await db
            .Offices.AsNoTracking()
            .Where(o => o.EndedOn == null)
            .WithHolders(today)
            .ToListAsync(context.CancellationToken);
        var electionPlanned = await db
            .Elections.Where(e =>
                e.Stage != V1.ElectionStage.Certified && e.Stage != V1.ElectionStage.Cancelled && e.Stage != V1.ElectionStage.QuorumMissed
            )
            .Select(e => e.OfficeId)
            .ToListAsync(context.CancellationToken);
        return CommunityTest.Of(offices, electionPlanned.ToHashSet(), today);
    }
}
