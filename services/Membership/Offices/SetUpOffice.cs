using Grpc.Core;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesManage)]
    public override async Task<V1.Office> SetUpOffice(V1.SetUpOfficeRequest request, ServerCallContext context)
    {
        var traits = OfficeTraits.Of(request);
        var office = new Office
        {
            Name = traits.Name,
            Kind = Enum.Parse<OfficeKind>(Input.Choice(request.Kind, "kind").ToString()),
            Seats = traits.Seats,
            HasVote = traits.HasVote,
            TermMonths = traits.TermMonths,
            TermLimit = traits.TermLimit,
            ReservedSeats = traits.ReservedSeats,
            ReservedFor = traits.ReservedFor,
            SetUpOn = Dates.PastOrToday(request.SetUpOn, "set_up_on", clock.Today),
        };
        await RequireFreeNameAsync(office.Name, office.Id, context.CancellationToken);

        db.Offices.Add(office);
        db.Audit("offices.set_up", office.Id);
        db.PublishOffice(office);
        await db.SaveChangesAsync(context.CancellationToken);

        return office.ToMessage(clock.Today);
    }
}
