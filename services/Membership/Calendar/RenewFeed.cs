using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;

namespace Membership.Calendar;

public sealed partial class CalendarService
{
    [Needs(Permission.CalendarRead)]
    public override async Task<V1.Feed> RenewFeed(V1.RenewFeedRequest request, ServerCallContext context)
    {
        var language = request.Language.Length == 0 ? "en" : Input.Languages([request.Language], "language")[0];
        var account = caller.Account;
        var feed = await db.CalendarFeeds.FirstOrDefaultAsync(f => f.AccountId == account, context.CancellationToken);
        if (feed is null)
            db.CalendarFeeds.Add(feed = new() { AccountId = account });
        var (token, hash) = FeedToken.Draw(installation, tenant.Id);
        feed.Renew(hash, caller.Member, language, clock.Now);

        db.Audit("calendar.renew_feed", account);
        await db.SaveChangesAsync(context.CancellationToken);

        var message = feed.ToMessage();
        message.Token = token;
        return message;
    }
}
