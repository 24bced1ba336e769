using Grpc.Core;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> CorrectElection(V1.CorrectElectionRequest request, ServerCallContext context)
    {
        var plan = Plan.From(request);
        var etag = Input.Required(request.Etag, "etag", 20);
        return await StepAsync(
            request.Id,
            "elections.correct",
            async election => election.Correct(await OfficeAsync(election.OfficeId, context.CancellationToken), plan, etag),
            context.CancellationToken
        );
    }
}
