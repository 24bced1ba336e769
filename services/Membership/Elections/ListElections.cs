using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.ListElectionsResponse> ListElections(V1.ListElectionsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.Elections.AsNoTracking();
        if (!caller.May(Permission.ElectionsRun))
            listed = listed.Where(e => e.Stage != V1.ElectionStage.Draft);

        var (elections, next) = await listed
            .Select(e => new { Election = e, Office = db.Offices.First(o => o.Id == e.OfficeId).Name })
            .PageAsync(
                e => ValueTuple.Create(e.Election.VotingFrom, e.Election.Id),
                size,
                request.PageToken,
                context.CancellationToken,
                descending: true
            );
        return new() { Elections = { elections.Select(e => e.Election.ToMessage(e.Office)) }, NextPageToken = next };
    }
}
