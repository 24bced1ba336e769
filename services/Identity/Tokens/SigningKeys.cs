using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Npgsql;
using Sangam.Security;

namespace Identity.Tokens;

/// <summary>
/// The keys of this installation's access tokens. A key signs for 90 days and is published for the 90 days before, so that whoever
/// checks tokens knows it long before the first one comes. When it starts to sign is fixed when it is made: replicas change over
/// together without speaking to each other. Our own tokens are checked against the same keys.
/// </summary>
public sealed class SigningKeys([FromKeyedServices("identity")] NpgsqlDataSource database, InstallationKey installation, TimeProvider clock)
    : IConfigurationManager<OpenIdConnectConfiguration>
{
    public static readonly TimeSpan Reign = TimeSpan.FromDays(90);

    /// <summary>How long a key is still published once the next one signs; its last tokens have run out long before.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromHours(1);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1),
        FreshEnough = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim one = new(1);
    private volatile Read read = new([], DateTimeOffset.MinValue);
    private volatile bool refresh;

    /// <summary>Those that are published, by when they start to sign.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> PublishedAsync(CancellationToken cancellationToken)
    {
        if (IsFresh())
            return read.Keys;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh())
                return read.Keys;
            var now = clock.GetUtcNow();
            refresh = false;
            var keys = await ReadAsync(now, cancellationToken);
            if (!IsComplete(keys, now))
            {
                now = await CompleteAsync(cancellationToken);
                keys = await ReadAsync(now, cancellationToken);
            }
            read = new(keys, now);
            return keys;
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask<SigningKey> CurrentAsync(CancellationToken cancellationToken)
    {
        var keys = await PublishedAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return keys.Last(k => k.SignsFrom <= now);
    }

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration();
        foreach (var key in await PublishedAsync(cancel))
            configuration.SigningKeys.Add(key.Key);
        return configuration;
    }

    /// <summary>A token came whose key we do not know: another replica may have made it a moment ago.</summary>
    public void RequestRefresh() => refresh = true;

    private bool IsFresh() => clock.GetUtcNow() - read.At < (refresh ? FreshEnough : Fresh);

    /// <summary>One key signs and one waits.</summary>
    private static bool IsComplete(IReadOnlyList<SigningKey> keys, DateTimeOffset now) =>
        keys.Any(k => k.SignsFrom <= now) && keys.Any(k => k.SignsFrom > now);

    private async Task<IReadOnlyList<SigningKey>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = new List<SigningKey>();
        await using var command = database.CreateCommand("select id, wrapped, signs_from from signing_key order by signs_from, id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetString(0);
            var signsFrom = reader.GetFieldValue<DateTimeOffset>(2);
            keys.Add(
                read.Keys.FirstOrDefault(k => k.Id == id && k.SignsFrom == signsFrom)
                    ?? SigningKey.Unwrap(id, reader.GetFieldValue<byte[]>(1), signsFrom, installation)
            );
        }
        return [.. keys.Where((_, i) => i + 1 == keys.Count || keys[i + 1].SignsFrom > now - Farewell)];
    }

    /// <summary>
    /// Makes the key that signs, the first time, and the one that waits. Replicas that start at once wait for each other and
    /// make one set; the time is read once it is our turn, or the key that another just made would seem to lie ahead.
    /// </summary>
    private async Task<DateTimeOffset> CompleteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync("select pg_advisory_xact_lock(hashtext('sangam signing keys'))");
        var now = clock.GetUtcNow();
        var keys = await ReadAsync(now, cancellationToken);
        if (!keys.Any(k => k.SignsFrom <= now))
            await AddAsync(SigningKey.New(now));
        if (!keys.Any(k => k.SignsFrom > now))
            await AddAsync(SigningKey.New(now + Reign));
        await ExecuteAsync(
            """
            delete from signing_key k
            where exists (select from signing_key later where later.signs_from > k.signs_from and later.signs_from < $1)
            """,
            now.UtcDateTime - Farewell
        );
        await transaction.CommitAsync(cancellationToken);
        return now;

        Task AddAsync(SigningKey key) =>
            ExecuteAsync(
                "insert into signing_key (id, wrapped, signs_from) values ($1, $2, $3)",
                key.Id,
                key.Wrap(installation),
                key.SignsFrom.UtcDateTime
            );

        async Task ExecuteAsync(string sql, params object[] values)
        {
#pragma warning disable CA2100 // the constants above
            await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed record Read(IReadOnlyList<SigningKey> Keys, DateTimeOffset At);
}
