using Grpc.Core;
using Membership.Offices;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.Election> DraftElection(V1.DraftElectionRequest request, ServerCallContext context)
    {
        var election = Election.From(await OfficeAsync(Input.Id(request.OfficeId), context.CancellationToken), Plan.From(request));
        return await AddAsync(election, context.CancellationToken);
    }

    private async Task<V1.Election> AddAsync(Election election, CancellationToken cancellationToken)
    {
        db.Elections.Add(election);
        db.Audit("elections.draft", election.Id);
        await db.SaveChangesAsync(cancellationToken);
        return await MessageAsync(election, cancellationToken);
    }

    /// <summary>An office with the terms that are served in it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: also when it has ended.</exception>
    private async Task<Office> OfficeAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Offices.Include(o => o.Terms).FirstOrDefaultAsync(o => o.Id == id && o.EndedOn == null, cancellationToken)
        ?? throw Refusal.Missing();
}
