using Npgsql;

namespace Tenancy.Tests;

/// <summary>
/// Every tenant table with a row of ours and a row of theirs. All but row-level security has been taken off these databases (keys, checks,
/// triggers), so that a row is a tenant's id and nothing else can be what refuses.
/// </summary>
public sealed class StrippedDatabases : MigratedDatabases
{
    public Guid Ours { get; } = Guid.NewGuid();
    public Guid Theirs { get; } = Guid.NewGuid();
    public List<(string Database, string Table)> Tables { get; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var database in Names)
        {
            var found = await AskAsync(database, "select quote_ident(tablename) from pg_policies where policyname = 'tenant' order by 1");
            Tables.AddRange(found.Select(f => (database, f[(f.IndexOf('.') + 1)..])));
        }
        foreach (var (database, table) in Tables)
        {
            await using var connection = await ConnectAsync(database, "postgres");
            await using var command = new NpgsqlCommand(
                $"""
                do $$
                declare x record;
                begin
                    for x in select conname from pg_constraint where conrelid = '{table}'::regclass and contype not in ('n', 't') loop
                        execute format('alter table {table} drop constraint if exists %I cascade', x.conname);
                    end loop;
                    for x in select indexrelid::regclass as name from pg_index where indrelid = '{table}'::regclass loop
                        execute format('drop index %s', x.name);
                    end loop;
                    for x in select attname from pg_attribute
                        where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attnotnull
                        and attname <> 'tenant_id' loop
                        execute format('alter table {table} alter column %I drop not null', x.attname);
                    end loop;
                end $$;
                alter table {table} disable trigger user;
                insert into {table} (tenant_id) values ('{Ours}'), ('{Theirs}');
                """,
                connection
            );
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>What each tenant table lets the service do, tried out.</summary>
public sealed class IsolationTests(StrippedDatabases databases) : IClassFixture<StrippedDatabases>
{
    [Fact]
    public async Task Without_a_tenant_there_are_no_rows()
    {
        var seen = await TryAsync(null, table => $"select count(*) from {table}");

        Assert.All(seen, s => Assert.Equal((s.Table, "0"), s));
    }

    [Fact]
    public async Task A_tenant_sees_its_own_row_and_no_other()
    {
        var seen = await TryAsync(databases.Ours, table => $"select string_agg(tenant_id::text, ' ') from {table}");

        Assert.All(seen, s => Assert.Equal((s.Table, $"{databases.Ours}"), s));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_for_another_tenant_is_refused(bool signedIn)
    {
        var seen = await TryAsync(
            signedIn ? databases.Ours : null,
            table => $"insert into {table} (tenant_id) values ('{databases.Theirs}')"
        );

        Assert.All(seen, s => Assert.Equal((s.Table, Said.RowSecurity), s));
    }

    [Fact]
    public async Task A_row_cannot_be_handed_to_another_tenant()
    {
        var seen = await TryAsync(databases.Ours, table => $"update {table} set tenant_id = '{databases.Theirs}'");

        // What may not be changed at all need not be refused twice.
        Assert.All(seen, s => Assert.True(s.Said is Said.RowSecurity or Said.Denied, $"{s}"));
    }

    [Fact]
    public async Task Another_tenants_rows_can_neither_be_changed_nor_removed()
    {
        var changed = await TryAsync(
            databases.Ours,
            table => $"update {table} set tenant_id = tenant_id where tenant_id = '{databases.Theirs}'"
        );
        var removed = await TryAsync(databases.Ours, table => $"delete from {table} where tenant_id = '{databases.Theirs}'");

        Assert.All(changed.Concat(removed), s => Assert.True(s.Said is "0" or Said.Denied, $"{s}"));
    }

    /// <summary>Tries a statement on each table, as the service with or without a tenant, and takes it back.</summary>
    private async Task<List<(string Table, string Said)>> TryAsync(Guid? tenant, Func<string, string> statement)
    {
        Assert.NotEmpty(databases.Tables);
        var said = new List<(string, string)>();
        foreach (var inDatabase in databases.Tables.GroupBy(t => t.Database))
        {
            await using var connection = await databases.ConnectAsync(inDatabase.Key, "service");
            foreach (var (database, table) in inDatabase)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await Said.ToAsync(connection, $"select set_config('app.tenant_id', '{tenant}', true)");
                said.Add(($"{database}.{table}", await Said.ToAsync(connection, statement(table))));
                await transaction.RollbackAsync();
            }
        }
        return said;
    }
}
