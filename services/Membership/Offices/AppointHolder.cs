using Grpc.Core;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesManage)]
    public override async Task<V1.Office> AppointHolder(V1.AppointHolderRequest request, ServerCallContext context)
    {
        var heldBy = Input.Optional(request.HeldBy, "held_by", Office.LongestName);
        if (request.MemberId.Length > 0 == heldBy.Length > 0)
            throw Refusal.Invalid("member_id", "one_of", "Say which member holds the seat, or what somebody of the staff is.");
        var day = Dates.PastOrToday(request.StartedOn, "started_on", clock.Today);
        await using var work = await db.BeginWorkAsync(context.CancellationToken);
        var (office, term) =
            heldBy.Length > 0
                ? await SeatStaffAsync(request, heldBy, day, context.CancellationToken)
                : await SeatMemberAsync(request, day, context.CancellationToken);

        db.Audit("offices.appoint", office.Id);
        await db.PublishTermAsync(office, term, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        await work.CommitAsync(context.CancellationToken);

        return office.ToMessage(clock.Today);
    }

    private async Task<(Office, Term)> SeatMemberAsync(V1.AppointHolderRequest request, DateOnly day, CancellationToken cancellationToken)
    {
        var member = (await db.HoldAsync([Input.Id(request.MemberId, "member_id")], cancellationToken))[0];
        if (member.LeftOn is not null || !member.BelongsOn(day))
            throw Refusal.NotNow("not_a_member", "Only a member holds this seat, and she was not one on that day or has left.");
        var office = await FindAsync(request.OfficeId, cancellationToken);
        if (office.ReservedSeats > 0 || request.Reserved)
            office.RequireFitsReservation(
                day,
                request.Reserved,
                request.Reserved && await db.InSubGroupAsync(member.Id, office.ReservedFor, cancellationToken)
            );
        return (office, office.Seat(member.Id, day, reserved: request.Reserved));
    }

    private async Task<(Office, Term)> SeatStaffAsync(
        V1.AppointHolderRequest request,
        string heldBy,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (request.Reserved)
            throw Refusal.Invalid("reserved", "members_only", "A reserved seat is for a member.");
        var office = await FindAsync(request.OfficeId, cancellationToken);
        return (office, office.SeatStaff(heldBy, day));
    }
}
