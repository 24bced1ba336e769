using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarRead)]
    public override async Task<V1.Feed> RevokeFeed(V1.RevokeFeedRequest request, ServerCallContext context)
    {
        var account = caller.Account;
        if (await db.CalendarFeeds.FirstOrDefaultAsync(f => f.AccountId == account, context.CancellationToken) is { } feed)
        {
            db.CalendarFeeds.Remove(feed);
            db.Audit("calendar.revoke_feed", account);
            await db.SaveChangesAsync(context.CancellationToken);
        }
        return new();
    }
}
