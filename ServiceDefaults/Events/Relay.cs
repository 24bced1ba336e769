using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Sangam.Events;

/// <summary>
/// Delivers the outbox, at least once. Due rows are claimed and leased in one short statement, delivered outside any transaction, then
/// removed together; what fails is tried again for ever at growing intervals. Several replicas share the work.
/// </summary>
internal sealed partial class Relay(
    RelayDatabase database,
    ITransport transport,
    RelayBell bell,
    IHostEnvironment environment,
    IMeterFactory meters,
    ILogger<Relay> log
) : BackgroundService
{
    private const int Batch = 200,
        AtOnce = 16;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private DateTimeOffset forgotAt;
    private double oldest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var meter = meters.Create("Sangam");
        meter.CreateObservableGauge("sangam.outbox.age", () => oldest, "s", "Age of the oldest event that waits to be delivered.");
        var delivered = meter.CreateCounter<long>("sangam.outbox.delivered", description: "Events taken by all subscribers, by type.");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var due = await ClaimAsync(stoppingToken);
                oldest = due.Count == 0 ? 0 : (TimeProvider.System.GetUtcNow() - due.Min(d => d.OccurredAt)).TotalSeconds;
                var taken = new ConcurrentBag<Row>();
                await Parallel.ForEachAsync(
                    due,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
                    async (row, token) =>
                    {
                        if (await DeliverAsync(row, token))
                            taken.Add(row);
                    }
                );
                await RemoveAsync(taken, stoppingToken);
                foreach (var row in taken)
                    delivered.Add(1, new KeyValuePair<string, object?>("type", row.Type));
                if (due.Count == 0)
                    await ForgetAsync(stoppingToken);
                if (due.Count < Batch)
                    await bell.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or HttpRequestException or JsonException or TimeoutException)
            {
                LogTrouble(e.Message);
                await bell.WaitAsync(Poll, stoppingToken);
            }
        }
    }

    /// <summary>
    /// An event is never delivered again months later, so the inbox need not remember it for ever; nor is a request repeated after a week,
    /// and its answer may name somebody who was erased since.
    /// </summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (TimeProvider.System.GetUtcNow() - forgotAt < TimeSpan.FromHours(1))
            return;
        forgotAt = TimeProvider.System.GetUtcNow();
        await using var forget = database.Source.CreateCommand(
            "delete from inbox where consumed_at < now() - interval '90 days'; delete from request where at < now() - interval '7 days'"
        );
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<Row>> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var claim = database.Source.CreateCommand(
            """
            update outbox set due_at = now() + interval '30 seconds', attempts = attempts + 1
            where (tenant_id, id) in (
                select tenant_id, id from outbox where due_at <= now() order by due_at limit $1 for update skip locked
            )
            returning tenant_id, id, type, data::text, occurred_at, trace_parent, attempts, delivered
            """
        );
        claim.Parameters.AddWithValue(Batch);
        await using var reader = await claim.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(
                new(
                    reader.GetGuid(0),
                    reader.GetGuid(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetFieldValue<DateTimeOffset>(4),
                    reader.IsDBNull(5) ? null : reader.GetString(5),
                    reader.GetInt32(6),
                    reader.GetFieldValue<string[]>(7)
                )
            );
        return rows;
    }

    private async Task RemoveAsync(IReadOnlyCollection<Row> taken, CancellationToken cancellationToken)
    {
        if (taken.Count == 0)
            return;
        await using var remove = database.Source.CreateCommand(
            "delete from outbox o using unnest($1, $2) as t (tenant_id, id) where o.tenant_id = t.tenant_id and o.id = t.id"
        );
        remove.Parameters.AddWithValue(taken.Select(row => row.TenantId).ToArray());
        remove.Parameters.AddWithValue(taken.Select(row => row.Id).ToArray());
        await remove.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>Whether every subscriber has it now.</returns>
    private async Task<bool> DeliverAsync(Row row, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity($"deliver {row.Type}", ActivityKind.Producer, row.TraceParent);
        using var data = JsonDocument.Parse(row.Data);
        var envelope = new Envelope(
            "1.0",
            row.Id,
            $"/{environment.ApplicationName.ToLowerInvariant()}",
            row.Type,
            row.OccurredAt,
            "application/json",
            row.TenantId,
            activity?.Id ?? row.TraceParent,
            data.RootElement
        );
        var bytes = JsonSerializer.SerializeToUtf8Bytes(envelope, OutboxEvent.Json);
        var done = row.Delivered.ToHashSet();
        var failure = (Exception?)null;
        try
        {
            foreach (var destination in await transport.DestinationsAsync(envelope.Topic, cancellationToken))
            {
                if (done.Contains(destination))
                    continue;
                try
                {
                    await transport.DeliverAsync(destination, envelope.Topic, bytes, cancellationToken);
                    done.Add(destination);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    failure = e;
                } // the others need not wait for it
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            failure = e;
        }
        if (failure is null)
            return true;
        LogUndelivered(row.Type, row.Attempts, failure.Message);
        await using var later = database.Source.CreateCommand(
            """
            update outbox
            set due_at = now() + least(interval '5 minutes', interval '1 second' * power(2, least($3, 10) - 1)), delivered = $4
            where tenant_id = $1 and id = $2
            """
        );
        later.Parameters.AddWithValue(row.TenantId);
        later.Parameters.AddWithValue(row.Id);
        later.Parameters.AddWithValue(row.Attempts);
        later.Parameters.AddWithValue(done.ToArray());
        await later.ExecuteNonQueryAsync(cancellationToken);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "{Type} could not be delivered, attempt {Attempt}: {Reason}")]
    private partial void LogUndelivered(string type, int attempt, string reason);

    [LoggerMessage(LogLevel.Warning, "The outbox cannot be read: {Reason}")]
    private partial void LogTrouble(string reason);

    private sealed record Row(
        Guid TenantId,
        Guid Id,
        string Type,
        string Data,
        DateTimeOffset OccurredAt,
        string? TraceParent,
        int Attempts,
        string[] Delivered
    );
}

/// <summary>The database as the relay's role sees it: the outbox of all tenants, when work of theirs is due, and nothing else.</summary>
public sealed class RelayDatabase(string connectionString) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = new NpgsqlDataSourceBuilder(connectionString).ConfigureTracing(SkipLooks).Build();

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>A look, every second, for what is due belongs to nobody's request; it would be a trace of its own each time.</summary>
    private static void SkipLooks(NpgsqlTracingOptionsBuilder tracing) =>
        tracing.ConfigureCommandFilter(_ => Activity.Current is not null).EnablePhysicalOpenTracing(false);
}

/// <summary>Rung when something was saved to the outbox here, so that the relay need not wait for its next look.</summary>
internal sealed class RelayBell
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            return;
        } // it is ringing already
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => bell.WaitAsync(atMost, cancellationToken);
}
