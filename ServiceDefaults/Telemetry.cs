using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Sangam;

/// <summary>Logs, traces and metrics, exported by OTLP when an endpoint is set. Nothing in them names a person.</summary>
public static class Telemetry
{
    /// <summary>Spans of work that no library knows of: an event on its way, and what a service does by itself.</summary>
    public static ActivitySource Source { get; } = new("Sangam");

    internal static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // A failed statement is answered or logged by whoever sent it; EF would log it a second time.
        builder
            .Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information) // a quiet service is at least seen to have started
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return;
        // HTTP says 200 to every call; only this says on the server's span how the call ended. The library has no other switch for it yet.
        builder.Configuration["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_ENABLE_GRPC_INSTRUMENTATION"] = "true";
        builder
            .Services.AddOpenTelemetry()
            .WithTracing(traces =>
                traces
                    .AddSource(Source.Name)
                    .AddAspNetCoreInstrumentation(o =>
                    {
                        o.Filter = context => !IsNoise(context.Request.Path);
                        o.EnableRazorComponentsSupport = false; // it begins a new trace in the middle of a posted form
                    })
                    .AddHttpClientInstrumentation(o => o.FilterHttpRequestMessage = request => !IsNoise(request.RequestUri!.AbsolutePath))
                    .AddGrpcClientInstrumentation(o => o.SuppressDownstreamInstrumentation = true)
                    .AddNpgsql()
                    .AddProcessor(new HidesFeeds())
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter("Sangam")
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddNpgsqlInstrumentation()
            )
            .WithLogging(null, o => o.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>What is asked every few seconds, whether anything happens or not.</summary>
    private static bool IsNoise(PathString path) => path.Value is "/alive" or "/health" or "/dapr/subscribe";

    /// <summary>The address of somebody's calendar is also the key to it, so a trace names it only as far as everybody's goes.</summary>
    private sealed class HidesFeeds : BaseProcessor<Activity>
    {
        private const string Feed = "/feed/";

        public override void OnEnd(Activity data)
        {
            foreach (var tag in (string[])["url.full", "url.path"])
            {
                if (data.GetTagItem(tag) is not string address)
                    continue;
                var at = address.IndexOf(Feed, StringComparison.OrdinalIgnoreCase);
                if (at >= 0)
                    data.SetTag(tag, address[..(at + Feed.Length)]);
            }
        }
    }
}
