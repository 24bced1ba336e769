using Grpc.Core;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarRead)]
    public override async Task<V1.CalendarEvent> GetEvent(V1.GetEventRequest request, ServerCallContext context) =>
        await WholeAsync(await FindAsync(request.Id, context.CancellationToken), context.CancellationToken);
}
