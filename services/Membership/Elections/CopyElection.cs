using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> CopyElection(V1.CopyElectionRequest request, ServerCallContext context)
    {
        var was = await ReadAsync(request.Id, context.CancellationToken);
        var election = Election.From(await OfficeAsync(was.OfficeId, context.CancellationToken), Plan.From(was, request));
        return await AddAsync(election, context.CancellationToken);
    }
}
