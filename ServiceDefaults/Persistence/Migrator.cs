using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Sangam.Persistence;

/// <summary>
/// Brings a database up to date: the foundation that every service shares, then the service's own <c>Migrations/*.sql</c> in the order
/// of their names, each once. All of them run in one transaction, so a failure leaves the database as it was; several starters at
/// once wait for each other. A further database of the service, without tenants, has its own files and no foundation; neither has the
/// keys database.
/// </summary>
public static class Migrator
{
    private const string Isolation = "Isolation.sql";

    /// <summary>What the logical names of the keys database's files begin with; they are this assembly's own.</summary>
    public const string Keys = "keys/";

    /// <param name="ownerConnectionString">Connects as the role that owns the database.</param>
    /// <param name="assembly">Whose embedded <c>.sql</c> files to run.</param>
    /// <param name="prefix">Empty for the service's own database; for a further one, what its files' logical names begin with,
    /// e.g. <c>national/</c>.</param>
    /// <returns>The names of the migrations that ran; empty if there was nothing to do.</returns>
    /// <exception cref="InvalidOperationException">A migration that has run was changed afterwards.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        string ownerConnectionString,
        Assembly assembly,
        string prefix = "",
        CancellationToken cancellationToken = default
    )
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync("select pg_advisory_xact_lock(hashtext('sangam migrations'))");
        await ExecuteAsync(
            """
            create table if not exists migration (
                name text primary key, digest bytea not null, applied_at timestamptz not null default now()
            )
            """
        );

        var applied = new List<string>();
        foreach (var (name, sql) in Scripts(assembly, prefix))
        {
            await using var claim = new NpgsqlCommand(
                """
                with new as (
                    insert into migration (name, digest) values ($1, sha256(convert_to($2, 'utf8'))) on conflict do nothing returning name
                )
                select case
                    when exists (select from new) then 'run'
                    when exists (select from migration where name = $1 and digest = sha256(convert_to($2, 'utf8'))) then 'done'
                    else 'changed'
                end
                """,
                connection,
                transaction
            )
            {
                Parameters =
                {
                    new() { Value = name },
                    new() { Value = sql },
                },
            };
            switch (await claim.ExecuteScalarAsync(cancellationToken))
            {
                case "run":
                    await ExecuteAsync(sql);
                    applied.Add(name);
                    break;
                case "changed":
                    throw new InvalidOperationException(
                        $"The migration {name} has run and was changed afterwards. Undo the change and write a new one."
                    );
            }
        }
        await transaction.CommitAsync(cancellationToken);
        return applied;

        async Task ExecuteAsync(string sql)
        {
#pragma warning disable CA2100 // the text of a migration is a file of this repository
            await using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Brings the keys database up to date, which all services share: whichever comes first does it, and the others find it
    /// done.
    /// </summary>
    public static Task<IReadOnlyList<string>> MigrateKeysAsync(
        string ownerConnectionString,
        CancellationToken cancellationToken = default
    ) => MigrateAsync(ownerConnectionString, typeof(Migrator).Assembly, Keys, cancellationToken);

    /// <summary>What the model wants that the database does not have, a line each; empty when they agree.</summary>
    public static async Task<IReadOnlyList<string>> DriftAsync(DbContext db, CancellationToken cancellationToken = default)
    {
        var wanted = db
            .Model.GetRelationalModel()
            .Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name} {c.StoreType}{(c.IsNullable ? "" : " not null")}"));
        var there = await db
            .Database.SqlQuery<string>(
                $"""
                select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                       || case when a.attnotnull then ' not null' else '' end as "Value"
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
                """
            )
            .ToListAsync(cancellationToken);
        return [.. wanted.Except(there).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Name, string Sql)> Scripts(Assembly assembly, string prefix)
    {
        var shared = typeof(Migrator).Assembly;
        if (prefix.Length == 0 || prefix == Keys)
            yield return (Isolation, Read(shared, Isolation));
        if (prefix.Length == 0)
            foreach (
                var name in shared
                    .GetManifestResourceNames()
                    .Where(n => n.StartsWith("Foundation", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
            )
                yield return (name, Read(shared, name));
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".sql", StringComparison.Ordinal) && n[..(n.LastIndexOf('/') + 1)] == prefix)
                .Order(StringComparer.Ordinal)
        )
            yield return (name, Read(assembly, name));
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
