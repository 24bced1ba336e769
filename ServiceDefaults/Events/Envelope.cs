using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sangam.Events;

/// <summary>CloudEvents 1.0 in JSON. The extension <c>tenantid</c> says whose event it is.</summary>
internal sealed record Envelope(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("time")] DateTimeOffset Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType,
    [property: JsonPropertyName("tenantid")] Guid TenantId,
    [property: JsonPropertyName("traceparent")] string? TraceParent,
    [property: JsonPropertyName("data")] JsonElement Data
)
{
    public const string ContentType = "application/cloudevents+json";

    public string Topic => Type[..Type.IndexOf('.')];
}
