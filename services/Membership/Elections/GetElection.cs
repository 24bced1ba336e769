using Grpc.Core;
using Microsoft.EntityFrameworkCore;
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

    [Needs(Permission.ElectionsRead)]
    public override async Task<V1.ListElectionsResponse> ListElections(V1.ListElectionsRequest request, ServerCallContext context)
    {
        var size = Page.Size(request.PageSize);
        var listed = db.Elections.AsNoTracking();
        if (!caller.May(Permission.ElectionsRun))
            listed = listed.Where(e => e.Stage != V1.ElectionStage.Draft);
        if (Page.After<Place>(request.PageToken) is { } after)
            listed = listed.Where(e =>
                EF.Functions.LessThan(ValueTuple.Create(e.VotingFrom, e.Id), ValueTuple.Create(after.VotingFrom, after.Id))
            );

        var rows = await listed
            .OrderByDescending(e => e.VotingFrom)
            .ThenByDescending(e => e.Id)
            .Take(size + 1)
            .Select(e => new { Election = e, Office = db.Offices.First(o => o.Id == e.OfficeId).Name })
            .ToListAsync(context.CancellationToken);
        var (elections, next) = Page.Cut(rows, size, e => new Place(e.Election.VotingFrom, e.Election.Id));
        return new() { Elections = { elections.Select(e => e.Election.ToMessage(e.Office)) }, NextPageToken = next };
    }

    [Needs(Permission.ElectionsRun)]
    public override async Task<V1.ListElectionOfficesResponse> ListElectionOffices(
        V1.ListElectionOfficesRequest request,
        ServerCallContext context
    ) =>
        new()
        {
            Offices =
            {
                await db
                    .Offices.Where(o => o.EndedOn == null)
                    .OrderBy(o => o.Name)
                    .Select(o => new V1.ElectionOffice
                    {
                        Id = o.Id.ToString(),
                        Name = o.Name,
                        Seats = o.Seats,
                        ReservedSeats = o.ReservedSeats,
                        ReservedFor = o.ReservedFor,
                    })
                    .ToListAsync(context.CancellationToken),
            },
        };

    private sealed record Place(DateOnly VotingFrom, Guid Id);
}
