using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sangam.Members;

namespace Sangam.Security;

/// <summary>
/// The keys of tenants and persons, and who was erased. They lie in a database of their own, so that no backup of the records
/// holds the keys to them (docs/adr/0010). A key is saved at once and not with the record it is for: if that is not saved after
/// all, the key opens nothing.
/// </summary>
public sealed class KeyStore([FromKeyedServices(KeyStore.Database)] NpgsqlDataSource database, InstallationKey installation)
{
    /// <summary>The name of the connection string.</summary>
    public const string Database = "keys";

    // a tenant's key never changes; a person's may be destroyed at any time, so none is kept
    private readonly ConcurrentDictionary<Guid, byte[]> tenants = [];

    /// <summary>The tenant's key, made when it is first asked for.</summary>
    public async ValueTask<byte[]> OfTenantAsync(Guid tenant, CancellationToken cancellationToken)
    {
        if (tenants.TryGetValue(tenant, out var known))
            return known;
        var wrapped = await AskAsync<byte[]>(
            tenant,
            cancellationToken,
            Command(
                "insert into tenant_key values ($1, $2) on conflict do nothing",
                tenant,
                installation.Wrap(Cipher.NewKey(), tenant.ToByteArray())
            ),
            Command("select wrapped from tenant_key")
        );
        return tenants[tenant] = installation.Unwrap(wrapped!, tenant.ToByteArray());
    }

    /// <summary>A person's key; null when she has none, or it was destroyed.</summary>
    public async Task<byte[]?> OfPersonAsync(Guid tenant, Guid person, CancellationToken cancellationToken)
    {
        var wrapping = await OfTenantAsync(tenant, cancellationToken);
        var wrapped = await AskAsync<byte[]>(
            tenant,
            cancellationToken,
            Command("select wrapped from person_key where person_id = $1", person)
        );
        return wrapped is null ? null : Cipher.Open(wrapping, wrapped, person.ToByteArray());
    }

    /// <summary>The same, made when she has none yet, in one round trip; null only when it was destroyed: she gets no other.</summary>
    public async Task<byte[]?> OfPersonOrNewAsync(Guid tenant, Guid person, CancellationToken cancellationToken)
    {
        var wrapping = await OfTenantAsync(tenant, cancellationToken);
        var wrapped = await AskAsync<byte[]>(
            tenant,
            cancellationToken,
            Command(
                """
                insert into person_key select $1, $2, $3
                where not exists (select from erasure where person_id = $2 and destroyed_at is not null)
                on conflict do nothing
                """,
                tenant,
                person,
                Cipher.Seal(wrapping, Cipher.NewKey(), person.ToByteArray())
            ),
            Command("select wrapped from person_key where person_id = $1", person)
        );
        return wrapped is null ? null : Cipher.Open(wrapping, wrapped, person.ToByteArray());
    }

    /// <summary>
    /// Decides that a person is erased, or (with null) that this is taken back. The records follow, if need be at the next
    /// start.
    /// </summary>
    /// <returns>The decision's revision; 0 when her key was destroyed before, which nothing undoes.</returns>
    public async Task<int> DecideAsync(Guid tenant, Guid person, DateOnly? erasedOn, CancellationToken cancellationToken) =>
        await AskAsync<int?>(
            tenant,
            cancellationToken,
            Command(
                """
                insert into erasure as e (tenant_id, person_id, erased_on) values ($1, $2, $3)
                on conflict (tenant_id, person_id) do update
                    set revision = e.revision + 1, erased_on = excluded.erased_on, changed_at = clock_timestamp()
                    where e.destroyed_at is null
                returning revision
                """,
                tenant,
                person,
                erasedOn
            )
        ) ?? 0;

    /// <summary>The decisions of all tenants that were taken, or carried out, since then.</summary>
    public async Task<ILookup<Guid, Erasure>> ErasuresAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('app.plane', 'erasures', true)"));
        batch.BatchCommands.Add(
            Command(
                "select tenant_id, person_id, revision, erased_on, destroyed_at is not null from erasure where changed_at >= $1",
                since.UtcDateTime
            )
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var decisions = new List<(Guid Tenant, Erasure Erasure)>();
        while (await reader.ReadAsync(cancellationToken))
            decisions.Add(
                (
                    reader.GetGuid(0),
                    new(
                        reader.GetGuid(1),
                        reader.GetInt32(2),
                        reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3),
                        reader.GetBoolean(4)
                    )
                )
            );
        return decisions.ToLookup(d => d.Tenant, d => d.Erasure);
    }

    /// <summary>Destroys the keys of those whom the tenant erased on that day or before.</summary>
    /// <returns>How many persons that ends.</returns>
    public Task<long> DestroyAsync(Guid tenant, DateOnly erasedUntil, CancellationToken cancellationToken) =>
        AskAsync<long>(
            tenant,
            cancellationToken,
            Command(
                """
                with due as (
                    update erasure set destroyed_at = now(), changed_at = clock_timestamp()
                    where erased_on <= $1 and destroyed_at is null returning person_id
                ),
                     gone as (delete from person_key where person_id in (select person_id from due))
                select count(*) from due
                """,
                erasedUntil
            )
        );

    public async Task<bool> CanConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>
    /// Runs commands on behalf of a tenant in one round trip and one transaction; the first value of the last one's answer, or
    /// none.
    /// </summary>
    private async Task<T?> AskAsync<T>(Guid tenant, CancellationToken cancellationToken, params NpgsqlBatchCommand[] commands)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command("select set_config('app.tenant_id', $1, true)", tenant.ToString()));
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken); // an insert has no rows to answer with and is passed over
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken)
            ? await reader.GetFieldValueAsync<T>(0, cancellationToken)
            : default;
    }

    private static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
#pragma warning disable CA2100 // the texts above
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
