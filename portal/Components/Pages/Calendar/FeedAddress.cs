using Grpc.Core;
using static Sangam.Membership.V1.Calendar;

namespace Portal.Components.Pages.Calendar;

/// <summary>
/// Where a person's own calendar application fetches the feed. The secret in the address is the sign-in; a wrong one is a page
/// that never was.
/// </summary>
public static class FeedAddress
{
    public static string Of(string token) => $"/feed/{token}.ics";

    public static void MapFeed(this WebApplication app) =>
        app.MapGet(
                "/feed/{token}.ics",
                async (string token, CalendarClient calendar, CancellationToken cancellationToken) =>
                {
                    try
                    {
                        var feed = await calendar.ReadFeedAsync(new() { Token = token }, cancellationToken: cancellationToken);
                        return Results.Text(feed.Calendar, "text/calendar; charset=utf-8");
                    }
                    catch (RpcException call) when (call.StatusCode == StatusCode.NotFound)
                    {
                        return Results.NotFound();
                    }
                }
            )
            .AllowAnonymous();
}
