using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.OfficesManage)]
    public override async Task<V1.Office> EndTerm(V1.EndTermRequest request, ServerCallContext context)
    {
        var day = Dates.PastOrToday(request.EndedOn, "ended_on", clock.Today);
        var office = await FindAsync(request.OfficeId, context.CancellationToken);
        var id = Input.Id(request.TermId, "term_id");
        var term = office.Terms.SingleOrDefault(t => t.Id == id) ?? throw Refusal.Missing();
        term.End(day);

        db.Audit("offices.end_term", term.Id);
        db.Publish(new TermEnded(term.Id, day));
        await db.SaveChangesAsync(context.CancellationToken);

        return office.ToMessage(clock.Today);
    }
}
