using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Sangam;

/// <summary>Logs, traces and metrics, exported by OTLP when an endpoint is set. Nothing in them names a person.</summary>
internal static class Telemetry
{
    public static readonly ActivitySource Source = new("Sangam");

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // A failed statement is answered or logged by whoever sent it; EF would log it a second time.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None).AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);   // a quiet service is at least seen to have started
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(t => t.AddSource("Sangam", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql").AddProcessor(new HidesFeeds()))
            .WithMetrics(m => m.AddMeter("Sangam", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"))
            .WithLogging(null, o => o.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>The server's own span knows its route and status only when told (its instrumentation package is not everywhere to be had).</summary>
    public static void UseSpanTags(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (Activity.Current is not { } activity) return;
        activity.SetTag("http.route", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
    });

    /// <summary>The address of somebody's calendar is also the key to it, so a trace names it only as far as everybody's goes.</summary>
    private sealed class HidesFeeds : BaseProcessor<Activity>
    {
        private const string Feed = "/feed/";

        public override void OnEnd(Activity data)
        {
            foreach (var tag in (string[])["url.full", "url.path"])
                if (data.GetTagItem(tag) is string address && address.IndexOf(Feed, StringComparison.Ordinal) is >= 0 and var at) data.SetTag(tag, address[..(at + Feed.Length)]);
        }
    }
}
