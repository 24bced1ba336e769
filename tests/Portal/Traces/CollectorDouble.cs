using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Otlp;

namespace Portal.Tests;

/// <summary>
/// An OpenTelemetry collector (OTLP over HTTP). It keeps what the processes under test send it: all of it as it came, and spans to read.
/// </summary>
internal sealed class CollectorDouble
{
    private readonly ConcurrentQueue<byte[]> received = [];
    private readonly ConcurrentQueue<Seen> spans = [];
    private readonly string address = $"http://127.0.0.1:{TestPostgres.FreePort()}";

    public IEnumerable<Seen> Spans => spans;

    public static async Task<CollectorDouble> StartAsync()
    {
        var collector = new CollectorDouble();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(collector.address);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost(
            "/v1/{signal}",
            async (string signal, HttpContext call) =>
            {
                using var body = new MemoryStream();
                await call.Request.Body.CopyToAsync(body);
                collector.Take(signal, body.ToArray());
            }
        );
        await app.StartAsync(); // it ends with the tests' process, as those do that send to it
        return collector;
    }

    /// <summary>What a process is started with to send its telemetry here, and soon.</summary>
    public Dictionary<string, string> Settings(string service) =>
        new()
        {
            ["OTEL_SERVICE_NAME"] = service,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "5000",
        };

    /// <summary>Whether a text stands anywhere in what was received: in a span, a log or a metric, in a name or in a value.</summary>
    public bool Has(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return received.Any(message => message.AsSpan().IndexOf(bytes) >= 0);
    }

    private void Take(string signal, byte[] message)
    {
        received.Enqueue(message);
        if (signal != "traces")
            return;
        foreach (var resource in ExportTraceServiceRequest.Parser.ParseFrom(message).ResourceSpans)
        {
            var service = resource.Resource.Attributes.Single(a => a.Key == "service.name").Value.StringValue;
            foreach (var scope in resource.ScopeSpans)
            foreach (var span in scope.Spans)
                spans.Enqueue(new(service, scope.Scope.Name, span));
        }
    }
}

/// <summary>A span and the process and library that it is of.</summary>
internal sealed record Seen(string Service, string Library, Span Span)
{
    public string Trace => Convert.ToHexStringLower(Span.TraceId.Span);

    public AnyValue? this[string attribute] => Span.Attributes.SingleOrDefault(a => a.Key == attribute)?.Value;

    public bool IsChildOf(Seen other) => Span.TraceId == other.Span.TraceId && Span.ParentSpanId == other.Span.SpanId;
}
