using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarRead)]
    public override async Task<V1.Feed> GetFeed(V1.GetFeedRequest request, ServerCallContext context)
    {
        var account = caller.Account;
        var today = clock.Today;
        var feed = await db
            .CalendarFeeds.AsNoTracking()
            .FirstOrDefaultAsync(f => f.AccountId == account && f.ExpiresOn >= today, context.CancellationToken);
        return feed?.ToMessage() ?? new();
    }
}
