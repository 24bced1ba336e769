using Npgsql;

namespace Tenancy.Tests;

public sealed class RelayAndAuditTests(MigratedDatabases databases)
{
    private IEnumerable<string> OfServices => databases.Names.Where(d => d is not ("national" or "keys"));

    [Fact]
    public async Task The_relay_reads_outbox_inbox_due_imports_and_of_answers_only_their_age()
    {
        var readable = new List<string>();
        foreach (var database in databases.Names)
        {
            await using var connection = await databases.ConnectAsync(database, "relay");
            foreach (
                var table in await databases.AskAsync(
                    database,
                    """
                    select quote_ident(relname) from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                    """
                )
            )
                if (await Said.ToAsync(connection, $"select count(*) from public.{table[(table.IndexOf('.') + 1)..]}") != Said.Denied)
                    readable.Add(table);
        }

        Assert.Equal(
            OfServices
                .SelectMany(d => (string[])[$"{d}.inbox", $"{d}.outbox", $"{d}.request"])
                .Append("membership.import")
                .Order(StringComparer.Ordinal),
            readable.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_relay_removes_old_answers_and_can_read_none()
    {
        foreach (var database in OfServices)
        {
            var tenant = Guid.NewGuid();
            await using var service = await databases.ConnectAsync(database, "service");
            await Said.ToAsync(service, $"select set_config('app.tenant_id', '{tenant}', false)");
            await Said.ToAsync(
                service,
                $"""
                insert into request (tenant_id, request_id, answer, at)
                values ('{tenant}', '{Guid.NewGuid()}', '', now() - interval '8 days'), ('{tenant}', '{Guid.NewGuid()}', '', now())
                """
            );
            await using var relay = await databases.ConnectAsync(database, "relay");

            foreach (var column in (string[])["answer", "request_id", "tenant_id", "request"])
                Assert.Equal(Said.Denied, await Said.ToAsync(relay, $"select max({column}::text) from request"));
            Assert.Equal(Said.Denied, await Said.ToAsync(relay, "update request set at = now()"));
            await Said.ToAsync(relay, "delete from request where at < now() - interval '7 days'");

            Assert.Equal("1", await Said.ToAsync(service, "select count(*) from request"));
        }
    }

    [Fact]
    public async Task Of_imports_the_relay_sees_whose_which_and_when_due_and_can_only_lease_them()
    {
        await using var connection = await databases.ConnectAsync("membership", "relay");

        Assert.NotEqual(Said.Denied, await Said.ToAsync(connection, "select count(*) from (select tenant_id, id, due_at from import) i"));
        foreach (
            var statement in (string[])
                [
                    "select * from import",
                    "select created_at from import",
                    "update import set state = 'Running'",
                    "update import set due_at = now() where rows > 0",
                    "delete from import",
                ]
        )
            Assert.Equal(Said.Denied, await Said.ToAsync(connection, statement));
    }

    [Fact]
    public async Task The_relay_can_make_up_no_event()
    {
        foreach (var database in OfServices)
        {
            await using var connection = await databases.ConnectAsync(database, "relay");
            Assert.Equal(
                Said.Denied,
                await Said.ToAsync(
                    connection,
                    $$"""
                    insert into outbox (tenant_id, id, type, data, occurred_at)
                    values ('{{Guid.NewGuid()}}', '{{Guid.NewGuid()}}', 'x', '{}', now())
                    """
                )
            );
            Assert.Equal(
                Said.Denied,
                await Said.ToAsync(connection, $"insert into inbox (tenant_id, event_id) values ('{Guid.NewGuid()}', '{Guid.NewGuid()}')")
            );
        }
    }

    [Fact]
    public async Task The_audit_log_can_only_be_added_to_and_each_line_holds_the_one_before()
    {
        foreach (var database in OfServices)
        {
            var tenant = Guid.NewGuid();
            await using var service = await databases.ConnectAsync(database, "service");
            await Said.ToAsync(service, $"select set_config('app.tenant_id', '{tenant}', false)");
            for (var i = 0; i < 3; i++)
                Assert.Equal(
                    "1",
                    await Said.ToAsync(
                        service,
                        $"""
                        insert into audit (tenant_id, at, actor, action, subject)
                            values ('{tenant}', now(), 'tests', 'tests.note', '{Guid.NewGuid()}')
                        """
                    )
                );

            Assert.Equal("1 2 3", await Said.ToAsync(service, "select string_agg(id::text, ' ' order by id) from audit"));
            Assert.Equal(
                "True",
                await Said.ToAsync(
                    service,
                    """
                    select bool_and(
                        a.previous = coalesce((select b.digest from audit b where b.id = a.id - 1), '') and a.digest = audit_digest(a))
                    from audit a
                    """
                )
            );
            Assert.Equal(Said.Denied, await Said.ToAsync(service, "update audit set action = 'tests.nothing'"));
            Assert.Equal(Said.Denied, await Said.ToAsync(service, "delete from audit"));
            Assert.Equal(Said.Denied, await Said.ToAsync(service, "truncate audit"));

            // Nor by whoever runs the server, as long as the trigger stands.
            await using var postgres = await databases.ConnectAsync(database, "postgres");
            foreach (var statement in (string[])["update audit set action = 'tests.nothing'", "delete from audit", "truncate audit"])
                Assert.Equal(
                    PostgresErrorCodes.RaiseException,
                    (await Assert.ThrowsAsync<PostgresException>(() => Said.ToAsync(postgres, statement))).SqlState
                );
        }
    }
}
