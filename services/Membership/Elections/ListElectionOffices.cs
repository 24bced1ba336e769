using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Elections;

public sealed partial class ElectionsService
{
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
}
