using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sangam.Persistence;
using Sangam.Tenancy;

namespace Sangam.Events;

/// <summary>
/// What a service does on the events of others. Each runs in the tenant of the event's envelope and in one transaction with the note in
/// the inbox that it was done, so that a second delivery changes nothing. Events may come in any order.
/// </summary>
public sealed class Subscriptions<TDb>
    where TDb : ServiceDb
{
    internal Dictionary<string, Func<TDb, JsonElement, CancellationToken, Task>> Handlers { get; } = [];

    public Subscriptions<TDb> On<TEvent>(Func<TDb, TEvent, CancellationToken, Task> handle)
        where TEvent : IEvent
    {
        Handlers.Add(
            EventTypeAttribute.Of(typeof(TEvent)).Type,
            (db, data, token) => handle(db, data.Deserialize<TEvent>(OutboxEvent.Json)!, token)
        );
        return this;
    }
}

public static class SubscriptionEndpoints
{
    /// <summary>Subscriber endpoints in Dapr's form, <c>POST /events/{topic}</c>, reached by our relay directly or by a sidecar.</summary>
    public static void MapEvents<TDb>(this WebApplication app, Action<Subscriptions<TDb>> describe)
        where TDb : ServiceDb
    {
        var subscriptions = new Subscriptions<TDb>();
        describe(subscriptions);
        // Once the settings were found to be good.
        var token = new Lazy<byte[]>(() => Encoding.UTF8.GetBytes(EventToken.From(app.Configuration)));
        var consumed = app
            .Services.GetRequiredService<IMeterFactory>()
            .Create("Sangam")
            .CreateCounter<long>("sangam.events.consumed", description: "Events that changed something here.");
        foreach (var topic in subscriptions.Handlers.Keys.Select(type => type[..type.IndexOf('.')]).Distinct())
            app.MapPost(
                    $"/events/{topic}",
                    async (HttpContext http, CancellationToken cancellationToken) =>
                    {
                        var shown = Encoding.UTF8.GetBytes(http.Request.Headers[EventToken.Header].ToString());
                        if (!CryptographicOperations.FixedTimeEquals(shown, token.Value))
                            return Results.Unauthorized();
                        if (await ReadAsync(http, cancellationToken) is not { Type: not null } envelope)
                            return Results.BadRequest();
                        if (!subscriptions.Handlers.TryGetValue(envelope.Type, out var handle))
                            return Results.Ok();

                        using var activity = Telemetry.Source.StartActivity(
                            $"consume {envelope.Type}",
                            ActivityKind.Consumer,
                            envelope.TraceParent
                        );
                        if (await ConsumeAsync(http.RequestServices, envelope, handle, cancellationToken))
                            consumed.Add(1, new KeyValuePair<string, object?>("type", envelope.Type));
                        return Results.Ok();
                    }
                )
                .WithTopic(EventToken.PubSub, topic);
        app.MapSubscribeHandler();
    }

    private static async Task<Envelope?> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Envelope>(http.Request.Body, OutboxEvent.Json, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<bool> ConsumeAsync<TDb>(
        IServiceProvider services,
        Envelope envelope,
        Func<TDb, JsonElement, CancellationToken, Task> handle,
        CancellationToken cancellationToken
    )
        where TDb : ServiceDb
    {
        services.GetRequiredService<CurrentTenant>().Enter(envelope.TenantId);
        var db = services.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            await db.Database.ExecuteSqlAsync(
                $"insert into inbox (tenant_id, event_id) values ({envelope.TenantId}, {envelope.Id}) on conflict do nothing",
                cancellationToken
            ) == 0
        )
            return false;
        await handle(db, envelope.Data, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
