using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sangam.Events;

/// <summary>An event on its way out, saved in the transaction of what it tells.</summary>
public sealed class OutboxEvent
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public string Type { get; private init; } = "";
    public string Data { get; private init; } = "";
    public DateTimeOffset OccurredAt { get; private init; }
    public DateTimeOffset DueAt { get; private init; }

    /// <summary>The span that it was told in (W3C <c>traceparent</c>), so that its delivery joins the trace; null outside of any.</summary>
    public string? TraceParent { get; private init; }

    internal static OutboxEvent Of(IEvent what, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Type = EventTypeAttribute.Of(what.GetType()).Type,
            Data = JsonSerializer.Serialize(what, what.GetType(), Json),
            OccurredAt = now,
            DueAt = now,
            TraceParent = Activity.Current?.Id,
        };
}

/// <summary>An event that was consumed.</summary>
public sealed class InboxEvent
{
    public Guid TenantId { get; private set; }
    public required Guid EventId { get; init; }
    public required DateTimeOffset ConsumedAt { get; init; }
}
