using Npgsql;

namespace Tenancy.Tests;

public sealed class RowSecurityTests(MigratedDatabases databases)
{
    /// <summary>Tables in which nothing belongs to a collective, each reviewed.</summary>
    private static readonly string[] NotOfACollective =
    [
        "identity.signing_key", // the installation's
        "identity.tenant", // the directory; its own policies are below
        "livelihood.entitlement", // what a state owes its people
        // what collectives released
        "national.collective",
        "national.figure",
        "national.national_cell",
        "national.national_period",
        "national.pull",
        "national.refused_release",
        "national.release",
        "national.signing_key",
    ];

    /// <summary>Policies other than the one that every tenant table has, each reviewed.</summary>
    private static readonly string[] MorePolicies =
    [
        "identity.tenant directory SELECT {public} true -",
        "identity.tenant own INSERT {public} - (id = current_tenant())",
        // ids and days: who was erased, in any tenant
        "keys.erasure erasures SELECT {public} (current_setting('app.plane'::text, true) = 'erasures'::text) -",
        "membership.import relay ALL {%RELAY%} true -", // three columns of it: whose, which and when due
        // restrictive: it only takes away
        "membership.member erased SELECT {public} ((erased_on IS NULL) OR (current_setting('app.erasing'::text, true) = 'on'::text)) -",
        "indicators.released_month network SELECT {public} (current_setting('app.plane'::text, true) = 'network'::text) -",
        "indicators.signing_key network SELECT {public} (current_setting('app.plane'::text, true) = 'network'::text) -", // public keys
    ];

    [Fact]
    public async Task Every_table_is_isolated_by_tenant_but_for_the_reviewed_ones()
    {
        var open = await AllAsync(
            """
            select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration'
              and not (relrowsecurity and relforcerowsecurity
                and exists (select from pg_attribute where attrelid = c.oid and attname = 'tenant_id' and attnotnull)
                and exists (select from pg_policies p
                    where p.schemaname = 'public' and p.tablename = relname and p.policyname = 'tenant' and p.cmd = 'ALL'
                    and p.roles = '{public}'
                    and p.qual = '(tenant_id = current_tenant())' and p.with_check = '(tenant_id = current_tenant())'))
            """
        );

        Assert.Equal(NotOfACollective.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_other_policy_opens_a_table_but_the_reviewed_ones()
    {
        var more = await AllAsync(
            """
            select format('%s %s %s %s %s %s', tablename, policyname, cmd, roles, coalesce(qual, '-'), coalesce(with_check, '-'))
            from pg_policies where policyname <> 'tenant'
            """
        );

        // Every service has an outbox and an inbox, which the relay empties, and answers, which it removes in time.
        var relays = databases
            .Names.Where(d => d is not ("national" or "keys"))
            .SelectMany(d => (string[])["inbox", "outbox", "request"], (d, table) => $"{d}.{table} relay ALL {{%RELAY%}} true -");
        Assert.Equal(MorePolicies.Concat(relays).Order(StringComparer.Ordinal), more.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_keys_of_every_tenant_table_begin_with_the_tenant()
    {
        var wrong = await AllAsync(
            """
            select format('%s %s', conrelid::regclass, conname) from pg_constraint k
            where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and conrelid <> 'migration'::regclass
              and exists (select from pg_policy where polrelid = conrelid and polname = 'tenant')
              -- others' keys have no tenant
              and (contype <> 'f' or exists (select from pg_policy where polrelid = confrelid and polname = 'tenant'))
              and not exists (select from pg_attribute a where a.attrelid = conrelid and a.attnum = conkey[1] and a.attname = 'tenant_id')
            """
        );

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_role_that_serves_requests_owns_nothing_and_is_under_row_level_security()
    {
        var powers = await AllAsync(
            """
            select format('%s %s', rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
            from pg_roles where rolname in (current_database() || '_service', current_database() || '_relay')
            """
        );
        var owned = await AllAsync(
            """
            select format('%s of %s', relname, pg_get_userbyid(relowner)) from pg_class
                where relnamespace = 'public'::regnamespace
                and pg_get_userbyid(relowner) <> current_database() || '_owner'
            """
        );
        var around = await AllAsync("select format('%s', proname) from pg_proc where pronamespace = 'public'::regnamespace and prosecdef");
        var makers = await AllAsync(
            """
            select format('%s', r) from unnest(array['service', 'relay']) r
                where has_schema_privilege(current_database() || '_' || r, 'public', 'create')
            """
        );

        Assert.Equal(
            databases.Names.SelectMany(d => (string[])[$"{d}.%RELAY% f", $"{d}.%SERVICE% f"]).Order(StringComparer.Ordinal),
            powers.Order(StringComparer.Ordinal)
        );
        Assert.Empty(owned.Concat(makers));
        // of the current tenant, and only what is not locked
        Assert.Equal(["indicators.take_back_on_withdrawal", "indicators.take_back_release"], around.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_service_cannot_even_enter_anothers_database()
    {
        var training = new NpgsqlConnectionStringBuilder(databases.ConnectionString("training", "service")) { Pooling = false };
        var membership = new NpgsqlConnectionStringBuilder(databases.ConnectionString("membership", "service"));
        training.Database = membership.Database;
        await using var connection = new NpgsqlConnection(training.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<List<string>> AllAsync(string sql)
    {
        var lines = new List<string>();
        foreach (var database in databases.Names)
            lines.AddRange(await databases.AskAsync(database, sql));
        return lines;
    }
}
