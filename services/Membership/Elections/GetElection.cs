using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.Election> GetElection(V1.GetElectionRequest request, ServerCallContext context)
    {
        var election = await ReadAsync(request.Id, context.CancellationToken);
        // it is only being thought about
        if (election.Stage == V1.ElectionStage.Draft && !caller.May(Permission.ElectionsRun))
            throw Refusal.Missing();
        return await MessageAsync(election, context.CancellationToken);
    }
}
