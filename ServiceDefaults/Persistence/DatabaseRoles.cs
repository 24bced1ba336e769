using Npgsql;

namespace Sangam.Persistence;

/// <summary>
/// Makes a service's database and its three roles: <c>_owner</c> runs migrations, <c>_service</c> serves requests under row-level
/// security, <c>_relay</c> handles the outbox of all tenants. None of them can see another service's database.
/// </summary>
public static class DatabaseRoles
{
    public static readonly IReadOnlyList<string> Kinds = ["owner", "service", "relay"];

    /// <param name="adminConnectionString">Connects as a role that may create databases and roles.</param>
    /// <param name="database">The database's name; a lower-case word.</param>
    /// <param name="passwords">For each of <see cref="Kinds"/>. They are set anew each time.</param>
    public static async Task ProvisionAsync(
        string adminConnectionString,
        string database,
        IReadOnlyDictionary<string, string> passwords,
        CancellationToken cancellationToken = default
    )
    {
        await using (var server = new NpgsqlConnection(adminConnectionString))
        {
            await server.OpenAsync(cancellationToken);
            // Several of us may start on one server; a lock makes them wait their turn.
            await ExecuteAsync(server, "select pg_advisory_lock(hashtext('sangam roles'))", [], cancellationToken);
            foreach (var kind in Kinds)
                await ExecuteFormattedAsync(
                    server,
                    """
                    select case when exists (select from pg_roles where rolname = $1)
                        then format('alter role %I login nosuperuser nobypassrls password %L', $1, $2)
                        else format('create role %I login nosuperuser nobypassrls password %L', $1, $2) end
                    """,
                    [$"{database}_{kind}", passwords[kind]],
                    cancellationToken
                );
            await ExecuteFormattedAsync(
                server,
                """
                select case when exists (select from pg_database where datname = $1) then 'select 1'
                    else format('create database %I owner %I', $1, $1 || '_owner') end
                """,
                [database],
                cancellationToken
            );
            await ExecuteFormattedAsync(
                server,
                "select format('revoke all on database %I from public', $1)",
                [database],
                cancellationToken
            );
            await ExecuteFormattedAsync(
                server,
                "select format('grant connect on database %I to %I, %I', $1, $1 || '_service', $1 || '_relay')",
                [database],
                cancellationToken
            );
        }
        await using var inside = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(adminConnectionString) { Database = database, Pooling = false }.ConnectionString
        );
        await inside.OpenAsync(cancellationToken);
        await ExecuteFormattedAsync(
            inside,
            "select format('alter schema public owner to %I', $1)",
            [$"{database}_owner"],
            cancellationToken
        );
    }

    /// <summary>Utility statements take no parameters: PostgreSQL itself quotes the names and the password into the text.</summary>
    private static async Task ExecuteFormattedAsync(
        NpgsqlConnection connection,
        string format,
        string[] values,
        CancellationToken cancellationToken
    )
    {
        var statement = (string)(await ExecuteAsync(connection, format, values, cancellationToken))!;
        await ExecuteAsync(connection, statement, [], cancellationToken);
    }

    private static async Task<object?> ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        string[] values,
        CancellationToken cancellationToken
    )
    {
#pragma warning disable CA2100 // the text is a constant above, or was quoted by PostgreSQL's format()
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
